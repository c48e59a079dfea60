using System.ComponentModel;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Connectors;
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
    public static void MapPushes(this IEndpointRouteBuilder connection)
    {
        connection.MapGet("/pushes", ListAsync).Needs(Permission.IntegrationsRead).WithName("listPushes").WithSummary("List writes to a vendor").WithDescription("With state=dead those that were set aside after their last attempt.");
        connection.MapPost("/pushes/{pushId:guid}/redeliver", RedeliverAsync).Needs(Permission.IntegrationsManage).WithName("redeliverPush").WithSummary("Try a dead write again")
            .WithDescription("With the record as it is then, and with the same idempotency key: a vendor that took it the first time takes it once.");
        connection.MapGet("/push-rules", RulesAsync).Needs(Permission.IntegrationsRead).WithName("listPushRules").WithSummary("List what is written by itself").WithDescription("The connector's actions that take a record, and which of them follow changes here.");
        connection.MapPut("/push-rules", SetRuleAsync).Needs(Permission.IntegrationsManage).WithName("setPushRule").WithSummary("Say what is written by itself").WithDescription("From then on; what was changed before stays as it is at the vendor.");
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
        Guid networkId, Guid connectionId, Guid pushId, Scope scope, ConnectionReader connections, IDatabase database, Pushing.PushSignal signal, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        var parameters = new { connection.Network, connection.Id, pushId, Now = clock.GetUtcNow() };
        if (await session.FirstAsync<string>("select state from integrations.push where network_id = @Network and connection_id = @Id and id = @pushId", parameters, cancellationToken) is not { } state)
        {
            return Problem.NotFound("write").ToHttp();
        }

        if (state != "dead")
        {
            return new Problem("not_dead", "Only a write that was set aside can be tried again; this one is not.", ProblemKind.Conflict).ToHttp();
        }

        // Where a newer write of the same record waits already, that one does it.
        var moved = await session.ExecuteAsync(
            """
            update integrations.push p set state = 'waiting', attempts = 0, run_at = @Now, claimed_until = null, finished_at = null
            where p.network_id = @Network and p.id = @pushId and not exists (
                select from integrations.push o where o.network_id = p.network_id and o.connection_id = p.connection_id and o.action = p.action and o.record_id = p.record_id and o.state = 'waiting')
            """,
            parameters,
            cancellationToken);
        if (moved == 0)
        {
            return new Problem("newer_waits", "A newer write of the same record waits already.", ProblemKind.Conflict).ToHttp();
        }

        await session.RecordActionAsync(scope.Network, "integration.push_redelivered", connection.Id, new { push = pushId }, cancellationToken);
        var item = await session.FirstAsync<PushItem>($"select {PushItem.Columns} from integrations.push where network_id = @Network and id = @pushId", parameters, cancellationToken);
        await session.CommitAsync(cancellationToken);
        signal.Wake();
        return TypedResults.Ok(item!);
    }

    private static async Task<Results<Ok<SyncPage<PushRuleItem>>, ProblemHttpResult>> RulesAsync(Guid networkId, Guid connectionId, Scope scope, ConnectionReader connections, ICatalogue catalogue, IDatabase database, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var on = (await session.QueryAsync<string>(
            "select action from integrations.push_rule where network_id = @Network and connection_id = @Id and is_on", new { connection.Network, connection.Id }, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return TypedResults.Ok(new SyncPage<PushRuleItem>(
            [.. (catalogue.Find(scope.Network, connection.Vendor)?.Actions ?? []).Where(action => action.Record is not null).Select(action => new PushRuleItem(action.Name, action.Title, action.Record, on.Contains(action.Name)))], null));
    }

    private static async Task<Results<Ok<PushRuleItem>, ProblemHttpResult>> SetRuleAsync(
        Guid networkId, Guid connectionId, Scope scope, PushRuleRequest request, ConnectionReader connections, ICatalogue catalogue, IDatabase database, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        if (request.Action is null || catalogue.Find(scope.Network, connection.Vendor)?.Action(request.Action) is not { Record: not null } action)
        {
            return Problem.Invalid(new FieldProblem("action", "unknown_action", "The connector has no such action that takes a record.")).ToHttp();
        }

        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.push_rule (network_id, connection_id, action, is_on) values (@Network, @Id, @Action, @IsOn)
            on conflict (network_id, connection_id, action) do update set is_on = excluded.is_on
            """,
            new { connection.Network, connection.Id, request.Action, request.IsOn },
            cancellationToken);
        await session.RecordActionAsync(scope.Network, "integration.push_rule_set", connection.Id, new { request.Action, request.IsOn }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return TypedResults.Ok(new PushRuleItem(action.Name, action.Title, action.Record, request.IsOn));
    }
}
