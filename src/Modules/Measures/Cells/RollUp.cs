using BookedBarber.Measures.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Cells;

/// <summary>Settles what is pending: days of ancestors from days of locations, months from days. Coalesced, so that many changes cost one sum.</summary>
internal sealed class RollUp(IDatabase database) : ICellSettling
{
    /// <summary>The action in the feed that says that cells have settled; details: <see cref="Settled"/>.</summary>
    public const string SettledAction = "measures.settled";

    // Two months of ten thousand locations: bounds the transaction, yet sums each ancestor's day once.
    private const int Batch = 20_000;

    private sealed record PendingDays(Guid NodeId, bool IsLocation, DateOnly FirstDay, DateOnly LastDay);

    /// <summary>Settles one batch of one network.</summary>
    /// <param name="waitForTurn">Wait while another node is at it; else leave it to that node.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether there was anything to do.</returns>
    public async Task<bool> RunOnceAsync(bool waitForTurn, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("measures", cancellationToken);
        if (waitForTurn)
        {
            await session.ExecuteAsync(CellSql.LockRollUp, null, cancellationToken);
        }
        else if (!await session.FirstAsync<bool>(CellSql.TryLockRollUp, null, cancellationToken))
        {
            return false;
        }

        if (await session.FirstAsync<NetworkId?>("select network_id from measures.pending limit 1", null, cancellationToken) is not { } network)
        {
            return false;
        }

        var pending = await session.QueryLongAsync<PendingDays>(Take, new { network, Batch }, cancellationToken);
        if (pending.Count > 0)
        {
            await SettleAsync(session, network, pending, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return pending.Count > 0;
    }

    /// <summary>Settles until nothing is pending.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await RunOnceAsync(waitForTurn: true, cancellationToken))
        {
            // The next batch follows.
        }
    }

    private static async Task SettleAsync(Session session, NetworkId network, IReadOnlyList<PendingDays> pending, CancellationToken cancellationToken)
    {
        var locations = pending.Where(days => days.IsLocation).Select(days => new NodeSpan(days.NodeId, days.FirstDay, days.LastDay)).ToList();
        var ancestors = new NodeSpans();
        foreach (var days in pending.Where(days => !days.IsLocation))
        {
            ancestors.Add(days.NodeId, days.FirstDay, days.LastDay);
        }

        foreach (var days in await session.QueryLongAsync<NodeSpan>(Ancestors, SpanParameters.Of(network, locations), cancellationToken))
        {
            ancestors.Add(days.Node, days.FirstDay, days.LastDay);
        }

        var above = ancestors.Merged();
        if (above.Count > 0)
        {
            await session.ExecuteAsync(CellSql.GroupByHash, null, cancellationToken);
            await session.ExecuteLongAsync(CellSql.AncestorDays, SpanParameters.Of(network, above), cancellationToken);
        }

        await session.ExecuteLongAsync(CellSql.Months, SpanParameters.Of(network, MonthsOf(locations.Concat(above))), cancellationToken);
        var (first, last) = (pending.Min(days => days.FirstDay), pending.Max(days => days.LastDay));
        var touched = locations.Select(span => span.Node).Distinct().ToList();
        var isKnown = touched.Count <= Settled.MostLocations;
        await session.RecordActionAsync(
            network, SettledAction, subjectId: null, new Settled(first, last, isKnown ? touched : null, isKnown ? [.. above.Select(span => span.Node).Distinct()] : null), cancellationToken);
    }

    private static List<NodeSpan> MonthsOf(IEnumerable<NodeSpan> spans) =>
        [.. spans
            .SelectMany(span => Enumerable.Range(0, ((span.LastDay.Year - span.FirstDay.Year) * 12) + span.LastDay.Month - span.FirstDay.Month + 1)
                .Select(month => (span.Node, Month: new DateOnly(span.FirstDay.Year, span.FirstDay.Month, 1).AddMonths(month))))
            .Distinct()
            .Select(pair => new NodeSpan(pair.Node, pair.Month, pair.Month.AddMonths(1).AddDays(-1)))];

    // By month, so that the sums above a month are made once, not once per batch. Rows that a consumer is just widening wait for the next round.
    // Locations are looked up by their id alone: told the network as well, the planner may read all locations of the network for each row.
    private const string Take =
        """
        with picked as (
            select network_id, node_id, month from measures.pending where network_id = @network order by month, node_id limit @Batch for update skip locked
        ), taken as (
            delete from measures.pending p using picked k where p.network_id = k.network_id and p.node_id = k.node_id and p.month = k.month returning p.node_id, p.first_day, p.last_day
        )
        select t.node_id, l.location_id is not null as is_location, t.first_day, t.last_day
        from taken t
        left join network.v_location l on l.location_id = t.node_id
        """;

    private const string Ancestors =
        $"""
        with {CellSql.Span}
        select l.ancestor_id as node, min(greatest(s.first_day, l.valid_from)) as first_day, max(least(s.last_day, l.valid_to)) as last_day
        from span s
        join network.v_lineage l on l.network_id = @NetworkId and l.location_id = s.location_id and l.ancestor_kind <> 'location' and l.valid_from <= s.last_day and l.valid_to >= s.first_day
        group by l.ancestor_id, date_trunc('month', s.first_day)
        """;
}

/// <summary>Days whose cells have settled.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Locations">Locations whose days changed; null when they are many.</param>
/// <param name="Above">Nodes whose sums changed: those above the locations on those days, and those above which the tree changed; null when the locations are many.</param>
internal sealed record Settled(DateOnly From, DateOnly To, IReadOnlyList<Guid>? Locations, IReadOnlyList<Guid>? Above = null)
{
    public const int MostLocations = 1000;
}
