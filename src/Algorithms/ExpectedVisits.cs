namespace BookedBarber.Algorithms;

/// <summary>Visits that a new client is expected to make in each month after the first visit, from what earlier clients did.</summary>
/// <remarks>
/// Empirical and deliberately plain: the expected visits of month k are the visits that clients made in their own month k, divided by all clients who have been observed
/// through that month, lost ones included, so survival is in the figure without being modelled. Where too few clients have been observed that long, the last
/// observed figures decay on by a constant monthly ratio, the geometric-lifetime assumption of customer-base analysis (Fader and Hardie, "How to project customer retention", 2007, note that it
/// understates loyal tails: the figure is cautious).
/// </remarks>
public static class ExpectedVisits
{
    /// <summary>Fewest clients whose average is believed. Fewer make single regulars look like a trend.</summary>
    public const int FewestClients = 20;

    /// <summary>Monthly ratio where nothing has been observed to derive it from.</summary>
    public const double DefaultDecay = 0.9;

    // Two halves of at most this many months are compared to find the decay: half a year evens out seasons a little, a year would leave young networks without any.
    private const int HalfMonths = 6;

    /// <summary>Expected visits per month.</summary>
    /// <param name="observed">For each month since the first visit, oldest first: clients observed through the whole month, and their visits in it.</param>
    /// <param name="months">Months to return, 1 or more.</param>
    /// <returns>Expected visits in months 0, 1, 2 …; all 0 when fewer than <see cref="FewestClients"/> have been observed for one month.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="months"/> is below 1.</exception>
    public static IReadOnlyList<double> PerMonth(IReadOnlyList<(long Clients, long Visits)> observed, int months)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        var known = observed.TakeWhile(month => month.Clients >= FewestClients).Select(month => (double)month.Visits / month.Clients).Take(months).ToList();
        if (known.Count == 0)
        {
            return new double[months];
        }

        var decay = Decay(known);
        // The level to go on from: the mean of the last months, placed in their middle.
        var recent = known.Skip(1).TakeLast(HalfMonths).ToList();
        var level = recent.Count == 0 ? known[0] * decay : recent.Average() * Math.Pow(decay, (recent.Count + 1) / 2.0);
        var result = new List<double>(known);
        for (var month = 0; result.Count < months; month++)
        {
            result.Add(level * Math.Pow(decay, month));
        }

        return result;
    }

    // Month 0 holds the first visit itself and says nothing about coming back.
    private static double Decay(List<double> known)
    {
        var half = Math.Min(HalfMonths, (known.Count - 1) / 2);
        if (half == 0)
        {
            return DefaultDecay;
        }

        var later = known.TakeLast(half).Average();
        var earlier = known.SkipLast(half).TakeLast(half).Average();
        return earlier <= 0 ? 0 : Math.Clamp(Math.Pow(later / earlier, 1.0 / half), 0, 1);
    }
}
