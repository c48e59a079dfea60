using BookedBarber.Shared;
using BookedBarber.Webhooks.Features.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Webhooks.Features.EventCatalogue;

/// <summary>The catalogue of events over REST.</summary>
internal static class EventCatalogueApi
{
    public static void MapEventCatalogue(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v2/franchise/catalogue/events", List).WithTags(WebhooksApi.Tag).NeedsSignIn().WithName("listEventTypes").WithSummary("List event types")
            .WithDescription("Everything that a webhook can take, with the JSON Schema and an example of each payload.");

    private static Ok<EventTypeList> List() => TypedResults.Ok(EventTypes.All());
}
