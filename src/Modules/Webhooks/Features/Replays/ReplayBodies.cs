namespace BookedBarber.Webhooks.Features.Replays;

/// <summary>A range of time to be delivered again.</summary>
/// <param name="From">Changes written at or after this instant.</param>
/// <param name="To">And before this one; at most 90 days later.</param>
/// <param name="Types">Of the types that the webhook takes only these; exact, <c>sale.*</c> or <c>*</c>. Default: all.</param>
/// <param name="DryRun">Only count. Default false.</param>
internal sealed record ReplayRequest(DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<string?>? Types, bool? DryRun);

/// <summary>What a replay delivers.</summary>
/// <param name="Count">Events of the range that the webhook takes as it is now.</param>
/// <param name="ReplayId">The replay; null for a dry run.</param>
internal sealed record ReplayStarted(long Count, bool DryRun, Guid? ReplayId);

/// <summary>A replay.</summary>
/// <param name="Expected">Events that were counted when it was started.</param>
/// <param name="Queued">Deliveries put in line so far. Those that waited in line already are not among them.</param>
/// <param name="FinishedAt">When all were in line; null while it runs.</param>
internal sealed record ReplayItem(Guid Id, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Types, long Expected, long Queued, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt);
