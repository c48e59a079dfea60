using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Features.Day;

/// <summary>A location's day: what came in, who works, who comes, and who is free next.</summary>
internal sealed class ShowDay(IDatabase database, INetworkTree tree, IDayFacts facts, TimeProvider clock)
{
    /// <param name="scope">The location; a barber's own chair.</param>
    /// <param name="date">Local business day; null for today.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<Result<DayView>> RunAsync(Scope scope, DateOnly? date, CancellationToken cancellationToken)
    {
        if (tree.Find(scope.Node.Id) is not { } location)
        {
            return Problem.NotFound("location");
        }

        var now = clock.GetUtcNow();
        var today = location.DayAt(now);
        var day = date ?? today;
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await DayRows.ReadAsync(session, scope, day, cancellationToken);
        var whole = scope.StaffId is null ? await facts.ComputeAsync(session, scope.Network, [new DaySpan(location.Id, day, day)], cancellationToken) : [];
        var present = rows.Shifts.Where(shift => day != today || (shift.StartsAt <= now && shift.EndsAt > now)).Select(shift => shift.StaffId).Distinct().Count();
        return new DayView(
            new DayLocation(location.Id, location.Name, location.Zone.Id, location.Currency.Code, location.Chairs),
            day,
            day == today,
            now,
            scope.StaffId is null ? Figures(whole.FirstOrDefault(), present) : OwnFigures(rows, present, now),
            [.. rows.Staff.Select(staff => StaffOf(staff, rows, now))],
            [.. rows.Bookings.Select(booking => new DayBooking(booking.Id, booking.StartsAt, booking.EndsAt, booking.Status, booking.ClientName, booking.ServiceName, booking.StaffId, booking.StaffName))],
            [.. rows.Sales.Select(sale => new DaySale(sale.Id, sale.OccurredAt, sale.Total, sale.NetSales, sale.Tips, sale.ClientName, sale.StaffNames, sale.Items))],
            day < today ? [] : Free(rows, day == today ? now : DateTimeOffset.MinValue));
    }

    private static DayFigures Figures(DayFacts? day, int present) => day is null
        ? new DayFigures(0, 0, null, 0, 0, 0, 0, 0, present, null)
        : new DayFigures(
            day.NetSales,
            day.Visits,
            Ratio(day.NetSales, day.Visits, 4),
            day.Tips,
            day.Tax,
            day.Bookings,
            day.CompletedBookings,
            day.NoShows,
            present,
            Ratio(day.BusyMinutes, day.ScheduledMinutes - day.BlockedMinutes, 4));

    /// <summary>A barber's figures: the lines, visits and bookings of the own chair; the shop's own stay unseen.</summary>
    private static DayFigures OwnFigures(DayRows rows, int present, DateTimeOffset now)
    {
        var own = rows.Staff.FirstOrDefault();
        var (net, visits) = (own?.NetSales ?? 0, own?.Visits ?? 0);
        return new DayFigures(
            net,
            visits,
            Ratio(net, visits, 4),
            rows.Sales.Sum(sale => sale.Tips),
            rows.Sales.Sum(sale => sale.Tax),
            rows.Bookings.Count(booking => booking.Status is not ("cancelled" or "late_cancelled")),
            rows.Bookings.Count(booking => booking.Status == "completed"),
            rows.Bookings.Count(booking => booking.Status == "no_show"),
            present,
            own is null ? null : Utilisation(own.Id, rows, now));
    }

    private static DayStaff StaffOf(DayRows.StaffRow staff, DayRows rows, DateTimeOffset now)
    {
        var shifts = rows.Shifts.Where(shift => shift.StaffId == staff.Id).ToList();
        var shift = shifts.Count == 0 ? null : new DayShift(shifts.Min(part => part.StartsAt), shifts.Max(part => part.EndsAt));
        return new DayStaff(staff.Id, staff.Name, shift, staff.NetSales, staff.Visits, Utilisation(staff.Id, rows, now));
    }

    /// <summary>DEF-03 for one person: minutes of kept or running services, overlaps once, over scheduled less blocked minutes. A running service counts up to now.</summary>
    private static decimal? Utilisation(Guid staff, DayRows rows, DateTimeOffset now)
    {
        var busy = rows.Bookings.Where(booking => booking.StaffId == staff && booking is { IsService: true, Span: not null })
            .Select(booking => booking.Status == "in_service" && booking.Span!.Value.To > now ? booking.Span.Value with { To = now } : booking.Span!.Value);
        var scheduled = rows.Shifts.Where(shift => shift.StaffId == staff).Sum(shift => shift.Span.Minutes - shift.BlockedMinutes);
        return Ratio((decimal)Span.Covered(busy), (decimal)scheduled, 4);
    }

    private static IReadOnlyList<FreeSlot> Free(DayRows rows, DateTimeOffset from) =>
    [
        .. rows.Shifts.GroupBy(shift => shift.StaffId)
            .Select(shifts => (Staff: shifts.Key, At: NextFree.At(
                shifts.Select(shift => shift.Span),
                [.. rows.Bookings.Where(booking => booking.StaffId == shifts.Key && !booking.IsOff).Select(booking => booking.Span).OfType<Span>()],
                from)))
            .Where(free => free.At is not null)
            .OrderBy(free => free.At)
            .Select(free => new FreeSlot(free.Staff, free.At!.Value)),
    ];

    private static decimal? Ratio(decimal part, decimal whole, int digits) => whole <= 0 ? null : decimal.Round(part / whole, digits, MidpointRounding.AwayFromZero);
}
