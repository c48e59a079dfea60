namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>What a reading's job carries.</summary>
internal sealed record SyncPayload(Guid NetworkId, Guid ConnectionId, string Stream, Guid RunId, DateTimeOffset? From, DateTimeOffset? To);
