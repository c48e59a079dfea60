namespace BookedBarber.Webhooks.Features.Endpoints;

/// <summary>A webhook: an address that the events of a branch are sent to.</summary>
/// <param name="NodeId">Events of this unit and of what lies below it.</param>
/// <param name="Types">Exact types, <c>sale.*</c> for all of one kind, <c>*</c> for all.</param>
/// <param name="Fields"><c>ids</c>: ids, days and versions; <c>full</c>: all fields, contact data of clients among them.</param>
/// <param name="Scheme"><c>v1</c> (shared secret) or <c>v1a</c> (key pair).</param>
/// <param name="PublicKey">For <c>v1a</c>, what the receiver verifies with.</param>
/// <param name="PreviousUntil">Until when deliveries are also signed with the key before the last rotation.</param>
/// <param name="State"><c>active</c> or <c>paused</c>; of a paused one events stay in line.</param>
/// <param name="PauseReason"><c>by_hand</c>, <c>gone</c> (it answered 410) or <c>failing</c> (for five days).</param>
/// <param name="Failures">Failed attempts in a row.</param>
internal sealed record WebhookItem(
    Guid Id,
    Guid NodeId,
    string Url,
    string? Description,
    IReadOnlyList<string> Types,
    string Fields,
    string Scheme,
    string? PublicKey,
    DateTimeOffset? PreviousUntil,
    string State,
    string? PauseReason,
    DateTimeOffset? PausedAt,
    int Failures,
    DateTimeOffset? FailingSince,
    DateTimeOffset? LastSuccessAt,
    DateTimeOffset? LastFailureAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    long Version);
