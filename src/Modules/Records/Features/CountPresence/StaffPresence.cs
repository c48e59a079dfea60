using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Features.CountPresence;

internal sealed class StaffPresence(IDatabase database) : IStaffPresence
{
    // The days around the moment bound the scan to few rows, whatever zone a location is in. Who is away is few, so it is gathered once and not looked up for each shift.
    private const string Sql =
        """
        with away as materialized (
            select f.id as staff_id, o.first_day, o.last_day
            from records.time_off o
            join records.staff f on f.network_id = @network and f.source = o.source and f.source_key = o.staff_key
            where o.network_id = @network and o.status = 'approved' and o.last_day >= @Day::date - 1 and o.first_day <= @Day::date + 1
        )
        select s.location_id, count(distinct s.staff_id)::int as present
        from records.shift s
        where s.network_id = @network and s.business_day between @Day::date - 1 and @Day::date + 1 and s.starts_at <= @at and s.ends_at > @at
          and not exists (select from away a where a.staff_id = s.staff_id and s.business_day between a.first_day and a.last_day)
        group by s.location_id
        """;

    private sealed record Row(NodeId LocationId, int Present);

    public async Task<IReadOnlyDictionary<NodeId, int>> CountAsync(NetworkId network, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        var rows = await session.QueryAsync<Row>(Sql, new { network, Day = DateOnly.FromDateTime(at.UtcDateTime), at }, cancellationToken);
        return rows.ToDictionary(row => row.LocationId, row => row.Present);
    }
}
