using System.Diagnostics;

namespace BookedBarber.Integrations.Connections;

/// <summary>What authorises calls at a vendor, ready to be put on a request. It shows nothing of itself.</summary>
[DebuggerDisplay("Grant of generation {Generation}")]
internal sealed class VendorGrant
{
    private readonly Action<HttpRequestMessage> _apply;

    /// <param name="apply">Adds headers, query or signature.</param>
    /// <param name="expiresAt">When the vendor stops taking it; null: not by time.</param>
    /// <param name="generation">Counts renewals: of two grants of a connection, the higher one is the newer.</param>
    public VendorGrant(Action<HttpRequestMessage> apply, DateTimeOffset? expiresAt, long generation)
    {
        _apply = apply;
        ExpiresAt = expiresAt;
        Generation = generation;
    }

    /// <summary>When the vendor stops taking it; null: not by time.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>Counts renewals: of two grants of a connection, the higher one is the newer.</summary>
    public long Generation { get; }

    /// <summary>Authorises a request: adds the header or the query parameter, or signs it as it stands, so nothing of it may change afterwards.</summary>
    public void Apply(HttpRequestMessage request) => _apply(request);

    public override string ToString() => $"(grant of generation {Generation})";
}
