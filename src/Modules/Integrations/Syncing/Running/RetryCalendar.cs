namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>When a reading that stopped is tried again.</summary>
internal static class RetryCalendar
{
    /// <summary>Never later than this while only time is needed: a vendor that comes back is read again within half a minute.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Where a person has to do something, it is tried now and then all the same: they may have done it at the vendor.</summary>
    public static readonly TimeSpan ForPeople = TimeSpan.FromMinutes(15);

    /// <param name="now">The present moment.</param>
    /// <param name="failures">How often it had stopped before, since it last went through.</param>
    /// <param name="retryAt">What the vendor asked for.</param>
    /// <param name="needsPerson">Whether time alone will not cure it.</param>
    public static DateTimeOffset NextAt(DateTimeOffset now, int failures, DateTimeOffset? retryAt, bool needsPerson)
    {
        var pause = needsPerson ? ForPeople : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(failures, 10))));
        return retryAt > now + pause ? retryAt.Value : now + pause;
    }
}
