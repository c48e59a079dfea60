using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Inputs;
using BookedBarber.Predictions.Nightly.Revenue;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Features.ReadRevenue;

/// <summary>Answers what a node is expected to take: from the last night's forecast, or for a single location at once.</summary>
internal sealed class RevenueReading(IDatabase database, DayReader days, RevenueAtOnce atOnce, TimeProvider clock)
{
    private const int YearOfDays = 300;

    public async Task<Result<RevenueAnswer>> ReadAsync(Node node, bool byDay, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        var row = await NewestAsync(node, cancellationToken);
        if (row is null)
        {
            if (node.Kind != NodeKind.Location)
            {
                return new Problem("no_forecast_yet", "No forecast has been made for this unit yet. It is made in the night after eight weeks of sales are known; start a run to have it now.", ProblemKind.Refused);
            }

            var made = await atOnce.MakeAsync(node, node.DayAt(clock.GetUtcNow()), cancellationToken);
            if (!made.Succeeded)
            {
                return made.Problem;
            }

            row = made.Value;
        }

        return await AnswerAsync(node, row, byDay, cancellationToken);
    }

    /// <summary>The newest forecast of a node in its own currency; null when there is none.</summary>
    public async Task<RevenueRow?> NewestAsync(Node node, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        await using var session = await database.ReadAsync(node.Network, cancellationToken);
        return await session.FirstAsync<RevenueRow>(
            $"""
             select {RevenueRow.Columns}, m.method, m.version
             from predictions.revenue r join predictions.model m on m.network_id = r.network_id and m.id = r.model_id
             where r.network_id = @Network and r.node_id = @Id and r.currency = @Code and not r.is_trial order by r.made_on desc limit 1
             """,
            new { node.Network, node.Id, node.Currency.Code },
            cancellationToken);
    }

    private async Task<RevenueAnswer> AnswerAsync(Node node, RevenueRow row, bool byDay, CancellationToken cancellationToken)
    {
        var currency = node.Currency;
        var from = row.MadeOn.AddDays(-Weekdays.Year);
        var known = (await days.ReadAsync(node.Network, [node.Id.Value], currency.Code, from, row.MadeOn.AddDays(-1), cancellationToken)).Sales[0];
        var then = Enumerable.Range(0, row.Mean.Length).Select(step => step < known.Length ? known[step] : double.NaN).ToArray();
        var months = MonthSpan.Of(row.MadeOn, row.Mean.Length).Select((span, at) => Month(row, span, at, known, then, currency)).ToList();
        return new RevenueAnswer(
            AskedNode.Item(node),
            row.Id == Guid.Empty ? null : row.Id,
            row.MadeOn,
            row.To,
            row.Id == Guid.Empty ? null : new ModelRef(row.ModelId, row.Version),
            row.Method,
            Basis(row),
            Value(row.Mean.Sum(), row.TotalP05, row.TotalP50, row.TotalP95, LastYear(then, 0, then.Length), currency),
            months,
            byDay ? [.. row.Mean.Select((mean, step) => new DayForecast(
                row.MadeOn.AddDays(step), Amounts.Of(mean, currency)!.Value, Amounts.Of(row.P05[step], currency), Amounts.Of(row.P50[step], currency), Amounts.Of(row.P95[step], currency), Amounts.Of(then[step], currency)))] : null);
    }

    private static MonthForecast Month(RevenueRow row, MonthSpan span, int at, double[] known, double[] then, Currency currency)
    {
        var before = span.Begin == 0 ? Math.Min(row.MadeOn.Day - 1, known.Length) : 0;
        var sold = known[^before..].Where(value => !double.IsNaN(value)).Sum();
        var lastYear = LastYear(then, span.Begin, span.Days) + (before == 0 ? 0 : double.NaN);
        return new MonthForecast(
            span.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            span.Days,
            Amounts.Of(sold, currency)!.Value,
            Value(sold + span.Sum(row.Mean), sold + row.MonthP05[at], sold + row.MonthP50[at], sold + row.MonthP95[at], lastYear, currency));
    }

    // Days that last year were closed bring nothing; where most of them are not known there is nothing to compare with.
    private static double LastYear(double[] then, int begin, int count)
    {
        var part = then.AsSpan(begin, count).ToArray();
        return 2 * part.Count(value => !double.IsNaN(value)) < part.Length ? double.NaN : part.Where(value => !double.IsNaN(value)).Sum();
    }

    private static ForecastValue Value(double mean, double p05, double p50, double p95, double lastYear, Currency currency)
    {
        var (expected, then) = (Amounts.Of(mean, currency)!.Value, Amounts.Of(lastYear, currency));
        return new ForecastValue(expected, Amounts.Of(p05, currency), Amounts.Of(p50, currency), Amounts.Of(p95, currency), then, Amounts.Change(expected, then));
    }

    private static ForecastBasis Basis(RevenueRow row)
    {
        var little = row.KnownDays < YearOfDays;
        var sentence = row.Id == Guid.Empty
            ? $"Made at once from {row.KnownDays} days of this location alone; the next night it is made with all locations."
            : little ? $"Rests on little: {row.KnownDays} days with sales since {row.KnownFrom:yyyy-MM-dd}. The season is borrowed from other locations."
            : $"Rests on {row.KnownDays} days with sales since {row.KnownFrom:yyyy-MM-dd}.";
        return new ForecastBasis(row.KnownFrom, row.KnownDays, little, sentence);
    }
}
