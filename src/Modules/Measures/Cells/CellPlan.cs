using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Cells;

/// <summary>Cuts all cells of a network into years and blocks of nodes, for work over everything.</summary>
internal static class CellPlan
{
    private static readonly DateOnly Dawn = new(1900, 1, 1);
    private static readonly DateOnly Dusk = new(2199, 12, 31);

    private sealed record YearRange(int? First, int? Last);

    private sealed record PlanNode(Guid Id, bool IsLocation);

    /// <summary>The network's years with cells, and one span each for all time before and after, where a forgotten record would be.</summary>
    public static async Task<IReadOnlyList<Period>> YearsAsync(Session session, NetworkId network, TimeProvider clock, CancellationToken cancellationToken)
    {
        var range = await session.FirstAsync<YearRange>(
            "select extract(year from min(period))::int as first, extract(year from max(period))::int as last from measures.cell where network_id = @network and grain = 'm'",
            new { network },
            cancellationToken);
        var thisYear = clock.GetUtcNow().Year;
        var (first, last) = (range?.First ?? thisYear, range?.Last ?? thisYear);
        var years = Enumerable.Range(first, last - first + 1).Select(year => new Period(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)));
        return [new Period(Dawn, new DateOnly(first - 1, 12, 31)), .. years, new Period(new DateOnly(last + 1, 1, 1), Dusk)];
    }

    /// <summary>Locations of the network, and every other node that has or may have cells.</summary>
    public static async Task<(IReadOnlyList<Guid> Locations, IReadOnlyList<Guid> Others)> NodesAsync(Session session, NetworkId network, CancellationToken cancellationToken)
    {
        var nodes = await session.QueryAsync<PlanNode>(
            """
            select location_id as id, true as is_location from network.v_location where network_id = @network
            union
            select n.id, false
            from (select ancestor_id as id from network.v_lineage where network_id = @network union select node_id from measures.cell where network_id = @network and grain = 'm') n
            where not exists (select from network.v_location l where l.network_id = @network and l.location_id = n.id)
            """,
            new { network },
            cancellationToken);
        return ([.. nodes.Where(node => node.IsLocation).Select(node => node.Id).Order()], [.. nodes.Where(node => !node.IsLocation).Select(node => node.Id).Order()]);
    }

    /// <summary>The nodes' spans over a period, in blocks of bounded size.</summary>
    public static IEnumerable<IReadOnlyList<NodeSpan>> Blocks(IReadOnlyList<Guid> nodes, Period period, int size = 250) =>
        nodes.Chunk(size).Select(block => block.Select(node => new NodeSpan(node, period.From, period.To)).ToList());
}
