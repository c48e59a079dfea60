using System.Text.Json;

namespace BookedBarber.Integrations.Transport;

/// <summary>What a vendor answered, or why there is no answer. Dispose it when the body was read.</summary>
/// <param name="Status">HTTP status; 0 when there was no answer.</param>
/// <param name="Body">The body as JSON; null when there is none or it is not JSON.</param>
/// <param name="Raw">The body as it came, decompressed.</param>
/// <param name="ContentType">Media type without parameters; null when not given.</param>
/// <param name="Headers">Headers by name without case; several values joined by a comma. Without cookies.</param>
/// <param name="Fault">Why it failed; null when it succeeded.</param>
/// <param name="Took">From the first attempt's sending to the last answer, waiting for budgets included.</param>
/// <param name="Attempts">How often it was sent; 0 when it never was (circuit open, no grant).</param>
internal sealed record VendorAnswer(
    int Status,
    JsonDocument? Body,
    ReadOnlyMemory<byte> Raw,
    string? ContentType,
    IReadOnlyDictionary<string, string> Headers,
    VendorFault? Fault,
    TimeSpan Took,
    int Attempts) : IDisposable
{
    /// <summary>Whether there is an answer to go on with.</summary>
    public bool Succeeded => Fault is null;

    public void Dispose() => Body?.Dispose();

    public override string ToString() => Fault is null ? $"{Status} after {Attempts}" : $"{Status} {Fault.Code} after {Attempts}";
}
