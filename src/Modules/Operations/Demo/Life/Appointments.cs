using System.Globalization;

namespace BookedBarber.Operations.Demo;

/// <summary>Finds chairs: for those who book and for those who walk in.</summary>
internal sealed class Appointments(ShopPlan shop, IReadOnlyList<Barber> barbers, ShopClock clock, RandomStream random, Func<DateOnly, DayBook> bookOf, Action<Visit> add)
{
    private const int LongestWait = 40;
    private const int Furthest = 60;

    // Days tried around the wished one, in this order.
    private static readonly int[] Around = [0, 1, -1, 2, 3, -2, 4, 5, 7];

    // When people book online, by local hour: mostly in the evening, a few at night.
    private static readonly double[] OnlineHours = [3.4, 3, 2.8, 2.6, 2.6, 2.8, 3.2, 4, 5, 5.4, 5.4, 5.2, 5.6, 5, 4.6, 4.4, 4.6, 5.2, 6, 7, 8, 7.6, 6, 4];

    private int _count;

    /// <summary>Books at a moment of <paramref name="day"/> for the wished day or one near it; null when nothing is free.</summary>
    /// <param name="madeAt">When it is made, for a booking at checkout; else drawn.</param>
    public Visit? TryBook(Client client, DateOnly day, DateOnly wished, long? madeAt = null)
    {
        var (origin, minute) = madeAt is null ? Moment(day) : (Origin.Rebooked, 1440);
        var bookedAt = madeAt ?? (clock.At(day, minute) + random.Below(60));
        var (service, addOn, shortest) = Choose(client);
        foreach (var offset in Around)
        {
            var target = wished.AddDays(offset);
            if (target < day || (target == day && origin == Origin.Rebooked) || target.DayNumber - day.DayNumber > Furthest || shop.Hours(target) is null)
            {
                continue;
            }

            var notBefore = target == day ? minute + 25 : 0;
            var book = bookOf(target);
            var seat = client.Favourite >= 0 ? book.SeatOf(client.Favourite) : -1;
            if (seat < 0 && client.Favourite >= 0 && offset == 0 && random.Chance(0.6))
            {
                continue; // rather another day than another chair
            }

            seat = seat >= 0 ? seat : Choose(book);
            if (seat < 0)
            {
                continue;
            }

            var barber = book.Turns[seat].Barber;
            var minutes = Duration(shortest, barber);
            var start = book.Nearest(seat, client.Minute + random.Between(-45, 45), minutes, notBefore, 15);
            if (start >= 0)
            {
                return Enter(book, seat, client, target, start, minutes, service, addOn, origin, bookedAt);
            }
        }

        return null;
    }

    /// <summary>Seats somebody who stands in the door; null when the wait would be too long.</summary>
    public Visit? TrySeat(Client? client, DateOnly day, int arrives)
    {
        var book = bookOf(day);
        var (service, addOn, shortest) = client is null ? Choose(random.Weighted(Menu.ServiceWeights)) : Choose(client);
        var (best, bestStart, bestMinutes) = (-1, int.MaxValue, 0);
        for (var seat = 0; seat < book.Turns.Count; seat++)
        {
            var minutes = Duration(shortest, book.Turns[seat].Barber);
            var start = book.Nearest(seat, arrives, minutes, arrives, 5);
            var patience = client is not null && book.Turns[seat].Barber == client.Favourite ? 20 : 0;
            if (start >= 0 && start - arrives <= LongestWait && start - patience < bestStart)
            {
                (best, bestStart, bestMinutes) = (seat, start - patience, minutes);
            }
        }

        if (best < 0)
        {
            return null;
        }

        var actual = book.Nearest(best, arrives, bestMinutes, arrives, 5);
        var visit = Enter(book, best, client, day, actual, bestMinutes, service, addOn, Origin.WalkIn, clock.At(day, arrives) + random.Below(60) - 60);
        visit.ArrivedAt = visit.BookedAt;
        return visit;
    }

    private Visit Enter(DayBook book, int seat, Client? client, DateOnly day, int start, int minutes, int service, int addOn, Origin origin, long bookedAt)
    {
        var visit = new Visit
        {
            Key = $"A{(++_count).ToString("D6", CultureInfo.InvariantCulture)}",
            Day = day,
            Client = client is null ? -1 : client.Number - 1,
            Barber = book.Turns[seat].Barber,
            Service = service,
            AddOn = addOn,
            Origin = origin,
            BookedAt = bookedAt,
            StartsAt = clock.At(day, start),
            Start = start,
            Minutes = minutes,
            Seed = random.LongBits(),
        };
        if (client is not null && origin != Origin.WalkIn)
        {
            Decide(visit, client);
        }

        book.Take(seat, start, minutes);
        book.Visits.Add(visit);
        add(visit);
        return visit;
    }

    /// <summary>What becomes of a booking is drawn when it is made.</summary>
    private void Decide(Visit visit, Client client)
    {
        var (lead, point) = (visit.StartsAt - visit.BookedAt, random.Unit());
        visit.ArrivedAt = Math.Max(visit.StartsAt - (60L * random.Between(-1, 12)), visit.BookedAt + 60);
        visit.ArrivedAt = Math.Min(visit.ArrivedAt, visit.StartsAt);
        if (point < client.NoShow)
        {
            visit.Fate = Fate.NoShow;
        }
        else if (point < client.NoShow + client.Cancels && lead > 30 * 3600)
        {
            visit.Fate = Fate.Cancelled;
            visit.CancelledAt = visit.BookedAt + 1800 + (long)((lead - (26 * 3600)) * random.Unit());
        }
        else if (point < client.NoShow + client.Cancels + 0.02 && lead > 3 * 3600)
        {
            visit.Fate = Fate.LateCancelled;
            visit.CancelledAt = visit.StartsAt - (long)Math.Min(lead - 1800, random.Within(900, 20 * 3600));
        }
    }

    /// <summary>A seat for somebody who asks for nobody in particular: liked barbers fill first.</summary>
    private int Choose(DayBook book)
    {
        if (book.Turns.Count == 0)
        {
            return -1;
        }

        Span<double> weights = stackalloc double[book.Turns.Count];
        for (var seat = 0; seat < weights.Length; seat++)
        {
            var turn = book.Turns[seat];
            var free = 1 - (book.TakenMinutes(seat) / (double)(turn.End - turn.Start));
            weights[seat] = 0.001 + (barbers[turn.Barber].Pull * Math.Max(0, free));
        }

        return random.Weighted(weights);
    }

    private (int Service, int AddOn, int Minutes) Choose(Client client) => Choose(random.Chance(0.85) ? client.Service : random.Weighted(Menu.ServiceWeights));

    private (int Service, int AddOn, int Minutes) Choose(int service)
    {
        var addOn = random.Chance(0.1) ? (random.Chance(0.55) ? Menu.BrowTidy : Menu.ScalpTreatment) : random.Chance(0.04) ? Menu.Kids : -1;
        return (service, addOn, Menu.Services[service].Minutes + (addOn < 0 ? 0 : Menu.Services[addOn].Minutes));
    }

    private int Duration(int minutes, int barber) => Math.Max(10, (int)Math.Round(minutes * barbers[barber].Speed / 5, MidpointRounding.AwayFromZero) * 5);

    private (Origin Origin, int Minute) Moment(DateOnly day)
    {
        if (shop.Hours(day) is var (opens, closes) && random.Chance(0.35))
        {
            return (Origin.Desk, random.Between(opens, closes - 30));
        }

        return (Origin.Online, (random.Weighted(OnlineHours) * 60) + random.Below(60));
    }
}
