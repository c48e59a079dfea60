using System.Globalization;

namespace BookedBarber.Operations.Demo;

/// <summary>
/// Tells a shop's story day by day: clients come at their own rhythm, book ahead or walk in, turn up or not, come again or stay away.
/// Everything is decided by the shop's own random stream, so shops can be told in any order and in parallel.
/// </summary>
internal sealed class ShopLife
{
    private const double Strangers = 0.07; // share of visits by people who leave no name
    private const double ShelfOnly = 0.02;
    private const double KeptShare = 0.94; // of the intended visits, what comes true after no-shows, cancellations and full days
    private const double Renewal = 0.73; // newcomers must also make up for clients lost to missed visits and to barbers who leave

    private readonly ShopPlan _shop;
    private readonly IReadOnlyList<Barber> _barbers;
    private readonly ShopClock _clock;
    private readonly Roster _roster;
    private readonly RandomStream _random;
    private readonly double[] _weekdays;
    private readonly List<Client> _clients = [];
    private readonly List<Visit> _visits = [];
    private readonly Dictionary<int, DayBook> _books = [];
    private readonly Dictionary<int, List<(Client Client, DateOnly Due)>> _contacts = [];
    private readonly Dictionary<int, List<Visit>> _cancellations = [];
    private readonly Checkout _checkout;
    private readonly Appointments _appointments;

    private ShopLife(ShopPlan shop)
    {
        _shop = shop;
        _barbers = Staffing.Of(shop);
        _clock = new ShopClock(shop.City.TimeZone);
        _roster = new Roster(shop, _barbers, _clock);
        _random = RandomStream.For(shop.Seed, 2);
        _weekdays = [.. Enumerable.Range(0, 7).Select(day => shop.Week[day] is null ? 0 : Calendar.Weekdays[day])];
        _appointments = new Appointments(shop, _barbers, _clock, _random, BookOf, Add);
        _checkout = new Checkout(shop, _clock, _random);
    }

    public static ShopHistory Tell(ShopPlan shop, DateOnly until)
    {
        var life = new ShopLife(shop);
        var first = shop.IsMature ? shop.StoryFrom : shop.OpenedOn;
        if (shop.IsMature)
        {
            life.SeatRegulars(first);
        }

        for (var day = first; day <= until && !(day > shop.ClosedOn); day = day.AddDays(1))
        {
            life.Live(day);
        }

        return new ShopHistory(shop, life._barbers, life._clients, life._visits, life._roster, life._clock, until);
    }

    private void Live(DateOnly day)
    {
        var walkIns = new List<(Client? Client, int Arrives)>();
        if (_contacts.Remove(day.DayNumber, out var contacts))
        {
            foreach (var (client, due) in contacts)
            {
                Contact(client, day, due, walkIns);
            }
        }

        Newcomers(day, walkIns);
        if (_shop.Hours(day) is not null)
        {
            Serve(day, walkIns);
        }

        if (_cancellations.Remove(day.DayNumber, out var cancelled))
        {
            foreach (var visit in cancelled)
            {
                BookOf(visit.Day).Free(visit);
                ComeBackSoon(_clients[visit.Client], day, 0.85);
            }
        }

        _books.Remove(day.DayNumber);
    }

    /// <summary>Somebody thinks of their next visit.</summary>
    private void Contact(Client client, DateOnly day, DateOnly due, List<(Client? Client, int Arrives)> walkIns)
    {
        if (client.Favourite >= 0 && !_barbers[client.Favourite].WorksFor(due))
        {
            client.Favourite = -1; // the barber has left, and some follow
            if (_random.Chance(0.25))
            {
                client.IsLost = true;
                return;
            }
        }

        if (client.WalksIn && _random.Chance(0.85))
        {
            var coming = NextOpen(due > day ? due : day);
            if (coming == day)
            {
                walkIns.Add((client, client.Minute));
            }
            else
            {
                Plan(client, coming, coming);
            }

            return;
        }

        if (_appointments.TryBook(client, day, due > day ? due : day) is null)
        {
            Plan(client, day.AddDays(_random.Between(2, 5)), due.AddDays(5));
        }
    }

    private void Newcomers(DateOnly day, List<(Client? Client, int Arrives)> walkIns)
    {
        var visits = _shop.WeeklyVisits / 7 * _shop.Trend(day) * _shop.Events.Visits(day) * Calendar.Season(day);
        var lifetime = 1 + (_shop.Character.FirstReturn / (1 - _shop.Character.Return));
        var buzz = !_shop.IsMature && day.DayNumber - _shop.OpenedOn.DayNumber is var age and < 150 ? 2.6 - (1.6 * age / 150) : 1;
        var booked = _random.Poisson(visits * (1 - Strangers - ShelfOnly) / lifetime / Renewal * buzz);
        for (var count = 0; count < booked; count++)
        {
            var client = NewClient();
            var coming = NextOpen(day.AddDays(client.WalksIn ? 0 : _random.Between(0, 4)));
            Contact(client, day, coming, walkIns);
        }

        Migrate(day, walkIns);
        if (_shop.Hours(day) is var (opens, closes))
        {
            var strangers = _random.Poisson(_shop.ExpectedVisits(day) * Strangers);
            for (var count = 0; count < strangers; count++)
            {
                walkIns.Add((null, _random.Between(opens, closes - 30)));
            }
        }
    }

    /// <summary>Those whom an event brings: the clients of a competitor who closed, settled people with a rhythm, and those of a voucher, who use it up.</summary>
    private void Migrate(DateOnly day, List<(Client? Client, int Arrives)> walkIns)
    {
        if (_shop.Events.Competitor is { Visits: > 1 } closed && day >= closed.On && day < closed.On.AddDays(CompetitorMove.DaysOfArrival))
        {
            for (var left = _random.Poisson(Regulars(closed.On) * (closed.Visits - 1) / CompetitorMove.DaysOfArrival); left > 0; left--)
            {
                var client = NewClient();
                client.Visits = 1 + _random.Poisson(5);
                Contact(client, day, NextOpen(day), walkIns);
            }
        }

        if (_shop.Events.Vouchers is { } vouchers && day.Year == vouchers.Month.Year && day.Month == vouchers.Month.Month)
        {
            for (var left = _random.Poisson(vouchers.Clients / (double)DateTime.DaysInMonth(day.Year, day.Month)); left > 0; left--)
            {
                var client = NewClient();
                client.StaysFor = VoucherMonth.VisitsEach;
                Contact(client, day, NextOpen(day), walkIns);
            }
        }
    }

    private void Serve(DateOnly day, List<(Client? Client, int Arrives)> walkIns)
    {
        var book = BookOf(day);
        foreach (var (client, arrives) in walkIns.OrderBy(guest => guest.Arrives).ThenBy(guest => guest.Client?.Number ?? 0))
        {
            if (_appointments.TrySeat(client, day, Math.Clamp(arrives + _random.Between(-40, 40), book.Turns.Count > 0 ? book.Turns.Min(turn => turn.Start) : 0, 1380)) is null && client is not null)
            {
                ComeBackSoon(client, day, 0.8); // no chair was free soon enough
            }
        }

        var served = book.Visits.Where(visit => visit.Fate == Fate.Kept).OrderBy(visit => visit.EndsAt).ThenBy(visit => visit.Barber).ToList();
        foreach (var visit in served)
        {
            _checkout.Close(visit, visit.Client < 0 ? null : _clients[visit.Client]);
            if (visit.Client >= 0)
            {
                Afterwards(visit, _clients[visit.Client]);
            }
        }

        foreach (var visit in book.Visits.Where(visit => visit.Fate is Fate.NoShow or Fate.LateCancelled).ToList())
        {
            _checkout.Miss(visit);
            ComeBackSoon(_clients[visit.Client], day, visit.Fate == Fate.NoShow ? 0.75 : 0.9);
        }

        var shelf = _random.Poisson(_shop.ExpectedVisits(day) * ShelfOnly);
        for (var count = 0; count < shelf && book.Turns.Count > 0; count++)
        {
            Add(_checkout.SellFromShelf(day, book.Turns[_random.Below(book.Turns.Count)], count));
        }
    }

    /// <summary>After a visit: does the client come again, when, and do they book it right away?</summary>
    private void Afterwards(Visit visit, Client client)
    {
        var character = _shop.Character;
        client.Visits++;
        if (client.Favourite < 0 && _random.Chance(0.45))
        {
            client.Favourite = visit.Barber;
        }

        if (client.StaysFor is { } visits ? client.Visits >= visits : !_random.Chance(client.Visits == 1 ? character.FirstReturn : character.Return))
        {
            client.IsLost = true;
            return;
        }

        var due = NextDue(client, visit.Day);
        while (StaysAway(due))
        {
            due = NextDue(client, due);
        }

        var offers = _barbers[visit.Barber].Rebooking * (client.WalksIn ? 0.2 : 1.15);
        if (_random.Chance(offers) && _appointments.TryBook(client, visit.Day, due, visit.SoldAt + 60) is not null)
        {
            return;
        }

        var lead = client.WalksIn ? 0 : LeadDays[_random.Below(LeadDays.Length)];
        var contact = due.AddDays(-lead);
        Plan(client, contact > visit.Day ? contact : visit.Day.AddDays(1), due);
    }

    private DateOnly NextDue(Client client, DateOnly last)
    {
        var interval = Math.Clamp(_random.LogNormal(client.Rhythm, 0.13) / Calendar.Season(last.AddDays((int)client.Rhythm)), 8, 100);
        return NextOpen(Preferred(client, last.AddDays((int)interval)));
    }

    // Whom an event keeps away lets a visit out; so regulars come less often at once, and newcomers keep the same pace with them.
    private bool StaysAway(DateOnly due) => _shop.Events.Visits(due) is < 1 and var share && _random.Chance(1 - share);

    private static readonly int[] LeadDays = [0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5, 6, 7, 10];

    private void ComeBackSoon(Client client, DateOnly day, double chance)
    {
        if (_random.Chance(chance))
        {
            Plan(client, day.AddDays(_random.Between(1, 3)), day.AddDays(_random.Between(3, 8)));
        }
        else if (_random.Chance(0.6))
        {
            Plan(client, day.AddDays((int)client.Rhythm), day.AddDays((int)client.Rhythm + 1));
        }
        else
        {
            client.IsLost = true;
        }
    }

    /// <summary>Those who already came before the story begins: each is somewhere in their own rhythm.</summary>
    private void SeatRegulars(DateOnly first)
    {
        var regulars = (int)(Regulars(first) * Math.Max(1, _shop.Events.Visits(first)));
        for (var count = 0; count < regulars; count++)
        {
            var client = NewClient();
            client.Visits = 1 + _random.Poisson(5);
            client.Favourite = _random.Chance(0.75) ? AnyBarber(first) : -1;
            var due = NextOpen(Preferred(client, first.AddDays((int)(client.Rhythm * _random.Unit()))));
            var contact = due.AddDays(client.WalksIn ? 0 : -LeadDays[_random.Below(LeadDays.Length)]);
            Plan(client, contact > first ? contact : first, due);
        }
    }

    /// <summary>How many people come at a rhythm of their own when a shop is as busy as on a day without events.</summary>
    private double Regulars(DateOnly day)
    {
        var daily = _shop.WeeklyVisits / 7 * (1 - Strangers) / KeptShare * Calendar.Season(day) * _shop.Trend(day);
        var share = _shop.Character.FirstReturn / (1 - _shop.Character.Return);
        return daily * share / (1 + share) * 30.5;
    }

    private int AnyBarber(DateOnly day)
    {
        var weights = _barbers.Select(barber => barber.WorksFor(day) ? barber.Pull : 0).ToArray();
        return weights.Sum() > 0 ? _random.Weighted(weights) : -1;
    }

    /// <summary>The client's own weekday nearest to a day.</summary>
    private DateOnly Preferred(Client client, DateOnly day)
    {
        if (_random.Chance(0.2))
        {
            return day;
        }

        var shift = (client.Weekday - (Calendar.Weekday(day) - 1) + 7) % 7;
        return day.AddDays(shift > 3 ? shift - 7 : shift);
    }

    private DateOnly NextOpen(DateOnly day)
    {
        for (var ahead = 0; ahead < 10; ahead++)
        {
            if (_shop.Hours(day.AddDays(ahead)) is not null)
            {
                return day.AddDays(ahead);
            }
        }

        return day;
    }

    private Client NewClient()
    {
        var client = Client.Make(_clients.Count + 1, _random, _shop, _weekdays);
        _clients.Add(client);
        return client;
    }

    private void Plan(Client client, DateOnly contact, DateOnly due)
    {
        if (!_contacts.TryGetValue(contact.DayNumber, out var list))
        {
            _contacts[contact.DayNumber] = list = [];
        }

        list.Add((client, due));
    }

    private DayBook BookOf(DateOnly day)
    {
        if (!_books.TryGetValue(day.DayNumber, out var book))
        {
            _books[day.DayNumber] = book = new DayBook(_roster.On(day));
        }

        return book;
    }

    private void Add(Visit visit)
    {
        _visits.Add(visit);
        if (visit.Client >= 0)
        {
            var client = _clients[visit.Client];
            client.KnownSince = Math.Min(client.KnownSince, visit.BookedAt);
            client.LastSeen = visit.Day > client.LastSeen ? visit.Day : client.LastSeen;
        }

        if (visit.Fate == Fate.Cancelled)
        {
            var day = _clock.DayOf(visit.CancelledAt).DayNumber;
            if (!_cancellations.TryGetValue(day, out var list))
            {
                _cancellations[day] = list = [];
            }

            list.Add(visit);
        }
    }

    internal static string KeyOf(DateOnly day, char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{day:yyMMdd}-{number:D3}");
}
