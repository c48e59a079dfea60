using System.Text.Json;

namespace BookedBarber.Webhooks.Features.Deliveries;

/// <summary>A delivery of an event to a webhook.</summary>
/// <param name="Id">The delivery, and the event: the <c>webhook-id</c> is <c>evt_</c> and this id without dashes.</param>
/// <param name="State"><c>pending</c> (in line or to be tried again), <c>delivered</c> or <c>dead</c>.</param>
/// <param name="EntityId">The record that the event is about. Events of one record are delivered in order.</param>
/// <param name="Attempts">Attempts since it was last put in line.</param>
/// <param name="Repeats">How often it was put in line again by redelivery or replay.</param>
/// <param name="NextAttemptAt">Of a pending one: not before.</param>
/// <param name="Status">HTTP status of the last attempt; null when there was no answer.</param>
/// <param name="LatencyMs">Milliseconds that the last attempt took.</param>
/// <param name="Cause">Why the last attempt failed; null: it did not, or there was none.</param>
/// <param name="Detail">What to do about it.</param>
/// <param name="ResponseExcerpt">Beginning of the last answer, at most 1 KB, without what looks like a secret.</param>
internal sealed record DeliveryItem(
    Guid Id,
    string Type,
    string State,
    Guid EntityId,
    int Attempts,
    int Repeats,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? LastAttemptAt,
    int? Status,
    int? LatencyMs,
    string? Cause,
    string? Detail,
    string? ResponseExcerpt);

/// <summary>An attempt.</summary>
internal sealed record AttemptItem(DateTimeOffset At, int? Status, int LatencyMs, string? Cause, string? Detail, string? ResponseExcerpt);

/// <summary>A delivery with what was sent and all its attempts, the oldest first.</summary>
/// <param name="Payload">The body as it is sent.</param>
internal sealed record DeliveryDetail(DeliveryItem Delivery, IReadOnlyList<AttemptItem> Attempts, JsonElement Payload);

/// <summary>How many were put in line again.</summary>
internal sealed record Redelivered(long Count);
