namespace BookedBarber.Webhooks.Features.Replays;

/// <summary>What the job of a replay is given.</summary>
internal sealed record ReplayPayload(Guid NetworkId, Guid ReplayId);
