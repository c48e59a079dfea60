using System.Globalization;
using System.Text.Json.Serialization;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Features.ReadRevenue;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.Scenarios;

/// <summary>A change to be tried on a location's forecast.</summary>
/// <param name="LocationId">The location.</param>
/// <param name="Kind">price, hours, promotion or opening.</param>
/// <param name="PriceChange">For price and promotion: change of all prices as a ratio, such as 0.05 or -0.1; for a promotion below 0.</param>
/// <param name="Weekday">For hours: 1 Monday to 7 Sunday.</param>
/// <param name="AddHours">For hours: hours of the day, 0 to 23, that would be open as well.</param>
/// <param name="DropHours">For hours: hours of the day that would be closed.</param>
/// <param name="SiteId">For opening: the candidate site; what it would take from this location.</param>
/// <param name="From">First day of the change; the forecast's first by default.</param>
/// <param name="To">Last day of the change; the forecast's last by default.</param>
internal sealed record ScenarioRequest(Guid? LocationId, string? Kind, double? PriceChange, int? Weekday, IReadOnlyList<int>? AddHours, IReadOnlyList<int>? DropHours, Guid? SiteId, DateOnly? From, DateOnly? To);

/// <summary>A forecast with and without a change.</summary>
/// <param name="Baseline">Expected without it.</param>
/// <param name="Scenario">Expected with it.</param>
/// <param name="Change">Of the whole half year, as a ratio.</param>
/// <param name="ChangeLow">One time in twenty the change is below this; null where its spread is not known.</param>
/// <param name="Sentence">What the change rests on.</param>
internal sealed record ScenarioAnswer(
    NodeItem Location, string Kind, [property: JsonConverter(typeof(DecimalString))] decimal Baseline, [property: JsonConverter(typeof(DecimalString))] decimal Scenario, double Change, double? ChangeLow, double? ChangeHigh, IReadOnlyList<ScenarioMonth> Months, bool RestsOnLittle, string Sentence);

/// <summary>A month with and without the change.</summary>
internal sealed record ScenarioMonth(string Month, [property: JsonConverter(typeof(DecimalString))] decimal Baseline, [property: JsonConverter(typeof(DecimalString))] decimal Scenario);

/// <summary>Scenarios over REST.</summary>
internal static class ScenarioApi
{
    private static readonly string[] Kinds = ["price", "hours", "promotion", "opening"];

    public static void MapScenarios(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(PredictionsApi.Group + "/scenarios", RunAsync).Needs(Permission.MeasuresRead).WithTags(PredictionsApi.Tag).WithName("runScenario").WithSummary("Try a change on a forecast")
            .WithDescription("A location's forecast with other prices, other hours, a promotion or a new shop nearby. The effect is what the records show of such changes; where they show nothing the scenario is refused instead of guessed.");

    private static async Task<Results<Ok<ScenarioAnswer>, ProblemHttpResult>> RunAsync(
        Scope scope, ScenarioRequest body, INetworkTree tree, RevenueReading revenue, ScenarioEffects effects, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        if (body.LocationId is { } given && (tree.Find(new NodeId(given)) is not { Kind: NodeKind.Location } seen || !scope.Sees(seen.Ref)))
        {
            return Problem.NotFound("location").ToHttp();
        }

        if (Faults(body) is { Count: > 0 } faults)
        {
            return Problem.Invalid([.. faults]).ToHttp();
        }

        var location = tree.Find(new NodeId(body.LocationId!.Value))!;
        var baseline = await revenue.ReadAsync(location, byDay: true, cancellationToken);
        if (!baseline.Succeeded)
        {
            return baseline.Problem.ToHttp();
        }

        var effect = await effects.OfAsync(scope, location, body, cancellationToken);
        return effect.Succeeded ? TypedResults.Ok(Answer(location, body, baseline.Value, effect.Value)) : effect.Problem.ToHttp();
    }

    private static ScenarioAnswer Answer(Node location, ScenarioRequest body, RevenueAnswer baseline, ScenarioEffect effect)
    {
        var days = baseline.Days!;
        var (from, to) = (body.From ?? baseline.From, body.To ?? baseline.To);
        decimal With(DayForecast day, Func<DayOfWeek, double> factor) => day.Day < from || day.Day > to ? day.Mean : decimal.Round(day.Mean * (decimal)factor(day.Day.DayOfWeek), location.Currency.Digits);
        var months = days.GroupBy(day => new DateOnly(day.Day.Year, day.Day.Month, 1))
            .Select(month => new ScenarioMonth(month.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture), month.Sum(day => day.Mean), month.Sum(day => With(day, effect.Factor)))).ToList();
        var (without, with) = (months.Sum(month => month.Baseline), months.Sum(month => month.Scenario));
        double? Bound(Func<DayOfWeek, double>? factor) => factor is null || without <= 0 ? null : Amounts.Ratio((double)(days.Sum(day => With(day, factor)) / without) - 1);
        return new ScenarioAnswer(AskedNode.Item(location), body.Kind!, without, with, Amounts.Change(with, without) ?? 0, Bound(effect.Low), Bound(effect.High), months, effect.RestsOnLittle, effect.Sentence);
    }

    private static List<FieldProblem> Faults(ScenarioRequest body)
    {
        var faults = new List<FieldProblem>();
        void Check(bool isRight, string field, string sentence)
        {
            if (!isRight)
            {
                faults.Add(new FieldProblem(field, "out_of_range", sentence));
            }
        }

        Check(body.LocationId is not null, "locationId", "Name a location.");
        Check(Kinds.Contains(body.Kind, StringComparer.Ordinal), "kind", $"Give one of {string.Join(", ", Kinds)}.");
        Check(body.Kind != "price" || body.PriceChange is > -0.5 and < 1 and not 0, "priceChange", "Give a ratio from -0.5 to 1, such as 0.05.");
        Check(body.Kind != "promotion" || body.PriceChange is > -0.9 and < 0, "priceChange", "Give the reduction as a ratio below 0, such as -0.1.");
        Check(body.Kind != "hours" || body.Weekday is >= 1 and <= 7, "weekday", "Give 1 (Monday) to 7.");
        Check((body.AddHours ?? []).Concat(body.DropHours ?? []).All(hour => hour is >= 0 and <= 23), "addHours", "Give hours from 0 to 23.");
        Check(body.Kind != "hours" || (body.AddHours?.Count ?? 0) + (body.DropHours?.Count ?? 0) > 0, "addHours", "Say which hours are added or dropped.");
        Check(body.Kind != "opening" || body.SiteId is not null, "siteId", "Name a candidate site.");
        Check(!(body.To < body.From), "to", "The last day lies before the first.");
        return faults;
    }
}
