using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections.Authorising;

/// <summary>A person on the way to the vendor's consent page and back.</summary>
internal sealed record Consent(NetworkId NetworkId, Guid ConnectionId, string RedirectUri, int KeyVersion, byte[] Verifier)
{
    public override string ToString() => $"(consent for {ConnectionId})";
}
