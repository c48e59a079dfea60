using System.ComponentModel;
using System.Text.Json;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Runs;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.Runs;

/// <summary>A run to be started.</summary>
/// <param name="Parts">Parts to make anew; all when left out.</param>
internal sealed record PredictionRunRequest(IReadOnlyList<string>? Parts);

/// <summary>Runs, the newest first.</summary>
/// <param name="NextNight">From when on the next run starts by itself.</param>
internal sealed record PredictionRunList(IReadOnlyList<PredictionRunItem> Items, DateTimeOffset NextNight);

/// <summary>A run over a network.</summary>
/// <param name="Reason">night, first, asked or more_history.</param>
/// <param name="State">queued, running, done or failed.</param>
/// <param name="Parts">With what came of each; null while it is not done.</param>
/// <param name="Progress">While it works.</param>
internal sealed record PredictionRunItem(
    Guid Id, string Reason, string State, DateOnly Today, IReadOnlyList<PredictionRunPart> Parts, RunProgress? Progress, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt);

/// <summary>A part of a run.</summary>
internal sealed record PredictionRunPart(string Part, string? Result);

/// <summary>Runs over REST.</summary>
internal static class RunsApi
{
    private const int Listed = 50;
    private const int NightFrom = 2;

    public static void MapPredictionRuns(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(PredictionsApi.Group + "/runs").WithTags(PredictionsApi.Tag);
        group.MapGet("", ListAsync).Needs(Permission.MeasuresRead).WithName("listPredictionRuns").WithSummary("List runs of predictions").WithDescription("The newest fifty, and when the next one starts by itself.");
        group.MapPost("", StartAsync).Needs(Permission.PredictionsManage).WithName("startPredictionRun").WithSummary("Make predictions anew")
            .WithDescription("Starts a run over the whole network, unless one waits or works already: then that one is given. Needs the permission for the whole network.");
        group.MapGet("/{runId:guid}", GetAsync).Needs(Permission.MeasuresRead).WithName("getPredictionRun").WithSummary("Read a run of predictions").WithDescription("With its progress while it works.");
    }

    private static async Task<Ok<PredictionRunList>> ListAsync(Scope scope, RunStore runs, IJobQueue jobs, INetworkTree tree, TimeProvider clock, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var items = new List<PredictionRunItem>();
        foreach (var row in await runs.ListAsync(scope.Network, Listed, cancellationToken))
        {
            items.Add(await ItemAsync(scope, row, jobs, cancellationToken));
        }

        var zone = tree.Find(NodeId.Root(scope.Network))?.Zone ?? TimeZoneInfo.Utc;
        return TypedResults.Ok(new PredictionRunList(items, NextNight(clock.GetUtcNow(), zone)));
    }

    private static async Task<Results<Accepted<PredictionRunItem>, ProblemHttpResult>> StartAsync(Scope scope, PredictionRunRequest body, RunStore runs, IJobQueue jobs, IEnumerable<IPredictionPart> parts, INetworkTree tree, TimeProvider clock, CancellationToken cancellationToken)
    {
        var known = parts.Select(part => part.Name).ToList();
        var asked = body.Parts is { Count: > 0 } some ? some : known;
        if (asked.Where(part => !known.Contains(part)).ToList() is { Count: > 0 })
        {
            return Problem.Invalid(new FieldProblem("parts", "unknown", $"Name parts of {string.Join(", ", known)}.")).ToHttp();
        }

        if (!scope.SeesWholeNetwork)
        {
            return Problem.Forbidden("start a run over the whole network").ToHttp();
        }

        await tree.LoadAsync(cancellationToken);
        var today = tree.Find(NodeId.Root(scope.Network))!.DayAt(clock.GetUtcNow());
        var row = await runs.StartAsync(scope.Network, "asked", today, [.. known.Where(asked.Contains)], scope.Caller, cancellationToken);
        return TypedResults.Accepted($"/api/v2/franchise/networks/{scope.Network}/predictions/runs/{row.Id}", await ItemAsync(scope, row, jobs, cancellationToken));
    }

    private static async Task<Results<Ok<PredictionRunItem>, ProblemHttpResult>> GetAsync(Scope scope, Guid runId, RunStore runs, IJobQueue jobs, CancellationToken cancellationToken) =>
        await runs.FindAsync(scope.Network, runId, cancellationToken) is { } row ? TypedResults.Ok(await ItemAsync(scope, row, jobs, cancellationToken)) : Problem.NotFound("run").ToHttp();

    private static async Task<PredictionRunItem> ItemAsync(Scope scope, RunStore.Row row, IJobQueue jobs, CancellationToken cancellationToken)
    {
        var job = row.State == "running" && row.JobId is { } id ? await jobs.FindAsync(id, scope.Network, cancellationToken) : null;
        var progress = job?.Progress is { } json ? JsonSerializer.Deserialize<RunProgress>(json, StorageJson.Options) : null;
        var results = row.Results;
        return new PredictionRunItem(row.Id, row.Reason, row.State, row.Today, [.. row.Parts.Select(part => new PredictionRunPart(part, results.GetValueOrDefault(part)))], progress, row.Error, row.CreatedAt, row.StartedAt, row.FinishedAt);
    }

    private static DateTimeOffset NextNight(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var night = local.Date.AddHours(NightFrom);
        var next = night > local ? night : night.AddDays(1);
        return new DateTimeOffset(next, zone.GetUtcOffset(next)).ToUniversalTime();
    }
}
