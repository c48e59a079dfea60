using System.Text.Json;

namespace BookedBarber.Webhooks.Features.EventCatalogue;

/// <summary>An event type.</summary>
/// <param name="Type">Its name, as in the payload and in subscriptions.</param>
/// <param name="Kind">What <c>kind.*</c> subscribes to.</param>
/// <param name="Summary">When it is sent.</param>
/// <param name="Schema">JSON Schema of the payload with all fields.</param>
/// <param name="Example">A payload with all fields.</param>
/// <param name="SmallExample">A payload with ids only.</param>
internal sealed record EventTypeItem(string Type, string Kind, string Summary, JsonElement Schema, JsonElement Example, JsonElement SmallExample);

/// <summary>All event types.</summary>
/// <param name="Items">By name.</param>
internal sealed record EventTypeList(IReadOnlyList<EventTypeItem> Items);
