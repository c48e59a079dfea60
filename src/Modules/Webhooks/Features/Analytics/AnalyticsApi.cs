using System.ComponentModel;
using BookedBarber.Shared;
using BookedBarber.Webhooks.Features.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Webhooks.Features.Analytics;

/// <summary>Figures of webhooks over REST.</summary>
internal static class AnalyticsApi
{
    public static void MapWebhookAnalytics(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(WebhooksApi.Group + "/{webhookId:guid}/analytics", ReadAsync).WithTags(WebhooksApi.Tag).Needs(Permission.IntegrationsRead).WithName("readWebhookAnalytics").WithSummary("Figures of a webhook")
            .WithDescription("Attempts, share of success, latency, retries and failures by cause: altogether, by event type, by hour or day.");

    private static async Task<Results<Ok<WebhookAnalytics>, ProblemHttpResult>> ReadAsync(
        Guid networkId,
        Guid webhookId,
        Scope scope,
        WebhookFigures figures,
        [Description("Begin; by default a day, or with by=day 30 days, before the end.")] DateTimeOffset? from,
        [Description("End; now by default. At most 31 days by hour, 366 by day.")] DateTimeOffset? to,
        [Description("hour (default) or day, UTC.")] string? by,
        CancellationToken cancellationToken)
    {
        var read = await figures.ReadAsync(scope, webhookId, from, to, by, cancellationToken);
        return read.Succeeded ? TypedResults.Ok(read.Value) : read.Problem.ToHttp();
    }
}
