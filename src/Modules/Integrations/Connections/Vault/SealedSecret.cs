namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>A secret as it is kept.</summary>
/// <param name="KeyVersion">Version of the network's key that sealed it.</param>
/// <param name="Message">The sealed value.</param>
internal sealed record SealedSecret(int KeyVersion, byte[] Message)
{
    public override string ToString() => $"(sealed with key {KeyVersion})";
}
