using BookedBarber.Shared;
using BookedBarber.Webhooks.Features.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Webhooks.Features.Replays;

/// <summary>Replays over REST.</summary>
internal static class ReplaysApi
{
    public static void MapReplays(this IEndpointRouteBuilder endpoints)
    {
        var each = endpoints.MapGroup(WebhooksApi.Group + "/{webhookId:guid}").WithTags(WebhooksApi.Tag);
        each.MapPost("/replay", StartAsync).Needs(Permission.IntegrationsManage).WithName("replayWebhook").WithSummary("Deliver a range of time again")
            .WithDescription("Everything that the webhook takes and that changed in the range, also before the webhook was made, with the webhook-ids of the first time. With dryRun it is only counted.");
        each.MapGet("/replays", ListAsync).Needs(Permission.IntegrationsRead).WithName("listReplays").WithSummary("List replays").WithDescription("The newest hundred, with their progress.");
    }

    private static async Task<Results<Ok<ReplayStarted>, Accepted<ReplayStarted>, ProblemHttpResult>> StartAsync(
        Guid networkId, Guid webhookId, ReplayRequest body, Scope scope, StartReplay start, CancellationToken cancellationToken)
    {
        var started = await start.RunAsync(scope, webhookId, body, cancellationToken);
        return !started.Succeeded ? started.Problem.ToHttp()
            : started.Value.DryRun ? TypedResults.Ok(started.Value)
            : TypedResults.Accepted($"/api/v2/franchise/networks/{networkId}/webhooks/{webhookId}/replays", started.Value);
    }

    private static async Task<Results<Ok<WebhookPage<ReplayItem>>, ProblemHttpResult>> ListAsync(Guid networkId, Guid webhookId, Scope scope, StartReplay replays, CancellationToken cancellationToken) =>
        await replays.ListAsync(scope, webhookId, cancellationToken) is { } items ? TypedResults.Ok(new WebhookPage<ReplayItem>(items, null)) : Problem.NotFound("webhook").ToHttp();
}
