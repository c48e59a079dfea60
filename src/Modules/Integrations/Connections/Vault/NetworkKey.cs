namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>An opened data key of a network.</summary>
/// <param name="version">Which of the network's keys it is; 1 for the first.</param>
/// <param name="key">32 bytes.</param>
internal sealed class NetworkKey(int version, byte[] key)
{
    public int Version { get; } = version;

    public byte[] Seal(ReadOnlySpan<byte> plain, SecretPlace place) => Sealing.Seal(key, plain, place.Bytes(Version));

    public byte[] Open(ReadOnlySpan<byte> message, SecretPlace place) => Sealing.Open(key, message, place.Bytes(Version));

    public override string ToString() => $"(network key {Version})";
}
