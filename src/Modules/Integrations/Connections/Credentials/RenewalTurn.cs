namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>The right to renew a credential, for as long as the lease lasts.</summary>
/// <param name="Generation">What is renewed.</param>
/// <param name="Fence">Number of the lease: whoever has an older one lost it.</param>
/// <param name="InterruptedAt">When somebody began to renew the same generation and never said how it ended; null: nobody did.</param>
internal sealed record RenewalTurn(long Generation, long Fence, DateTimeOffset? InterruptedAt);
