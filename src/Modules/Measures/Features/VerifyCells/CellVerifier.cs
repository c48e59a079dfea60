using BookedBarber.Measures.Cells;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Features.VerifyCells;

/// <summary>A cell that is not what its source says.</summary>
internal sealed record CellDifference(NetworkId Network, char Grain, Guid Node, DateOnly Period, string Currency, string Fault);

/// <summary>What a verification found.</summary>
internal sealed record Verification(long Checked, IReadOnlyList<CellDifference> Differences);

/// <summary>
/// Recomputes everything from the records and compares: days of locations with the records, days of ancestors with the days of their locations,
/// months with days. Each comparison is of one moment; what differs is looked at again after what is behind has been worked off, so that
/// sales that come in meanwhile are no differences.
/// </summary>
internal sealed class CellVerifier(IDatabase database, INetworkTree tree, IDayFacts facts, IFeedCatchUp catchUp, RollUp rollUp, TimeProvider clock)
{
    private const int Rounds = 10;

    private readonly string _locationDays = CellSql.Compare(CellSql.FreshLocationDays(facts.Sql), 'd');
    private readonly string _ancestorDays = CellSql.Compare(CellSql.FreshAncestorDays, 'd');
    private readonly string _months = CellSql.Compare(CellSql.FreshMonths, 'm');

    private enum Part
    {
        LocationDays,
        AncestorDays,
        Months,
    }

    private sealed record Row(long Checked, Guid? NodeId, DateOnly? Period, string? Currency, string? Fault);

    /// <summary>Verifies these networks.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="progress">Told after every block how many cells have been looked at.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Verification> RunAsync(IReadOnlyList<NetworkSummary> networks, Action<long> progress, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        var total = 0L;
        var differences = new List<CellDifference>();
        foreach (var network in networks.Select(network => network.Id))
        {
            foreach (var (part, spans) in await PlanAsync(network, cancellationToken))
            {
                var (seen, faults) = await CompareAsync(network, part, spans, cancellationToken);
                total += seen;
                progress(total);
                differences.AddRange(await ConfirmAsync(network, part, faults, cancellationToken));
            }
        }

        return new Verification(total, differences);
    }

    private async Task<IReadOnlyList<(Part Part, IReadOnlyList<NodeSpan> Spans)>> PlanAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        await using var session = await database.ReadAsync(network, cancellationToken);
        var (locations, others) = await CellPlan.NodesAsync(session, network, cancellationToken);
        var plan = new List<(Part, IReadOnlyList<NodeSpan>)>();
        foreach (var year in await CellPlan.YearsAsync(session, network, clock, cancellationToken))
        {
            plan.AddRange(CellPlan.Blocks(locations, year).Select(spans => (Part.LocationDays, spans)));
            plan.AddRange(CellPlan.Blocks(others, year).Select(spans => (Part.AncestorDays, spans)));
            plan.AddRange(CellPlan.Blocks([.. locations, .. others], year).Select(spans => (Part.Months, spans)));
        }

        return plan;
    }

    private async Task<IReadOnlyList<CellDifference>> ConfirmAsync(NetworkId network, Part part, IReadOnlyList<CellDifference> found, CancellationToken cancellationToken)
    {
        if (found.Count > 0 && part != Part.LocationDays)
        {
            return await ConfirmSumsAsync(network, part, found, cancellationToken);
        }

        for (var round = 0; round < Rounds && found.Count > 0; round++)
        {
            await SettleAsync(cancellationToken);
            found = (await CompareAsync(network, part, SpansOf(part, found), cancellationToken)).Faults;
        }

        return found;
    }

    /// <summary>
    /// Sums: while no location's day may be written, what is pending is settled and nothing new becomes pending; what differs then is wrong, not late. The wait of the
    /// writers is a batch or two; the feed keeps what they would have worked off.
    /// </summary>
    private async Task<IReadOnlyList<CellDifference>> ConfirmSumsAsync(NetworkId network, Part part, IReadOnlyList<CellDifference> found, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        await using var quiet = await database.SystemAsync("measures:verify", cancellationToken);
        await quiet.ExecuteAsync(CellSql.LockDays, null, cancellationToken);
        await rollUp.RunAsync(cancellationToken);
        return (await CompareAsync(network, part, SpansOf(part, found), cancellationToken)).Faults;
    }

    private static IReadOnlyList<NodeSpan> SpansOf(Part part, IReadOnlyList<CellDifference> found)
    {
        var spans = new NodeSpans();
        foreach (var difference in found)
        {
            spans.Add(difference.Node, difference.Period, part == Part.Months ? difference.Period.AddMonths(1).AddDays(-1) : difference.Period);
        }

        return spans.Merged();
    }

    private async Task<(long Seen, IReadOnlyList<CellDifference> Faults)> CompareAsync(NetworkId network, Part part, IReadOnlyList<NodeSpan> spans, CancellationToken cancellationToken)
    {
        var (sql, grain) = part switch
        {
            Part.LocationDays => (_locationDays, 'd'),
            Part.AncestorDays => (_ancestorDays, 'd'),
            _ => (_months, 'm'),
        };
        await using var session = await database.ReadAsync(network, cancellationToken);
        var rows = await session.QueryLongAsync<Row>(sql, SpanParameters.Of(network, spans), cancellationToken);
        var faults = rows.Where(row => row.NodeId is not null).Select(row => new CellDifference(network, grain, row.NodeId!.Value, row.Period!.Value, row.Currency!, row.Fault!)).ToList();
        return (rows.Sum(row => row.Checked), faults);
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await catchUp.RunAsync(cancellationToken);
        await rollUp.RunAsync(cancellationToken);
    }
}
