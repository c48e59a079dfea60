namespace BookedBarber.Webhooks.Domain;

/// <summary>When a delivery that failed is tried again: the schedule that the Standard Webhooks specification recommends.</summary>
internal static class RetryCalendar
{
    /// <summary>Longest wait that a receiver's Retry-After can ask for.</summary>
    public static readonly TimeSpan MostRetryAfter = TimeSpan.FromHours(24);

    // The first attempt is immediate; these are the pauses after attempts 1 to 9. After the tenth the delivery is a dead letter.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts before a delivery is given up: 10.</summary>
    public static int MostAttempts => Pauses.Length + 1;

    /// <summary>The pause after a failed attempt.</summary>
    /// <param name="attempt">Number of the attempt that failed, 1 or more.</param>
    /// <param name="jitter">0 to 1, drawn at random: spreads the pause over ±10 %, so that what failed together is not tried together.</param>
    /// <param name="retryAfter">What the receiver asked for; null when it did not.</param>
    /// <returns>Null when that was the last attempt.</returns>
    public static TimeSpan? PauseAfter(int attempt, double jitter, TimeSpan? retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(jitter, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jitter, 1);
        if (attempt >= MostAttempts)
        {
            return null;
        }

        var pause = Pauses[attempt - 1] * (0.9 + (0.2 * jitter));
        var asked = retryAfter is { } wanted ? wanted < MostRetryAfter ? wanted : MostRetryAfter : TimeSpan.Zero;
        return pause > asked ? pause : asked; // never earlier than asked for, whatever the jitter
    }
}
