namespace BookedBarber.Integrations.Syncing.Pushing;

/// <summary>A record that is to be written to a vendor, or an action that was asked for with values of its own.</summary>
internal sealed record WaitingPush(
    Guid NetworkId, Guid Id, Guid ConnectionId, string Action, string Record, Guid RecordId, Guid LocationId, string Op, string IdempotencyKey, int Attempts, bool MaybeSent, long ChangePosition, string? Input);

/// <summary>What became of a write.</summary>
/// <param name="State">done, dropped, dead, or retry.</param>
/// <param name="Code">Why; null when done.</param>
/// <param name="Detail">The same for people.</param>
/// <param name="VendorKey">The item's key at the vendor.</param>
/// <param name="RetryAt">Not before.</param>
/// <param name="MaybeSent">Whether an attempt ended without an answer, so that it may have taken effect.</param>
/// <param name="IsAway">Whether it waits for a vendor that is away as a whole.</param>
internal sealed record PushOutcome(string State, string? Code = null, string? Detail = null, string? VendorKey = null, DateTimeOffset? RetryAt = null, bool MaybeSent = false, bool IsAway = false);
