namespace BookedBarber.Webhooks.Domain;

/// <summary>How deliveries are signed.</summary>
internal enum SignatureScheme
{
    /// <summary>HMAC-SHA256 with a shared secret (<c>whsec_…</c>).</summary>
    V1,

    /// <summary>ed25519: the receiver holds a public key only (<c>whpk_…</c>).</summary>
    V1a,
}
