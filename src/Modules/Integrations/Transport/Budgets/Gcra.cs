namespace BookedBarber.Integrations.Transport.Budgets;

/// <summary>The generic cell rate algorithm (ITU-T I.371): the spacing of calls and how many may come at once, for a vendor that counts requests in a period.</summary>
/// <remarks>
/// A vendor counts in fixed or in sliding windows, and does not say where its windows begin. In any window of the period P, calls spaced by T with a burst of B number at most
/// P / T + B. With B a tenth of the limit and T = P / (limit − B) that is the limit: the price of never being refused is a tenth of the budget. A limit of an hour or a day is there for
/// work that comes in bursts: half of it may come at once, and the rest is spread.
/// </remarks>
/// <param name="Interval">Between calls. Zero: not limited.</param>
/// <param name="Burst">Calls at once after a rest, 1 or more.</param>
internal readonly record struct Gcra(TimeSpan Interval, int Burst)
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <summary>No limit.</summary>
    public static readonly Gcra Unlimited = new(TimeSpan.Zero, 1);

    /// <summary>For a limit of requests per period.</summary>
    public static Gcra For(int requests, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        var burst = Math.Max(1, period >= Long ? requests / 2 : requests / 10);
        return new Gcra(period / Math.Max(1, requests - burst), burst);
    }

    /// <summary>When each of some calls may go, given when the next one was expected.</summary>
    /// <param name="next">The theoretical arrival time before these calls were taken.</param>
    /// <param name="now">Now; none goes before.</param>
    /// <param name="count">How many.</param>
    public IEnumerable<DateTimeOffset> Schedule(DateTimeOffset next, DateTimeOffset now, int count)
    {
        var start = next > now ? next : now;
        for (var i = 0; i < count; i++)
        {
            var at = start + (Interval * (i - (Burst - 1)));
            yield return at > now ? at : now;
        }
    }
}
