using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Features.CountPresence;

internal sealed class StaffPresence(IDatabase database) : IStaffPresence
{
    private sealed record Row(NodeId LocationId, int Present);

    public async Task<IReadOnlyDictionary<NodeId, int>> CountAsync(NetworkId network, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        // The days around the moment bound the scan to few rows, whatever zone a location is in.
        var rows = await session.QueryAsync<Row>(
            """
            select location_id, count(distinct staff_id)::int as present
            from records.shift
            where network_id = @network and business_day between @Day::date - 1 and @Day::date + 1 and starts_at <= @at and ends_at > @at
            group by location_id
            """,
            new { network, Day = DateOnly.FromDateTime(at.UtcDateTime), at },
            cancellationToken);
        return rows.ToDictionary(row => row.LocationId, row => row.Present);
    }
}
