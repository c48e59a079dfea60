using BookedBarber.Measures.Contracts;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Features.Market;
using BookedBarber.Predictions.Nightly.Revenue;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Predictions.Features.ReadOutlook;

/// <summary>What is expected of a unit, in short: from what the last run has stored.</summary>
internal sealed class OutlookReading(INetworkTree tree, TimeProvider clock) : IOutlook
{
    private const int YearOfDays = 300;
    private static readonly int Shown = RangeTable.Spans[^1];

    private sealed record Row(Guid Id, DateOnly MadeOn, int KnownDays, double[] Mean, float[] P05, float[] P95, float[]? SpanP05, float[]? SpanP95);

    public Func<UnitOutlook> Ask(Questions questions, Node node, IReadOnlyList<Node> locations)
    {
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentNullException.ThrowIfNull(node);
        var forecast = questions.Add(
            """
            select id, made_on, known_days, mean[1:$4], p05[1:$4], p95[1:$4], span_p05, span_p95
            from predictions.revenue where network_id = $1 and node_id = $2 and currency = $3 and not is_trial order by made_on desc limit 1
            """,
            row => new Row(
                row.GetGuid(0), row.GetFieldValue<DateOnly>(1), row.GetInt32(2), row.GetFieldValue<double[]>(3), row.GetFieldValue<float[]>(4), row.GetFieldValue<float[]>(5), row.Values<float>(6), row.Values<float>(7)),
            new NpgsqlParameter<Guid> { TypedValue = node.Network.Value },
            new NpgsqlParameter<Guid> { TypedValue = node.Id.Value },
            new NpgsqlParameter<string> { TypedValue = node.Currency.Code },
            new NpgsqlParameter<int> { TypedValue = Shown });
        var full = SaturationReading.Ask(questions, node, locations, node.DayAt(clock.GetUtcNow()));
        var findings = questions.Add(
            "select count(*)::int from predictions.finding where network_id = $1 and closed_on is null and ($2 or node_id = any($3))",
            row => row.GetInt32(0),
            new NpgsqlParameter<Guid> { TypedValue = node.Network.Value },
            new NpgsqlParameter<bool> { TypedValue = node.Kind == NodeKind.Network },
            new NpgsqlParameter<Guid[]> { TypedValue = AtOrBelow(node) });
        return () => new UnitOutlook(forecast.Rows is [var row] ? Sales(row, node.Currency) : null, Demand(full()), findings.Rows[0]);
    }

    // Not needed for all of the network. A finding about a unit that was archived since counts as long as it is open, as it does in the list of findings.
    private Guid[] AtOrBelow(Node node) =>
        node.Kind == NodeKind.Network ? [] : [.. tree.NodesUnder(node.Network, node.Id, withArchived: true).Select(one => one.Id.Value)];

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
