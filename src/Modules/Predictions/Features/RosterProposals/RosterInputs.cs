using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Features.RosterProposals;

/// <summary>What a roster is proposed from.</summary>
/// <param name="Demand">Visits wanted in each hour of the week, Monday 00:00 first.</param>
/// <param name="PlanWeek">Monday of the week whose shifts are taken for the plan.</param>
/// <param name="Plan">Shifts of that week, as if they were of the week asked for.</param>
/// <param name="Past">Shifts of the weeks before.</param>
/// <param name="NetSalesAVisit">Null where not known.</param>
internal sealed record RosterInputs(
    DateOnly Week, DateOnly DemandAsOf, int DemandWeeks, double[] Demand, double VisitMinutes, DateOnly PlanWeek, IReadOnlyList<RosterInputs.Member> Staff, IReadOnlyList<RosterInputs.Shift> Plan, IReadOnlyList<RosterInputs.Shift> Past, decimal? NetSalesAVisit)
{
    /// <summary>A member of staff, and the days of the week on which they cannot work (0 Monday).</summary>
    internal sealed record Member(Guid Id, string Name, string? Title, IReadOnlySet<int> Off);

    /// <summary>A shift, in minutes of the local day on which it begins.</summary>
    internal sealed record Shift
    {
        public Guid Staff { get; init; }

        public DateOnly Day { get; init; }

        public int Start { get; init; }

        public int End { get; init; }
    }
}

/// <summary>Reads what a roster is proposed from.</summary>
internal sealed class RosterInputReading(IDatabase database)
{
    /// <summary>Weeks that habits are read from.</summary>
    public const int WeeksBack = 8;

    private const double UsualVisitMinutes = 30;
    private const int DaysOfVisits = 91;

    private sealed record DemandRow
    {
        public DateOnly AsOf { get; init; }

        public int Weeks { get; init; }

        public float[] Mean { get; init; } = [];
    }

    private sealed record StaffRow
    {
        public Guid Id { get; init; }

        public string Name { get; init; } = string.Empty;

        public string? Title { get; init; }

        public DateOnly? HiredOn { get; init; }

        public DateOnly? LeftOn { get; init; }
    }

    private sealed record OffRow
    {
        public Guid StaffId { get; init; }

        public DateOnly FirstDay { get; init; }

        public DateOnly LastDay { get; init; }
    }

    /// <summary>All of it, or why there is nothing to propose from.</summary>
    public async Task<Result<RosterInputs>> ReadAsync(Node location, DateOnly week, DateOnly today, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(location);
        await using var session = await database.ReadAsync(location.Network, cancellationToken);
        var demand = await session.FirstAsync<DemandRow>(
            "select as_of, weeks, mean from predictions.demand where network_id = @Network and location_id = @Location and service = ''", new { location.Network, Location = location.Id.Value }, cancellationToken);
        if (demand is null)
        {
            return new Problem("no_demand_yet", "Demand of this location has not been told yet: it needs four weeks of bookings with their times, and is told in the night after.", ProblemKind.Refused);
        }

        var shifts = await ShiftsAsync(session, location, today.AddDays(-7 * WeeksBack), week.AddDays(6), cancellationToken);
        var past = shifts.Where(shift => shift.Day < today).ToList();
        var planWeek = PlanWeek(shifts, week, today);
        var staff = await StaffAsync(session, location, week, cancellationToken);
        List<RosterInputs.Shift> plan = planWeek is { } from
            ? [.. shifts.Where(shift => shift.Day >= from && shift.Day < from.AddDays(7) && staff.Any(member => member.Id == shift.Staff)).Select(shift => shift with { Day = shift.Day.AddDays(week.DayNumber - from.DayNumber) })]
            : [];
        return plan.Count == 0
            ? new Problem("no_shifts_yet", "No shifts of this week or of the last eight are known here. They come with a connected booking or payroll system, or by import.", ProblemKind.Refused)
            : new RosterInputs(
                week, demand.AsOf, demand.Weeks, [.. demand.Mean.Select(value => (double)value)], await VisitMinutesAsync(session, location, today, cancellationToken), planWeek!.Value, staff, plan, past, await NetSalesAVisitAsync(session, location, today, cancellationToken));
    }

    // The week itself where shifts are planned; else the last whole week there was.
    private static DateOnly? PlanWeek(IReadOnlyList<RosterInputs.Shift> shifts, DateOnly week, DateOnly today) =>
        shifts.Any(shift => shift.Day >= week) ? week
        : Enumerable.Range(1, WeeksBack).Select(back => Monday(today).AddDays(-7 * back)).Cast<DateOnly?>().FirstOrDefault(monday => shifts.Any(shift => shift.Day >= monday && shift.Day < monday.Value.AddDays(7)));

    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static async Task<IReadOnlyList<RosterInputs.Shift>> ShiftsAsync(Session session, Node location, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        await session.QueryAsync<RosterInputs.Shift>(
            """
            select staff_id as staff, business_day as day,
                   (extract(epoch from (starts_at at time zone @Zone) - business_day::timestamp) / 60)::int as start, (extract(epoch from (ends_at at time zone @Zone) - business_day::timestamp) / 60)::int as "end"
            from records.v_shift where network_id = @Network and location_id = @Location and business_day between @from and @to
            order by business_day, starts_at, staff_id
            """,
            new { location.Network, Location = location.Id.Value, Zone = location.Zone.Id, from, to },
            cancellationToken);

    private static async Task<IReadOnlyList<RosterInputs.Member>> StaffAsync(Session session, Node location, DateOnly week, CancellationToken cancellationToken)
    {
        var parameters = new { location.Network, Location = location.Id.Value, week, End = week.AddDays(6) };
        var staff = await session.QueryAsync<StaffRow>(
            """
            select id, name, title, hired_on, left_on from records.v_staff
            where network_id = @Network and location_id = @Location and is_active and coalesce(hired_on, @week) <= @End and coalesce(left_on, @End) >= @week order by name, id
            """,
            parameters,
            cancellationToken);
        var off = await session.QueryAsync<OffRow>(
            "select staff_id, first_day, last_day from records.v_time_off where network_id = @Network and location_id = @Location and status = 'approved' and first_day <= @End and last_day >= @week", parameters, cancellationToken);
        return [.. staff.Select(one => new RosterInputs.Member(
            one.Id,
            one.Name,
            one.Title,
            Enumerable.Range(0, 7).Where(day => week.AddDays(day) is var date && (date < one.HiredOn || date > one.LeftOn || off.Any(span => span.StaffId == one.Id && date >= span.FirstDay && date <= span.LastDay))).ToHashSet()))];
    }

    private static async Task<double> VisitMinutesAsync(Session session, Node location, DateOnly today, CancellationToken cancellationToken)
    {
        var minutes = await session.FirstAsync<double?>(
            """
            select avg(extract(epoch from ends_at - starts_at) / 60)::float8 from records.v_booking
            where network_id = @Network and location_id = @Location and business_day between @From and @today and status = 'completed' and ends_at > starts_at and ends_at - starts_at <= interval '8 hours'
            """,
            new { location.Network, Location = location.Id.Value, From = today.AddDays(-DaysOfVisits), today },
            cancellationToken);
        return minutes is > 0 and var known ? known : UsualVisitMinutes;
    }

    private static async Task<decimal?> NetSalesAVisitAsync(Session session, Node location, DateOnly today, CancellationToken cancellationToken) =>
        await session.FirstAsync<decimal?>(
            """
            select sum(net_sales) / nullif(sum(visits), 0) from measures.v_day
            where network_id = @Network and node_id = @Id and currency = @Code and day >= @From and day < @today
            """,
            new { location.Network, location.Id, location.Currency.Code, From = today.AddDays(-DaysOfVisits), today },
            cancellationToken);
}
