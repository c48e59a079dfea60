namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>When a reading that stopped is tried again.</summary>
internal static class RetryCalendar
{
    /// <summary>Never later than this while only time is needed: a vendor that comes back is read again within half a minute.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>What was not even called looks again no sooner than this: somebody else finds out meanwhile whether the vendor is back.</summary>
    public static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(5);

    /// <summary>Where a person has to do something, it is tried now and then all the same: they may have done it at the vendor.</summary>
    public static readonly TimeSpan ForPeople = TimeSpan.FromMinutes(15);

    /// <summary>How long attempts of messages and writes do not count while the vendor as a whole is away.</summary>
    public static readonly TimeSpan MostAway = TimeSpan.FromDays(1);

    /// <param name="now">The present moment.</param>
    /// <param name="failures">How often it had stopped before, since it last went through.</param>
    /// <param name="retryAt">What the vendor asked for.</param>
    /// <param name="needsPerson">Whether time alone will not cure it.</param>
    public static DateTimeOffset NextAt(DateTimeOffset now, int failures, DateTimeOffset? retryAt, bool needsPerson)
    {
        var pause = needsPerson ? ForPeople : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(failures, 10))));
        return retryAt > now + pause ? retryAt.Value : now + pause;
    }

    /// <summary>When something is tried again that waits for a vendor that is away as a whole. Its own failures do not make the pause longer.</summary>
    public static DateTimeOffset WhenBack(DateTimeOffset now, DateTimeOffset? retryAt) => retryAt > now + WhileAway ? retryAt.Value : now + WhileAway;
}
