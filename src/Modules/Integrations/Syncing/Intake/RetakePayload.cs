namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>What a job that takes held items again carries; a stream, or null for what waits for places.</summary>
internal sealed record RetakePayload(Guid NetworkId, Guid ConnectionId, string? Stream);
