namespace BookedBarber.Algorithms.Clients;

/// <summary>One client's visits.</summary>
/// <param name="Days">Days with a visit, oldest first, each once; at least one.</param>
/// <param name="Amounts">What was spent on each of these days; empty where amounts are not known.</param>
public sealed record ClientVisits(IReadOnlyList<DateOnly> Days, IReadOnlyList<double> Amounts)
{
    /// <summary>The visits up to and including a day; none of them may be left, then the list is empty.</summary>
    public ClientVisits Until(DateOnly day)
    {
        var count = Days.TakeWhile(visit => visit <= day).Count();
        return new ClientVisits([.. Days.Take(count)], [.. Amounts.Take(count)]);
    }

    /// <summary>Visits after a day and up to and including another.</summary>
    public int Between(DateOnly after, DateOnly until) => Days.Count(visit => visit > after && visit <= until);

    /// <summary>The visits summed up for a visit model, in weeks.</summary>
    /// <param name="asOf">Day of judgement, not before the first visit.</param>
    public VisitSummary Summary(DateOnly asOf)
    {
        var logs = 0.0;
        for (var at = 1; at < Days.Count; at++)
        {
            logs += Math.Log((Days[at].DayNumber - Days[at - 1].DayNumber) / 7.0);
        }

        return new VisitSummary(Days.Count - 1, (Days[^1].DayNumber - Days[0].DayNumber) / 7.0, (asOf.DayNumber - Days[0].DayNumber) / 7.0, logs);
    }
}
