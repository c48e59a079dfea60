using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Demand;

/// <summary>Counts visits of a location hour by hour, and says which hours were open and which were full.</summary>
internal sealed class HourReader(IDatabase database)
{
    private sealed record Count
    {
        public DateOnly Day { get; init; }

        public int Hour { get; init; }

        public string Service { get; init; } = string.Empty;

        public int Visits { get; init; }
    }

    private sealed record Capacity
    {
        public DateOnly Day { get; init; }

        public int Hour { get; init; }

        public int Staff { get; init; }
    }

    /// <summary>Tables by service, '' for all together; empty where no booking has a time.</summary>
    /// <param name="location">The location.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="services">How many services are told apart, those asked for most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyDictionary<string, HourTable>> ReadAsync(Node location, DateOnly from, DateOnly to, int services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(location);
        var parameters = new { location.Network, Location = location.Id.Value, from, to, Zone = location.Zone.Id };
        await using var session = await database.ReadAsync(location.Network, cancellationToken);
        var counts = await session.QueryAsync<Count>(
            """
            select b.business_day as day, extract(hour from b.starts_at at time zone @Zone)::int as hour, coalesce(b.service_name, s.name, '') as service, count(*)::int as visits
            from records.v_booking b
            left join records.v_service s on s.network_id = b.network_id and s.id = b.service_id
            where b.network_id = @Network and b.location_id = @Location and b.business_day between @from and @to and b.starts_at is not null and b.status in ('completed', 'arrived', 'in_service', 'no_show')
            group by 1, 2, 3
            """,
            parameters,
            cancellationToken);
        if (counts.Count == 0)
        {
            return new Dictionary<string, HourTable>();
        }

        var capacity = await session.QueryAsync<Capacity>(
            """
            select h.business_day as day, extract(hour from h.at at time zone @Zone)::int as hour, count(distinct h.staff_id)::int as staff
            from (
                select v.business_day, v.staff_id, generate_series(date_trunc('hour', v.starts_at), v.ends_at - interval '30 minutes', interval '1 hour') as at
                from records.v_shift v where v.network_id = @Network and v.location_id = @Location and v.business_day between @from and @to) h
            group by 1, 2
            """,
            parameters,
            cancellationToken);
        var busy = await session.QueryAsync<Capacity>(
            """
            select b.business_day as day, extract(hour from h at time zone @Zone)::int as hour, count(*)::int as staff
            from records.v_booking b
            cross join lateral generate_series(date_trunc('hour', b.starts_at), b.ends_at - interval '1 minute', interval '1 hour') h
            where b.network_id = @Network and b.location_id = @Location and b.business_day between @from and @to and b.ends_at is not null and b.status in ('completed', 'arrived', 'in_service', 'no_show')
            group by 1, 2
            """,
            parameters,
            cancellationToken);
        return Tables(counts, capacity, busy, from, to, services);
    }

    private static Dictionary<string, HourTable> Tables(IReadOnlyList<Count> counts, IReadOnlyList<Capacity> capacity, IReadOnlyList<Capacity> busy, DateOnly from, DateOnly to, int services)
    {
        var days = to.DayNumber - from.DayNumber + 1;
        int Place(DateOnly day, int hour) => ((day.DayNumber - from.DayNumber) * 24) + hour;
        var (all, open, full, staff) = (new int[days * 24], new bool[days * 24], new bool[days * 24], new int[days * 24]);
        foreach (var one in counts)
        {
            all[Place(one.Day, one.Hour)] += one.Visits;
        }

        // An hour was open between the first and the last visit of its day, or where somebody was there to serve.
        foreach (var day in counts.GroupBy(one => one.Day))
        {
            for (var hour = day.Min(one => one.Hour); hour <= day.Max(one => one.Hour); hour++)
            {
                open[Place(day.Key, hour)] = true;
            }
        }

        foreach (var one in capacity)
        {
            staff[Place(one.Day, one.Hour)] = one.Staff;
            open[Place(one.Day, one.Hour)] = true;
        }

        // Full: as many clients in chairs as there were hands, with one more asking than an hour has room for.
        foreach (var one in busy)
        {
            var place = Place(one.Day, one.Hour);
            full[place] = staff[place] > 0 && one.Staff > staff[place];
        }

        var tables = new Dictionary<string, HourTable>(StringComparer.Ordinal) { [string.Empty] = new HourTable(from, all, open, full) };
        foreach (var service in counts.Where(one => one.Service.Length > 0).GroupBy(one => one.Service).OrderByDescending(group => group.Sum(one => one.Visits)).Take(services))
        {
            var own = new int[days * 24];
            foreach (var one in service)
            {
                own[Place(one.Day, one.Hour)] += one.Visits;
            }

            tables[service.Key] = new HourTable(from, own, open, full);
        }

        return tables;
    }
}
