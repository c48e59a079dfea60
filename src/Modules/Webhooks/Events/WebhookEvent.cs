using BookedBarber.Shared;

namespace BookedBarber.Webhooks.Events;

/// <summary>An event as it is sent.</summary>
/// <param name="Id">Always the same for the same change, so that whoever gets it twice can tell.</param>
/// <param name="Type">Such as <c>sale.created</c>.</param>
/// <param name="EntityId">The record; events of one record are sent in their order.</param>
/// <param name="At">When the change was written.</param>
/// <param name="Payload">The body with ids only.</param>
/// <param name="FullPayload">The body with all fields; null where it would be the same.</param>
/// <param name="Units">For an event of a unit of the tree: the unit and all above it, before and after; null: those of the change's location.</param>
internal sealed record WebhookEvent(Guid Id, NetworkId Network, string Type, Guid EntityId, DateTimeOffset At, byte[] Payload, byte[]? FullPayload, IReadOnlyList<Guid>? Units = null);
