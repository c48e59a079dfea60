using System.ComponentModel;
using System.Globalization;
using BookedBarber.Algorithms.Attendance;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Nightly.Outcomes;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.Outcomes;

/// <summary>How good chances were, over REST.</summary>
internal static class OutcomesApi
{
    public static void MapOutcomes(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(PredictionsApi.Group + "/outcomes", ReadAsync).Needs(Permission.MeasuresRead).WithTags(PredictionsApi.Tag).WithName("readPredictionOutcomes").WithSummary("Read how good chances were")
            .WithDescription("Chances that clients stay away, from a booking or for 90 days, as they were last told beforehand, beside what came: by bands of chances over the latest three months with outcomes, and month by month. Of clients, up to 2,000 of the network are followed each month.");

    private static async Task<Results<Ok<OutcomesAnswer>, ProblemHttpResult>> ReadAsync(
        Scope scope,
        [Description("no_show (default) or clients.")] string? kind,
        [Description("A unit; the whole of what the caller may see by default.")] Guid? node,
        INetworkTree tree,
        OutcomeReading reading,
        IDatabase database,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (OutcomeKind.All.FirstOrDefault(one => one.Name == (string.IsNullOrEmpty(kind) ? OutcomeKind.NoShow.Name : kind)) is not { } asked)
        {
            return Problem.Invalid(new FieldProblem("kind", "unknown", $"Give one of {string.Join(", ", OutcomeKind.All.Select(one => one.Name))}.")).ToHttp();
        }

        var found = await AskedNode.FindAsync(tree, scope, node, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Problem.ToHttp();
        }

        var judged = await reading.ReadAsync(scope.Network, VisibleLocations.Of(tree, scope, node)!.Ids, asked, found.Value.DayAt(clock.GetUtcNow()), cancellationToken);
        return TypedResults.Ok(new OutcomesAnswer(
            AskedNode.Item(found.Value), asked.Name, judged.Cases, OutcomeReading.Fewest, await NextAsync(database, scope.Network, asked, cancellationToken), judged.Judgement is { } judgement ? Of(judged, judgement) : null,
            [.. judged.Months.Select(month => new OutcomeMonth(Name(month.Month), month.Sum.Cases, Ratio(month.Sum.Said / month.Sum.Cases), Ratio(month.Sum.Came().Share), Ratio(month.Sum.Squares / month.Sum.Cases), Ratio(month.Sum.Came().Share * (1 - month.Sum.Came().Share))))]));
    }

    private static OutcomesJudged Of(OutcomeReading.Judged judged, ProbabilityJudgement judgement) => new()
    {
        From = Name(judged.From!.Value),
        To = Name(judged.To!.Value),
        Said = Ratio(judgement.All.Said / judgement.All.Cases),
        Happened = Ratio(judgement.All.Came().Share),
        Brier = Ratio(judgement.Brier),
        BaseBrier = Ratio(judgement.BaseBrier),
        CalibrationError = Ratio(judgement.CalibrationError),
        IsOff = OutcomeRule.IsOff(judgement),
        Bands = [.. judged.Bands.Select((band, at) =>
        {
            var (share, low, high) = band.Came();
            return new OutcomeBand(judged.Kind.From(at), judged.Kind.To(at), band.Cases, Amounts.Ratio(band.Said / band.Cases), Amounts.Ratio(share), Amounts.Ratio(low), Amounts.Ratio(high));
        })],
    };

    // A client's outcome is known the day after the last of the days that it was told for.
    private static async Task<DateOnly?> NextAsync(IDatabase database, NetworkId network, OutcomeKind kind, CancellationToken cancellationToken)
    {
        if (kind.Kind != PredictionKind.Clients)
        {
            return null;
        }

        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.FirstAsync<DateOnly?>("select min(until) + 1 from predictions.client_sample where network_id = @network and stayed_away is null", new { network }, cancellationToken);
    }

    private static string Name(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static double Ratio(double value) => Math.Round(value, 4);
}
