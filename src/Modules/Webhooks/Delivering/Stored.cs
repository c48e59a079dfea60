namespace BookedBarber.Webhooks.Delivering;

/// <summary>What storing an outcome showed.</summary>
/// <param name="HasFollower">Whether a later delivery of the same entity is in line.</param>
/// <param name="IsPaused">Whether the endpoint was paused because of it.</param>
internal readonly record struct Stored(bool HasFollower, bool IsPaused);
