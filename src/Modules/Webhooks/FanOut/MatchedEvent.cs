using BookedBarber.Webhooks.Events;

namespace BookedBarber.Webhooks.FanOut;

/// <summary>An event and who gets it.</summary>
internal sealed record MatchedEvent(WebhookEvent Event, IReadOnlyList<Guid> Endpoints);
