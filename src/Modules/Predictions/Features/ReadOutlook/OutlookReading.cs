using BookedBarber.Measures.Contracts;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Features.Market;
using BookedBarber.Predictions.Nightly.Revenue;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Features.ReadOutlook;

/// <summary>What is expected of a unit, in short: from what the last run has stored.</summary>
internal sealed class OutlookReading(IDatabase database, INetworkTree tree, TimeProvider clock) : IOutlook
{
    private const int YearOfDays = 300;
    private static readonly int Shown = RangeTable.Spans[^1];

    private sealed record Row
    {
        public Guid Id { get; init; }

        public DateOnly MadeOn { get; init; }

        public int KnownDays { get; init; }

        public double[] Mean { get; init; } = [];

        public float[] P05 { get; init; } = [];

        public float[] P95 { get; init; } = [];

        public float[]? SpanP05 { get; init; }

        public float[]? SpanP95 { get; init; }
    }

    public async Task<UnitOutlook> ReadAsync(Node node, IReadOnlyList<Node> locations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        await using var session = await database.ReadAsync(node.Network, cancellationToken);
        var row = await session.FirstAsync<Row>(
            """
            select id, made_on, known_days, mean[1:@Shown] as mean, p05[1:@Shown] as p05, p95[1:@Shown] as p95, span_p05, span_p95
            from predictions.revenue where network_id = @Network and node_id = @Id and currency = @Code and not is_trial order by made_on desc limit 1
            """,
            new { node.Network, node.Id, node.Currency.Code, Shown },
            cancellationToken);
        var full = await SaturationReading.ReadAsync(session, node, locations, node.DayAt(clock.GetUtcNow()), cancellationToken);
        var findings = await session.FirstAsync<int>(
            "select count(*)::int from predictions.finding where network_id = @Network and closed_on is null and (@Nodes::uuid[] is null or node_id = any(@Nodes))",
            new { node.Network, Nodes = AtOrBelow(node) },
            cancellationToken);
        return new UnitOutlook(row is null ? null : Sales(row, node.Currency), Demand(full), findings);
    }

    // Null: all of the network. A finding about a unit that was archived since counts as long as it is open, as it does in the list of findings.
    private Guid[]? AtOrBelow(Node node) => node.Kind == NodeKind.Network
        ? null
        : [.. tree.NodesOf(node.Network, withArchived: true).Where(one => one.Ref.Path.Contains(node.Id)).Select(one => one.Id.Value)];

    private static ExpectedSales Sales(Row row, Currency currency) => new(
        row.Id,
        row.MadeOn,
        row.KnownDays < YearOfDays,
        [.. RangeTable.Spans.Select((days, at) => new ExpectedSpan(days, Amounts.Of(row.Mean.Take(days).Sum(), currency) ?? 0, Range(row.SpanP05, at, currency), Range(row.SpanP95, at, currency)))],
        [.. row.Mean.Select((mean, step) => new ExpectedDay(row.MadeOn.AddDays(step), Amounts.Of(mean, currency) ?? 0, Amounts.Of(row.P05[step], currency), Amounts.Of(row.P95[step], currency)))]);

    private static decimal? Range(float[]? values, int at, Currency currency) => values is null || at >= values.Length ? null : Amounts.Of(values[at], currency);

    private static ExpectedDemand? Demand(SaturationReading.Reading full) => full is not { Told: > 0, VisitsAWeek: { } visits }
        ? null
        : new ExpectedDemand(full.Told, visits, full.Saturation.HiddenDemand ?? 0, full.Saturation.FullHours ?? 0, full.Saturation.ChairUtilisation, full.Saturation.Level);
}
