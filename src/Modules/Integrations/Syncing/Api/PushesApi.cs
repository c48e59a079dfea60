using System.ComponentModel;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Pushing;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>What is written to vendors, over REST.</summary>
internal static class PushesApi
{
    private const int Most = 500;
    private const int MostKey = 200;

    public static void MapPushes(this IEndpointRouteBuilder connection)
    {
        connection.MapGet("/pushes", ListAsync).Needs(Permission.IntegrationsRead).WithName("listPushes").WithSummary("List writes to a vendor").WithDescription("With state=dead those that were set aside after their last attempt.");
        connection.MapPost("/pushes/{pushId:guid}/redeliver", RedeliverAsync).Needs(Permission.IntegrationsManage).WithName("redeliverPush").WithSummary("Try a dead write again")
            .WithDescription("With the record as it is then, and with the same idempotency key: a vendor that took it the first time takes it once.");
        connection.MapPost("/pushes/settle", SettleAsync).Needs(Permission.IntegrationsManage).WithName("settlePushes").WithSummary("Try dead writes again, or discard them")
            .WithDescription("One or many; each has an outcome of its own. A discarded write keeps the cause for which it failed.");
        connection.MapPost("/actions/{action}", AskAsync).Needs(Permission.IntegrationsManage).WithName("askAction").WithSummary("Have an action done at a vendor")
            .WithDescription(
                "An action that takes values in place of a record, such as a transfer. It is done in the background; its write tells what became of it. Needs an Idempotency-Key (400 `idempotency_key_required`): "
                + "the same request sent again is answered with the same write. One that got no answer is repeated only where the vendor knows it by its key or can be asked for it; else it is set aside.");
        connection.MapPushRules();
    }

    private static async Task<Results<Accepted<PushItem>, ProblemHttpResult>> AskAsync(
        Guid networkId, Guid connectionId, string action, Scope scope, ActionRequest request, HttpRequest http, ConnectionReader connections, ICatalogue catalogue, AskAction ask, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { State: not ConnectionState.Removed } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        await catalogue.LoadAsync(scope.Network, cancellationToken);
        if (catalogue.Find(scope.Network, connection.Vendor) is not { } manifest || manifest.Action(action) is not { } wanted)
        {
            return Problem.NotFound("action").ToHttp();
        }

        string? key = http.Headers["Idempotency-Key"];
        if (string.IsNullOrWhiteSpace(key) || key.Length > MostKey)
        {
            return new Problem("idempotency_key_required", $"Send an Idempotency-Key header of at most {MostKey} characters, so that asking twice does it once; nothing was done.").ToHttp();
        }

        var location = request.LocationId is { } id ? new NodeId(id) : (NodeId?)null;
        var asked = await ask.RunAsync(scope, connection, manifest, wanted, location, request.Input ?? [], key, cancellationToken);
        return asked.Succeeded
            ? TypedResults.Accepted($"/api/v2/franchise/networks/{networkId}/integrations/{connectionId}/pushes", asked.Value)
            : asked.Problem.ToHttp();
    }

    private static async Task<Results<Ok<SyncPage<PushItem>>, ProblemHttpResult>> ListAsync(
        Guid networkId,
        Guid connectionId,
        Scope scope,
        ConnectionReader connections,
        IDatabase database,
        [Description("waiting, done, dead or dropped.")] string? state,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        var size = SyncPage<PushItem>.Size(limit);
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<PushItem>(
            $"""
             select {PushItem.Columns} from integrations.push
             where network_id = @Network and connection_id = @Id and (@state::text is null or state = @state) and (@Before::uuid is null or id < @Before) order by id desc limit @Limit
             """,
            new { connection.Network, connection.Id, state, Before = Guid.TryParse(cursor, out var before) ? before : (Guid?)null, Limit = size + 1 },
            cancellationToken);
        return TypedResults.Ok(SyncPage<PushItem>.Of(rows, size, row => row, row => row.Id.ToString()));
    }

    private static async Task<Results<Ok<PushItem>, ProblemHttpResult>> RedeliverAsync(
        Guid networkId, Guid connectionId, Guid pushId, Scope scope, ConnectionReader connections, IDatabase database, SettlePushes settle, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        if (await settle.ResendAsync(scope, connection, pushId, cancellationToken) is { } problem)
        {
            return problem.ToHttp();
        }

        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var item = await session.FirstAsync<PushItem>($"select {PushItem.Columns} from integrations.push where network_id = @Network and id = @pushId", new { connection.Network, pushId }, cancellationToken);
        return TypedResults.Ok(item!);
    }

    private static async Task<Results<Ok<SettledPushes>, ProblemHttpResult>> SettleAsync(
        Guid networkId, Guid connectionId, Scope scope, SettleRequest request, ConnectionReader connections, SettlePushes settle, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        if (request.PushIds is not { Count: > 0 and <= Most } ids || request.Decision is not ("resend" or "discard"))
        {
            return Problem.Invalid(request.Decision is "resend" or "discard"
                ? new FieldProblem("pushIds", "required", $"Name 1 to {Most} writes.")
                : new FieldProblem("decision", "unknown_decision", "The decision is resend or discard.")).ToHttp();
        }

        var outcomes = new List<SettledPush>(ids.Count);
        foreach (var id in ids.Distinct())
        {
            var problem = request.Decision == "resend" ? await settle.ResendAsync(scope, connection, id, cancellationToken) : await settle.DiscardAsync(scope, connection, id, cancellationToken);
            outcomes.Add(new SettledPush(id, problem is null, problem?.Code, problem?.Detail));
        }

        return TypedResults.Ok(new SettledPushes(outcomes));
    }
}
