namespace BookedBarber.Integrations.Transport;

/// <summary>A failed call, in our words.</summary>
/// <param name="Kind">What has to be done about it.</param>
/// <param name="Code">Stable code of ours, such as <c>rate_limited</c> or <c>html_instead_of_data</c>.</param>
/// <param name="Detail">A sentence for people: what happened and what to do.</param>
/// <param name="VendorCode">The vendor's own code where it gave one that looks like a code; else null.</param>
/// <param name="RetryAt">When it is worth trying again; null: at any time, or never for a kind that time does not cure.</param>
internal sealed record VendorFault(VendorFaultKind Kind, string Code, string Detail, string? VendorCode = null, DateTimeOffset? RetryAt = null)
{
    /// <summary>Code of a call that was not made because the vendor did not answer the ones before.</summary>
    public const string CircuitOpen = "circuit_open";

    /// <summary>Whether the vendor as a whole is away, so that the call itself has no part in it: it waits, and is not given up however often it is tried.</summary>
    public bool IsAway { get; init; }

    /// <summary>Whether time may cure it.</summary>
    public bool IsPassing => Kind is VendorFaultKind.RateLimit or VendorFaultKind.Timeout or VendorFaultKind.Connection or VendorFaultKind.Outage;
}
