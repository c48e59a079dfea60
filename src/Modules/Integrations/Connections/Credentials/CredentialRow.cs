namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>How fresh a connection's tokens are.</summary>
/// <param name="Generation">Counts renewals.</param>
/// <param name="ExpiresAt">Null: not by time.</param>
/// <param name="RenewAt">From then on it is renewed ahead of time; null: never.</param>
/// <param name="RefusedAt">The vendor no longer takes it; null: it does.</param>
/// <param name="LeaseHolder">Who renews it; null with <paramref name="IsLeased"/>: a pause after a failure.</param>
/// <param name="IsLeased">Whether nobody else may renew it now, by the database's clock.</param>
internal sealed record CredentialRow(long Generation, DateTimeOffset IssuedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RenewAt, DateTimeOffset? RefusedAt, string? LeaseHolder, bool IsLeased);
