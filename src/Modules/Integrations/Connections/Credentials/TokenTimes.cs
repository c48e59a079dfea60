namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>When tokens end and when they are renewed.</summary>
/// <param name="IssuedAt">When they were given.</param>
/// <param name="ExpiresAt">Null: not by time.</param>
/// <param name="RenewAt">Null: never ahead of time.</param>
/// <param name="RefreshExpiresAt">When the refresh token ends unused; null: not by time, or unknown.</param>
internal sealed record TokenTimes(DateTimeOffset IssuedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RenewAt, DateTimeOffset? RefreshExpiresAt)
{
    /// <summary>Share of its life after which a token is renewed. Spread, so that connections made together are not renewed together.</summary>
    public const double RenewAfter = 0.8;

    /// <summary>Half the width of the spread.</summary>
    public const double Spread = 0.05;

    /// <summary>The times of tokens given now.</summary>
    /// <param name="now">Now.</param>
    /// <param name="expiresAt">End of the access token; null: not by time.</param>
    /// <param name="refreshExpiresAt">End of the refresh token.</param>
    /// <param name="dice">0–1, evenly spread.</param>
    public static TokenTimes Of(DateTimeOffset now, DateTimeOffset? expiresAt, DateTimeOffset? refreshExpiresAt, double dice) =>
        new(now, expiresAt, expiresAt is { } end ? now + ((end - now) * (RenewAfter - Spread + (2 * Spread * dice))) : null, refreshExpiresAt);
}
