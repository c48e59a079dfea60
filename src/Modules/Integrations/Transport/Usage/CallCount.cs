namespace BookedBarber.Integrations.Transport.Usage;

/// <summary>Calls of one connection, hour, class and outcome.</summary>
internal readonly record struct CallCount(long Calls, long Retries, long Bytes, long TookMs)
{
    public static CallCount operator +(CallCount one, CallCount other) => new(one.Calls + other.Calls, one.Retries + other.Retries, one.Bytes + other.Bytes, one.TookMs + other.TookMs);
}
