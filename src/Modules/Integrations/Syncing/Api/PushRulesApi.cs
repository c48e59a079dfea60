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

/// <summary>Which changes here are written to vendors by themselves, over REST.</summary>
internal static class PushRulesApi
{
    public static void MapPushRules(this IEndpointRouteBuilder connection)
    {
        connection.MapGet("/push-rules", RulesAsync).Needs(Permission.IntegrationsRead).WithName("listPushRules").WithSummary("List what is written by itself").WithDescription("The connector's actions that take a record, and which of them follow changes here.");
        connection.MapPut("/push-rules", SetRuleAsync).Needs(Permission.IntegrationsManage).WithName("setPushRule").WithSummary("Say what is written by itself").WithDescription("From then on; what was changed before stays as it is at the vendor.");
        connection.MapPost("/push-rules/preview", PreviewAsync).Needs(Permission.IntegrationsManage).WithName("previewPushRule").WithSummary("Preview what an action sends")
            .WithDescription("The requests that a record of the network would bring about, which may hold personal data. Nothing is sent.");
    }

    private static async Task<Results<Ok<PushPreview>, ProblemHttpResult>> PreviewAsync(
        Guid networkId, Guid connectionId, Scope scope, PushPreviewRequest request, ConnectionReader connections, ICatalogue catalogue, PreviewPushRule preview, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        return catalogue.Find(scope.Network, connection.Vendor) is { } manifest && request.Action is { } name && manifest.Action(name) is { Record: not null } action
            ? TypedResults.Ok(await preview.RunAsync(connection, manifest, action, cancellationToken))
            : UnknownAction().ToHttp();
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
            return UnknownAction().ToHttp();
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

    private static Problem UnknownAction() => Problem.Invalid(new FieldProblem("action", "unknown_action", "The connector has no such action that takes a record."));
}
