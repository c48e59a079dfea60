namespace BookedBarber.Integrations.Transport;

/// <summary>An answer as it came, its body decompressed.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Media type without parameters; null when not given.</param>
/// <param name="Headers">By name without case; several values joined by a comma; without cookies.</param>
/// <param name="Body">The whole body.</param>
/// <param name="Cookies">Cookies set, as <c>name=value</c>: for sessions, and never shown.</param>
internal sealed record DoorAnswer(int Status, string? ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Body, IReadOnlyList<string> Cookies)
{
    public override string ToString() => $"{Status}, {Body.Length} bytes";
}
