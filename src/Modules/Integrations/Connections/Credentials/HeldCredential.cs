namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>A credential opened in this process.</summary>
/// <param name="Grant">The grant; null when it lacks something, with <paramref name="Missing"/> saying what.</param>
/// <param name="Missing">Why there is no grant.</param>
/// <param name="RenewAt">From then on it is renewed ahead of time; null: never.</param>
/// <param name="IsRefused">The vendor no longer takes it.</param>
/// <param name="Generation">Counts renewals.</param>
/// <param name="IssuedAt">When it was given.</param>
/// <param name="ReadAt">When it was read from the vault.</param>
internal sealed record HeldCredential(VendorGrant? Grant, Shared.Problem? Missing, DateTimeOffset? RenewAt, bool IsRefused, long Generation, DateTimeOffset IssuedAt, DateTimeOffset ReadAt)
{
    public override string ToString() => $"(credential of generation {Generation})";
}
