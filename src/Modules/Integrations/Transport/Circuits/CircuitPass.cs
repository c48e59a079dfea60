namespace BookedBarber.Integrations.Transport.Circuits;

/// <summary>Whether a call may be tried.</summary>
/// <param name="MayCall">It may.</param>
/// <param name="IsProbe">It is the one call that finds out whether the vendor is back.</param>
/// <param name="RetryAt">When it may not: when it is worth asking again.</param>
internal readonly record struct CircuitPass(bool MayCall, bool IsProbe, DateTimeOffset? RetryAt)
{
    public static readonly CircuitPass Closed = new(MayCall: true, IsProbe: false, RetryAt: null);
}
