using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Features.ReadRevenue;
using BookedBarber.Predictions.Inputs;
using BookedBarber.Predictions.Nightly.Revenue;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.Accuracy;

/// <summary>Forecasts of a unit beside what came.</summary>
/// <param name="Forecasts">The trial first (made afterwards with what was known then), then forecasts at work, the oldest first.</param>
internal sealed record AccuracyAnswer(NodeItem Node, IReadOnlyList<JudgedForecast> Forecasts);

/// <summary>A forecast and what came.</summary>
/// <param name="IsTrial">Made afterwards, with only what was known on the day; the version at work is judged by it before it has been at work for long.</param>
/// <param name="Days">Days that are over and compared.</param>
/// <param name="Error">Share of what came that days were placed wrong by (WAPE).</param>
/// <param name="NaiveError">The same of last year's same weekdays.</param>
/// <param name="Bias">Forecast over what came, less 1.</param>
/// <param name="Inside">Share of days inside the 90 % range; null where there is none.</param>
internal sealed record JudgedForecast(
    Guid ForecastId, ModelRef Model, string Method, bool IsTrial, DateOnly MadeOn, int Days, double? Error, double? NaiveError, double? Bias, double? Inside, IReadOnlyList<JudgedMonth> Months, IReadOnlyList<JudgedDay> Series);

/// <summary>A month that is over, as far as the forecast reaches into it.</summary>
internal sealed record JudgedMonth(
    string Month,
    int Days,
    [property: JsonConverter(typeof(DecimalString))] decimal Forecast,
    [property: JsonConverter(typeof(DecimalString))] decimal? P05,
    [property: JsonConverter(typeof(DecimalString))] decimal? P95,
    [property: JsonConverter(typeof(DecimalString))] decimal Actual,
    [property: JsonConverter(typeof(DecimalString))] decimal Naive,
    double? Error);

/// <summary>A day that is over.</summary>
internal sealed record JudgedDay(
    DateOnly Day,
    [property: JsonConverter(typeof(DecimalString))] decimal Forecast,
    [property: JsonConverter(typeof(DecimalString))] decimal? P05,
    [property: JsonConverter(typeof(DecimalString))] decimal? P95,
    [property: JsonConverter(typeof(DecimalString))] decimal Actual,
    [property: JsonConverter(typeof(DecimalString))] decimal Naive);

/// <summary>Sets forecasts against what came.</summary>
internal sealed class ForecastJudge(IDatabase database, DayReader days)
{
    private const int Most = 7;

    /// <summary>The trial of a node and the first forecasts of each month at work.</summary>
    public async Task<IReadOnlyList<RevenueRow>> RowsAsync(Node node, DateOnly today, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(node.Network, cancellationToken);
        return await session.QueryAsync<RevenueRow>(
            $"""
             select {RevenueRow.Columns}, m.method, m.version
             from (
                 select distinct on (is_trial, date_trunc('month', made_on)) * from predictions.revenue
                 where network_id = @Network and node_id = @Id and currency = @Code and made_on < @today
                 order by is_trial, date_trunc('month', made_on), made_on) r
             join predictions.model m on m.network_id = r.network_id and m.id = r.model_id
             order by r.is_trial desc, r.made_on desc limit {Most}
             """,
            new { node.Network, node.Id, node.Currency.Code, today },
            cancellationToken);
    }

    public async Task<JudgedForecast> JudgeAsync(Node node, RevenueRow row, DateOnly today, CancellationToken cancellationToken)
    {
        var over = Math.Min(row.Mean.Length, today.DayNumber - row.MadeOn.DayNumber);
        var actual = over <= 0 ? [] : Array.ConvertAll((await days.ReadAsync(node.Network, [node.Id.Value], row.Currency, row.MadeOn, row.MadeOn.AddDays(over - 1), cancellationToken)).Sales[0], value => double.IsNaN(value) ? 0 : value);
        over = actual.Length;
        var (sum, currency) = (actual.Sum(), node.Currency);
        double Wape(Func<int, double> of) => sum > 0 ? Enumerable.Range(0, over).Sum(step => Math.Abs(of(step) - actual[step])) / sum : double.NaN;
        var ranged = Enumerable.Range(0, over).Where(step => row.Mean[step] > 0 && actual[step] > 0 && float.IsFinite(row.P05[step])).ToList();
        return new JudgedForecast(
            row.Id, new ModelRef(row.ModelId, row.Version), row.Method, row.IsTrial, row.MadeOn, over,
            Amounts.Ratio(Wape(step => row.Mean[step])), Amounts.Ratio(Wape(step => row.Naive[step])), Amounts.Ratio(sum > 0 ? (row.Mean.Take(over).Sum() / sum) - 1 : double.NaN),
            ranged.Count == 0 ? null : Amounts.Ratio(ranged.Count(step => actual[step] >= row.P05[step] && actual[step] <= row.P95[step]) / (double)ranged.Count),
            [.. MonthSpan.Of(row.MadeOn, over).Select((span, at) =>
            {
                var (forecast, came) = (span.Sum(row.Mean), span.Sum(actual));
                var isWhole = span.Days == MonthSpan.Of(row.MadeOn, row.Mean.Length)[at].Days;
                return new JudgedMonth(
                    span.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), span.Days, Amounts.Of(forecast, currency)!.Value,
                    isWhole ? Amounts.Of(row.MonthP05[at], currency) : null, isWhole ? Amounts.Of(row.MonthP95[at], currency) : null,
                    Amounts.Of(came, currency)!.Value, Amounts.Of(Enumerable.Range(span.Begin, span.Days).Sum(step => (double)row.Naive[step]), currency)!.Value, Amounts.Ratio(came > 0 ? (forecast / came) - 1 : double.NaN));
            })],
            [.. Enumerable.Range(0, over).Select(step => new JudgedDay(
                row.MadeOn.AddDays(step), Amounts.Of(row.Mean[step], currency)!.Value, Amounts.Of(row.P05[step], currency), Amounts.Of(row.P95[step], currency), Amounts.Of(actual[step], currency)!.Value, Amounts.Of(row.Naive[step], currency)!.Value))]);
    }
}

/// <summary>How good forecasts were, over REST.</summary>
internal static class AccuracyApi
{
    public static void MapAccuracy(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(PredictionsApi.Group).WithTags(PredictionsApi.Tag);
        group.MapGet("/accuracy", ReadAsync).Needs(Permission.MeasuresRead).WithName("readForecastAccuracy").WithSummary("Read how good forecasts were")
            .WithDescription("Forecasts of a unit beside what came and beside what last year's same weekdays would have said, by month and by day: the latest trial, and the first forecast at work of each month.");
        group.MapGet("/trail/{forecastId:guid}", TrailAsync).Needs(Permission.MeasuresRead).WithName("followForecast").WithSummary("Follow a forecast")
            .WithDescription("From one forecast to what it rests on, the version of the model that made it with its trials, the run, and what has come since.");
    }

    private static async Task<Results<Ok<AccuracyAnswer>, ProblemHttpResult>> ReadAsync(
        Scope scope, [Description("A unit; the whole of what the caller may see by default.")] Guid? node, INetworkTree tree, ForecastJudge judge, TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = await AskedNode.FindAsync(tree, scope, node, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Problem.ToHttp();
        }

        var today = found.Value.DayAt(clock.GetUtcNow());
        var judged = new List<JudgedForecast>();
        foreach (var row in await judge.RowsAsync(found.Value, today, cancellationToken))
        {
            judged.Add(await judge.JudgeAsync(found.Value, row, today, cancellationToken));
        }

        return TypedResults.Ok(new AccuracyAnswer(AskedNode.Item(found.Value), judged));
    }

    private static async Task<Results<Ok<ForecastTrail>, ProblemHttpResult>> TrailAsync(Scope scope, Guid forecastId, ForecastTrails trails, CancellationToken cancellationToken)
    {
        var trail = await trails.FollowAsync(scope, forecastId, cancellationToken);
        return trail.Succeeded ? TypedResults.Ok(trail.Value) : trail.Problem.ToHttp();
    }
}
