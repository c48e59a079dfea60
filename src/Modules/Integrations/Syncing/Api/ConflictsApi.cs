using System.ComponentModel;
using System.Text.Json;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>Fields that both sides changed, over REST.</summary>
internal static class ConflictsApi
{
    private const int Most = 500;

    public static void MapConflicts(this IEndpointRouteBuilder connection)
    {
        connection.MapGet("/conflicts", ListAsync).Needs(Permission.IntegrationsManage).WithName("listConflicts").WithSummary("List fields that both sides changed")
            .WithDescription("With both values, what they were before, and who won by which rule. Open ones wait for a person.");
        connection.MapPost("/conflicts/resolve", ResolveAsync).Needs(Permission.IntegrationsManage).WithName("resolveConflicts").WithSummary("Say who wins")
            .WithDescription("Of one conflict or many; of a decided one the other value takes the place of the winner's. Each has an outcome of its own.");
        connection.MapPost("/conflicts/{conflictId:guid}/undo", UndoAsync).Needs(Permission.IntegrationsManage).WithName("undoConflict").WithSummary("Bring the losing value back").WithDescription("The value that lost takes the place of the one that won.");
        connection.MapConflictRules();
    }

    private static async Task<Results<Ok<SyncPage<ConflictItem>>, ProblemHttpResult>> ListAsync(
        Guid networkId,
        Guid connectionId,
        Scope scope,
        ConnectionReader connections,
        ConflictStore store,
        [Description("open, decided, resolved or undone.")] string? state,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        var size = SyncPage<ConflictItem>.Size(limit);
        var rows = await store.ListAsync(connection, state, Guid.TryParse(cursor, out var before) ? before : null, size + 1, cancellationToken);
        return TypedResults.Ok(SyncPage<ConflictItem>.Of(rows, size, Item, row => row.Id.ToString()));
    }

    private static async Task<Results<Ok<ResolvedConflicts>, ProblemHttpResult>> ResolveAsync(
        Guid networkId, Guid connectionId, Scope scope, ResolveRequest request, ConnectionReader connections, ResolveConflicts resolve, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        if (request.ConflictIds is not { Count: > 0 and <= Most } ids || request.Winner is not ("ours" or "theirs"))
        {
            return Problem.Invalid(request.Winner is "ours" or "theirs"
                ? new FieldProblem("conflictIds", "required", $"Name 1 to {Most} conflicts.")
                : new FieldProblem("winner", "unknown_winner", "The winner is ours or theirs.")).ToHttp();
        }

        var outcomes = new List<ResolvedConflict>(ids.Count);
        foreach (var id in ids.Distinct())
        {
            var problem = await resolve.RunAsync(scope, connection, id, request.Winner == "ours" ? ConflictSide.Ours : ConflictSide.Theirs, "resolved", cancellationToken);
            outcomes.Add(new ResolvedConflict(id, problem is null, problem?.Code, problem?.Detail));
        }

        return TypedResults.Ok(new ResolvedConflicts(outcomes));
    }

    private static async Task<Results<Ok<ConflictItem>, ProblemHttpResult>> UndoAsync(
        Guid networkId, Guid connectionId, Guid conflictId, Scope scope, ConnectionReader connections, ConflictStore store, ResolveConflicts resolve, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection || await store.FindAsync(connection, conflictId, cancellationToken) is not { } conflict)
        {
            return Problem.NotFound("conflict").ToHttp();
        }

        if (conflict.Winner is null)
        {
            return new Problem("not_decided", "Nobody has won yet. Say who wins instead.", ProblemKind.Refused).ToHttp();
        }

        var loser = conflict.Winner == "ours" ? ConflictSide.Theirs : ConflictSide.Ours;
        return await resolve.RunAsync(scope, connection, conflictId, loser, "undone", cancellationToken) is { } problem
            ? problem.ToHttp()
            : TypedResults.Ok(Item((await store.FindAsync(connection, conflictId, cancellationToken))!));
    }

    private static ConflictItem Item(ConflictRow row) => new(
        row.Id, row.Stream, row.Key, row.Record, row.RecordId, row.LocationId, row.Field, Value(row.Base), Value(row.Ours), Value(row.Theirs), row.Rule, row.Winner, row.State, row.CreatedAt, row.DecidedAt, row.DecidedByName);

    private static JsonElement? Value(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
