namespace BookedBarber.Integrations.Transport.Answers;

/// <summary>Pauses between attempts: exponential with full jitter (each evenly spread from zero to a bound that doubles), so that callers who failed together do not come back together.</summary>
/// <remarks>Brooker, Exponential Backoff and Jitter, AWS Architecture Blog 2015.</remarks>
internal static class Backoff
{
    /// <summary>Bound of the first pause.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(300);

    /// <summary>Bound of the longest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>The pause after an attempt.</summary>
    /// <param name="attempt">1 for the first.</param>
    /// <param name="dice">0–1, evenly spread.</param>
    public static TimeSpan Pause(int attempt, double dice)
    {
        var bound = First * Math.Pow(2, Math.Min(attempt - 1, 16));
        return (bound < Longest ? bound : Longest) * dice;
    }
}
