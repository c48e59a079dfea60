using System.ComponentModel;
using BookedBarber.Shared;
using BookedBarber.Webhooks.Features.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Webhooks.Features.Deliveries;

/// <summary>Deliveries and dead letters over REST.</summary>
internal static class DeliveriesApi
{
    public static void MapDeliveries(this IEndpointRouteBuilder endpoints)
    {
        var each = endpoints.MapGroup(WebhooksApi.Group + "/{webhookId:guid}").WithTags(WebhooksApi.Tag);
        each.MapGet("/deliveries", ListAsync).Needs(Permission.IntegrationsRead).WithName("listDeliveries").WithSummary("List deliveries")
            .WithDescription("The newest first. Delivered ones are kept for 30 days, dead letters for 90.");
        each.MapGet("/deliveries/{deliveryId:guid}", GetAsync).Needs(Permission.IntegrationsRead).WithName("getDelivery").WithSummary("Read a delivery").WithDescription("With the body that is sent and its attempts.");
        each.MapPost("/deliveries/{deliveryId:guid}/redeliver", RedeliverAsync).Needs(Permission.IntegrationsManage).WithName("redeliver").WithSummary("Deliver once more")
            .WithDescription("Puts a delivery that ended in line again, with the same webhook-id.");
        each.MapGet("/dead-letters", DeadAsync).Needs(Permission.IntegrationsRead).WithName("listDeadLetters").WithSummary("List dead letters")
            .WithDescription("What could not be delivered in ten attempts, the oldest first.");
        each.MapPost("/dead-letters/redeliver", RedeliverAllAsync).Needs(Permission.IntegrationsManage).WithName("redeliverDeadLetters").WithSummary("Deliver all dead letters once more")
            .WithDescription("In their order, behind what is in line. At most 100,000 with one call.");
        each.MapPost("/dead-letters/{deliveryId:guid}/redeliver", RedeliverAsync).Needs(Permission.IntegrationsManage).WithName("redeliverDeadLetter").WithSummary("Deliver a dead letter once more")
            .WithDescription("Puts it in line again, with the same webhook-id.");
    }

    private static async Task<Results<Ok<WebhookPage<DeliveryItem>>, ProblemHttpResult>> ListAsync(
        Guid networkId,
        Guid webhookId,
        Scope scope,
        DeliveryReader reader,
        [Description("pending, delivered or dead; all by default.")] string? state,
        [Description("An event type, or sale.* for all of one kind.")] string? type,
        [Description("Put in line at or after this instant.")] DateTimeOffset? from,
        [Description("Put in line before this instant.")] DateTimeOffset? to,
        [Description("-created (default) or created.")] string? sort,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        [Description("nextCursor of the page before.")] string? cursor,
        CancellationToken cancellationToken)
    {
        var page = await reader.ListAsync(scope, webhookId, new DeliveryQuery(state, type, from, to, sort, limit, cursor), cancellationToken);
        return page.Succeeded ? TypedResults.Ok(page.Value) : page.Problem.ToHttp();
    }

    private static async Task<Results<Ok<WebhookPage<DeliveryItem>>, ProblemHttpResult>> DeadAsync(
        Guid networkId,
        Guid webhookId,
        Scope scope,
        DeliveryReader reader,
        [Description("An event type, or sale.* for all of one kind.")] string? type,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        [Description("nextCursor of the page before.")] string? cursor,
        CancellationToken cancellationToken)
    {
        var page = await reader.ListAsync(scope, webhookId, new DeliveryQuery("dead", type, null, null, "created", limit, cursor), cancellationToken);
        return page.Succeeded ? TypedResults.Ok(page.Value) : page.Problem.ToHttp();
    }

    private static async Task<Results<Ok<DeliveryDetail>, ProblemHttpResult>> GetAsync(Guid networkId, Guid webhookId, Guid deliveryId, Scope scope, DeliveryReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(scope, webhookId, deliveryId, cancellationToken) is { } found ? TypedResults.Ok(found) : Problem.NotFound("delivery").ToHttp();

    private static async Task<Results<Accepted<Redelivered>, ProblemHttpResult>> RedeliverAsync(Guid networkId, Guid webhookId, Guid deliveryId, Scope scope, Redelivery redelivery, CancellationToken cancellationToken)
    {
        var done = await redelivery.OneAsync(scope, webhookId, deliveryId, cancellationToken);
        return done.Succeeded ? TypedResults.Accepted($"/api/v2/franchise/networks/{networkId}/webhooks/{webhookId}/deliveries/{deliveryId}", done.Value) : done.Problem.ToHttp();
    }

    private static async Task<Results<Accepted<Redelivered>, ProblemHttpResult>> RedeliverAllAsync(Guid networkId, Guid webhookId, Scope scope, Redelivery redelivery, CancellationToken cancellationToken)
    {
        var done = await redelivery.AllDeadAsync(scope, webhookId, cancellationToken);
        return done.Succeeded ? TypedResults.Accepted($"/api/v2/franchise/networks/{networkId}/webhooks/{webhookId}/deliveries", done.Value) : done.Problem.ToHttp();
    }
}
