namespace BookedBarber.Integrations.Transport;

/// <summary>What went wrong between us and a vendor, by what has to be done about it.</summary>
internal enum VendorFaultKind
{
    /// <summary>The vendor does not accept who we are (401, or 403 that renewing does not cure): a person has to look.</summary>
    Authentication,

    /// <summary>Too many requests: wait until <see cref="VendorFault.RetryAt"/>.</summary>
    RateLimit,

    /// <summary>No answer in time; whether the request took effect is unknown.</summary>
    Timeout,

    /// <summary>No connection, or it broke, or the answer came in part.</summary>
    Connection,

    /// <summary>The vendor refuses what was sent, or sent what cannot be understood: trying again does not help.</summary>
    DataValidation,

    /// <summary>What was asked for is not there.</summary>
    NotFound,

    /// <summary>The vendor is broken at the moment (5xx, a page of HTML instead of data) or its circuit is open here.</summary>
    Outage,
}
