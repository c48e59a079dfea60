using System.Globalization;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Operations.Demo;

/// <summary>A shop's story as canonical records: of a span of days, or of what changed between two moments. Nothing that lies after the moment is told.</summary>
internal sealed class ShopRecords(ShopHistory history)
{
    /// <summary>How long ahead shifts are published.</summary>
    public const int ShiftsAhead = 21;

    private readonly Receipts _receipts = new(history);

    /// <summary>Services, products and the barbers who have been hired by then.</summary>
    public DemoBatch Lists(DateTimeOffset now)
    {
        var batch = new DemoBatch();
        var (shop, today) = (history.Shop, history.Clock.DayOf(now.ToUnixTimeSeconds()));
        batch.Services.AddRange(Menu.Services.Select(service =>
            new ServiceRecord(service.Key, service.Name, service.Category, shop.PriceOf(service.Price, today), service.Cost, service.Minutes, IsActive: true)));
        var stock = RandomStream.For(shop.Seed, 4);
        batch.Products.AddRange(Menu.Products.Select(product =>
            new ProductRecord(product.Key, product.Name, product.Category, product.Brand, product.Price, product.Cost, stock.Between(0, 24), IsActive: true)));
        batch.Staff.AddRange(history.Barbers.Where(barber => barber.HiredOn <= today.AddDays(ShiftsAhead)).Select(barber => Staff(barber, today)));
        return batch;
    }

    /// <summary>Everything of these days as it stands at a moment.</summary>
    /// <param name="newest">Whether these are the last days of the history: then what is arranged for later, and every client who still comes, belongs to them.</param>
    public DemoBatch Days(DateOnly from, DateOnly to, DateTimeOffset now, bool newest)
    {
        var (batch, at) = (new DemoBatch(), now.ToUnixTimeSeconds());
        bool Within(DateOnly day) => day >= from && (day <= to || newest);
        batch.Clients.AddRange(history.Clients
            .Where(client => client.KnownSince <= at && (client.IsLost ? client.LastSeen >= from && (newest || client.LastSeen <= to) : newest))
            .Select(Client));
        var until = newest ? history.Clock.DayOf(at).AddDays(ShiftsAhead) : to;
        AddShifts(batch, from, until);
        foreach (var visit in history.Visits)
        {
            if (Within(visit.Day) && Booking(visit, at) is { } booking)
            {
                batch.Bookings.Add(booking);
            }

            if (Within(visit.Day) && visit.SoldAt > 0 && visit.SoldAt <= at)
            {
                batch.Sales.Add(_receipts.Sale(visit));
            }

            if (visit.RefundedAt > 0 && visit.RefundedAt <= at && Within(history.Clock.DayOf(visit.RefundedAt)))
            {
                batch.Sales.Add(_receipts.Refund(visit));
            }
        }

        return batch;
    }

    /// <summary>What became different after one moment and up to another, as it stands then.</summary>
    public DemoBatch Changes(DateTimeOffset since, DateTimeOffset until)
    {
        var (batch, after, at) = (new DemoBatch(), since.ToUnixTimeSeconds(), until.ToUnixTimeSeconds());
        bool Within(long instant) => instant > after && instant <= at;
        var (yesterday, today) = (history.Clock.DayOf(after), history.Clock.DayOf(at));
        if (today > yesterday)
        {
            AddShifts(batch, yesterday.AddDays(ShiftsAhead + 1), today.AddDays(ShiftsAhead));
            batch.Staff.AddRange(history.Barbers
                .Where(barber => (barber.HiredOn > yesterday && barber.HiredOn <= today.AddDays(ShiftsAhead)) || (barber.LeftOn >= yesterday && barber.LeftOn < today))
                .Select(barber => Staff(barber, today)));
        }

        batch.Clients.AddRange(history.Clients.Where(client => Within(client.KnownSince)).Select(Client));
        foreach (var visit in history.Visits)
        {
            Add(batch, visit, Within, at);
        }

        return batch;
    }

    /// <summary>Adds what a visit changed, if anything.</summary>
    public void Add(DemoBatch batch, Visit visit, Func<long, bool> within, long at)
    {
        if (visit.BookingInstants().Any(within) && Booking(visit, at) is { } booking)
        {
            batch.Bookings.Add(booking);
        }

        if (visit.SoldAt > 0 && within(visit.SoldAt))
        {
            batch.Sales.Add(_receipts.Sale(visit));
        }

        if (visit.RefundedAt > 0 && within(visit.RefundedAt))
        {
            batch.Sales.Add(_receipts.Refund(visit));
        }
    }

    public static ClientRecord Client(Client client)
    {
        var name = client.Name;
        var mail = name.ToUpperInvariant().Replace(' ', '.').Replace("'", string.Empty, StringComparison.Ordinal);
        var number = (int)(client.Seed % 100);
        return new ClientRecord(
            client.Key,
            name,
            string.Create(CultureInfo.InvariantCulture, $"{Lower(mail)}{client.Number}@example.com"),
            string.Create(CultureInfo.InvariantCulture, $"+1 555-01{number:D2}")); // 555-0100 to 555-0199 are kept for fiction
    }

    private BookingRecord? Booking(Visit visit, long at) => !visit.HasBooking || visit.BookedAt > at
        ? null
        : new BookingRecord(
            visit.Key,
            visit.Client < 0 ? null : history.Clients[visit.Client].Key,
            ClientName: null,
            history.Barbers[visit.Barber].Key,
            Menu.Services[visit.Service].Key,
            DateTimeOffset.FromUnixTimeSeconds(visit.StartsAt),
            visit.Day,
            visit.Minutes,
            Status(visit, at),
            DateTimeOffset.FromUnixTimeSeconds(visit.BookedAt),
            visit.Fate is Fate.Cancelled or Fate.LateCancelled && visit.CancelledAt <= at ? history.Clock.DayOf(visit.CancelledAt) : null);

    private static string Status(Visit visit, long at) => visit.Fate switch
    {
        Fate.Cancelled when at >= visit.CancelledAt => "cancelled",
        Fate.LateCancelled when at >= visit.CancelledAt => "late_cancelled",
        Fate.NoShow when at >= visit.MissedAt => "no_show",
        Fate.Kept when at >= visit.EndsAt => "completed",
        Fate.Kept when at >= visit.StartsAt => "in_service",
        Fate.Kept when at >= visit.ArrivedAt => "arrived",
        _ => at >= visit.ConfirmedAt ? "confirmed" : "requested",
    };

    private static StaffRecord Staff(Barber barber, DateOnly today) =>
        new(barber.Key, barber.Name, barber.Title, barber.HiredOn, barber.LeftOn < today ? barber.LeftOn : null, IsActive: !(barber.LeftOn < today));

    private void AddShifts(DemoBatch batch, DateOnly from, DateOnly to)
    {
        var first = from > history.Shop.StoryFrom ? from : history.Shop.StoryFrom;
        for (var day = first; day <= to; day = day.AddDays(1))
        {
            foreach (var turn in history.Roster.On(day))
            {
                var barber = history.Barbers[turn.Barber];
                batch.Shifts.Add(new ShiftRecord(
                    string.Create(CultureInfo.InvariantCulture, $"{barber.Key}-{day:yyMMdd}"),
                    barber.Key,
                    DateTimeOffset.FromUnixTimeSeconds(history.Clock.At(day, turn.Start)),
                    DateTimeOffset.FromUnixTimeSeconds(history.Clock.At(day, turn.End)),
                    turn.Blocked));
            }
        }
    }

#pragma warning disable CA1308 // mail addresses are written in lower case
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308
}
