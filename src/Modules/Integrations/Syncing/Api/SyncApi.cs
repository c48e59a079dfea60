using System.ComponentModel;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>Streams, runs and held items of a connection over REST.</summary>
internal static class SyncApi
{
    public static void MapSyncing(this IEndpointRouteBuilder endpoints)
    {
        var connection = endpoints.MapGroup("/api/v2/franchise/networks/{networkId:guid}/integrations/{connectionId:guid}").WithTags("Syncing");
        connection.MapGet("/streams", StreamsAsync).Needs(Permission.IntegrationsRead).WithName("listStreams").WithSummary("List a connection's streams").WithDescription("With state, lag and cursor, in the order in which they are read.");
        connection.MapPost("/sync", StartAsync).Needs(Permission.IntegrationsManage).WithName("startSync").WithSummary("Read from a vendor now")
            .WithDescription("What is new; with from and to a span again; with anew everything from the beginning. A stream that is being read already goes on with its run.");
        connection.MapGet("/runs", RunsAsync).Needs(Permission.IntegrationsRead).WithName("listSyncRuns").WithSummary("List runs").WithDescription("The newest first, with what became of the items.");
        connection.MapGet("/runs/{runId:guid}", RunAsync).Needs(Permission.IntegrationsRead).WithName("getSyncRun").WithSummary("Read a run").WithDescription("Counts grow while it runs.");
        connection.MapPost("/runs/{runId:guid}/cancel", CancelAsync).Needs(Permission.IntegrationsManage).WithName("cancelSyncRun").WithSummary("Cancel a run").WithDescription("What it has read stays; the stream goes on by its schedule a quarter of an hour later.");
        connection.MapGet("/errors", ErrorsAsync).Needs(Permission.IntegrationsManage).WithName("listHeldItems").WithSummary("List items that could not become records")
            .WithDescription("With the cause and the item as the vendor sent it, which may hold personal data.");
        connection.MapPost("/errors/retry", RetryAsync).Needs(Permission.IntegrationsManage).WithName("retryHeldItems").WithSummary("Take held items of a stream again").WithDescription("After a field map was mended. Places that were linked are followed by themselves.");
        connection.MapConflicts();
        connection.MapPushes();
        connection.MapComparisons();
        connection.MapHealth();
        connection.MapTrace();
    }

    private static async Task<Results<Ok<SyncPage<StreamItem>>, ProblemHttpResult>> StreamsAsync(Guid networkId, Guid connectionId, Scope scope, ConnectionReader connections, SyncReader reader, CancellationToken cancellationToken) =>
        await connections.FindAsync(scope, connectionId, cancellationToken) is { } connection
            ? TypedResults.Ok(new SyncPage<StreamItem>(await reader.StreamsAsync(connection, cancellationToken), null))
            : Problem.NotFound("connection").ToHttp();

    private static async Task<Results<Accepted<StartedRuns>, ProblemHttpResult>> StartAsync(
        Guid networkId, Guid connectionId, Scope scope, SyncRequest request, ConnectionReader connections, ISync sync, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        if (request.To <= request.From || (request.Anew && (request.From is not null || request.To is not null)))
        {
            return Problem.Invalid(request.Anew ? new FieldProblem("anew", "contradiction", "A span and everything anew cannot be asked for together.") : new FieldProblem("to", "out_of_range", "'to' has to be later than 'from'.")).ToHttp();
        }

        var range = request.From is null && request.To is null ? (TimeWindow?)null : new TimeWindow(request.From?.ToUniversalTime(), request.To?.ToUniversalTime());
        var started = await sync.StartAsync(connection, request.Stream, range is null && !request.Anew ? SyncReason.Asked : SyncReason.Resync, range, request.Anew, scope.Caller, cancellationToken);
        return started.Succeeded
            ? TypedResults.Accepted($"/api/v2/franchise/networks/{networkId}/integrations/{connectionId}/runs", new StartedRuns(started.Value))
            : started.Problem.ToHttp();
    }

    private static async Task<Results<Ok<SyncPage<RunItem>>, ProblemHttpResult>> RunsAsync(
        Guid networkId,
        Guid connectionId,
        Scope scope,
        ConnectionReader connections,
        SyncReader reader,
        [Description("Only those of this stream.")] string? stream,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        CancellationToken cancellationToken) =>
        await connections.FindAsync(scope, connectionId, cancellationToken) is { } connection
            ? TypedResults.Ok(await reader.RunsAsync(connection, stream, cursor, limit, cancellationToken))
            : Problem.NotFound("connection").ToHttp();

    private static async Task<Results<Ok<RunItem>, ProblemHttpResult>> RunAsync(Guid networkId, Guid connectionId, Guid runId, Scope scope, ConnectionReader connections, SyncReader reader, CancellationToken cancellationToken) =>
        await connections.FindAsync(scope, connectionId, cancellationToken) is { } connection && await reader.RunAsync(connection, runId, cancellationToken) is { } run
            ? TypedResults.Ok(run)
            : Problem.NotFound("run").ToHttp();

    private static async Task<Results<Ok<RunItem>, ProblemHttpResult>> CancelAsync(
        Guid networkId, Guid connectionId, Guid runId, Scope scope, ConnectionReader connections, SyncReader reader, ISync sync, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection || await reader.RunAsync(connection, runId, cancellationToken) is null)
        {
            return Problem.NotFound("run").ToHttp();
        }

        await sync.CancelAsync(scope, runId, cancellationToken); // one that has ended stays as it is
        return TypedResults.Ok((await reader.RunAsync(connection, runId, cancellationToken))!);
    }

    private static async Task<Results<Ok<SyncPage<HeldEntry>>, ProblemHttpResult>> ErrorsAsync(
        Guid networkId,
        Guid connectionId,
        Scope scope,
        ConnectionReader connections,
        SyncReader reader,
        [Description("Only those of this stream.")] string? stream,
        [Description("place, map or record.")] string? reason,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        CancellationToken cancellationToken) =>
        await connections.FindAsync(scope, connectionId, cancellationToken) is { } connection
            ? TypedResults.Ok(await reader.HeldAsync(connection, stream, reason, cursor, limit, cancellationToken))
            : Problem.NotFound("connection").ToHttp();

    private static async Task<Results<Accepted<QueuedJob>, ProblemHttpResult>> RetryAsync(
        Guid networkId, Guid connectionId, Scope scope, RetryRequest request, ConnectionReader connections, IJobQueue jobs, IDatabase database, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        if (request.Stream is not { Length: > 0 and <= 100 } stream)
        {
            return Problem.Invalid(new FieldProblem("stream", "required", "Say which stream.")).ToHttp();
        }

        await using (var session = await database.WriteAsync(scope, "api", cancellationToken))
        {
            await session.RecordActionAsync(scope.Network, "integration.items_retried", connection.Id, new { stream }, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        var job = await jobs.EnqueueAsync(
            new NewJob(scope.Network, RetakeJobHandler.JobKind, new RetakePayload(scope.Network.Value, connection.Id, stream), UniqueKey: $"retake:{connection.Id:N}:{stream}"), scope.Caller, null, cancellationToken);
        return TypedResults.Accepted((string?)null, new QueuedJob(job));
    }
}
