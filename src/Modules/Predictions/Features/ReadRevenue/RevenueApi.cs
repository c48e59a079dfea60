using System.ComponentModel;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.ReadRevenue;

/// <summary>Expected net sales over REST.</summary>
internal static class RevenueApi
{
    public static void MapRevenueForecasts(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(PredictionsApi.Group + "/revenue").WithTags(PredictionsApi.Tag);
        group.MapGet("", ReadAsync).Needs(Permission.MeasuresRead).WithName("readRevenueForecast").WithSummary("Read a unit's revenue forecast")
            .WithDescription("Expected net sales of a unit for half a year by month, and with by=day by day, each with the range that holds nine outcomes in ten. Forecasts of units add up to that of the unit above them. "
                + "A location that no night has forecast yet is forecast at once. format=csv gives the days or months as CSV.");
        group.MapGet("/units", UnitsAsync).Needs(Permission.MeasuresRead).WithName("listRevenueForecasts").WithSummary("List revenue forecasts of units")
            .WithDescription("The units directly below a unit, or with per=location all locations at or below it, each with what it is expected to take in the coming half year.");
    }

    private static async Task<Results<Ok<RevenueAnswer>, FileContentHttpResult, ProblemHttpResult>> ReadAsync(
        Scope scope,
        [Description("A unit; the whole of what the caller may see by default.")] Guid? node,
        [Description("month (default) or day.")] string? by,
        [Description("json (default) or csv.")] string? format,
        INetworkTree tree,
        RevenueReading reading,
        CsvAnswer csv,
        CancellationToken cancellationToken)
    {
        if (by is not (null or "" or "month" or "day") || format is not (null or "" or "json" or "csv"))
        {
            return Problem.Invalid(by is null or "" or "month" or "day" ? new FieldProblem("format", "unknown", "Give json or csv.") : new FieldProblem("by", "unknown", "Give month or day.")).ToHttp();
        }

        var found = await AskedNode.FindAsync(tree, scope, node, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Problem.ToHttp();
        }

        var answer = await reading.ReadAsync(found.Value, by == "day", cancellationToken);
        if (!answer.Succeeded)
        {
            return answer.Problem.ToHttp();
        }

        return format == "csv"
            ? await csv.MakeAsync(scope, "revenue-forecast", ["period", "mean", "p05", "p50", "p95", "lastYear", "currency"], Rows(answer.Value), cancellationToken)
            : TypedResults.Ok(answer.Value);
    }

    private static async Task<Results<Ok<UnitForecasts>, FileContentHttpResult, ProblemHttpResult>> UnitsAsync(
        Scope scope,
        [Description("A unit; the whole of what the caller may see by default.")] Guid? node,
        [Description("child (default): units directly below; location: all locations at or below.")] string? per,
        [Description("json (default) or csv.")] string? format,
        INetworkTree tree,
        UnitReading reading,
        CsvAnswer csv,
        CancellationToken cancellationToken)
    {
        if (per is not (null or "" or "child" or "location") || format is not (null or "" or "json" or "csv"))
        {
            return Problem.Invalid(per is null or "" or "child" or "location" ? new FieldProblem("format", "unknown", "Give json or csv.") : new FieldProblem("per", "unknown", "Give child or location.")).ToHttp();
        }

        var found = await AskedNode.FindAsync(tree, scope, node, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Problem.ToHttp();
        }

        var answer = await reading.ReadAsync(scope, found.Value, per == "location", cancellationToken);
        return format == "csv"
            ? await csv.MakeAsync(scope, "revenue-forecasts", ["nodeId", "kind", "name", "from", "to", "mean", "p05", "p50", "p95", "lastYear", "currency"],
                answer.Items.Select(item => (object?[])[item.Node.Id, item.Node.Kind, item.Node.Name, item.From, item.To, item.Value.Mean, item.Value.P05, item.Value.P50, item.Value.P95, item.Value.LastYear, item.Node.Currency]), cancellationToken)
            : TypedResults.Ok(answer);
    }

    private static IEnumerable<object?[]> Rows(RevenueAnswer answer) => answer.Days is { } days
        ? days.Select(day => (object?[])[day.Day, day.Mean, day.P05, day.P50, day.P95, day.LastYear, answer.Node.Currency])
        : answer.Months.Select(month => (object?[])[month.Month, month.Value.Mean, month.Value.P05, month.Value.P50, month.Value.P95, month.Value.LastYear, answer.Node.Currency]);
}
