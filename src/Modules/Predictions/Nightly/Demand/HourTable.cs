namespace BookedBarber.Predictions.Nightly.Demand;

/// <summary>Visits of one location hour by hour, for one service or all.</summary>
internal sealed class HourTable
{
    public const int HoursOfWeek = 168;

    // Hours of half a year ago count half.
    private const double HalfLifeDays = 182;

    // Weight of the same hour on other weekdays, in hours; so many of its own outweigh it.
    private const double Trust = 2;

    private readonly DateOnly _from;
    private readonly int[] _counts;
    private readonly bool[] _open;
    private readonly bool[] _full;

    /// <param name="from">First day.</param>
    /// <param name="counts">Visits that began in each hour, day after day.</param>
    /// <param name="open">Whether the hour was open.</param>
    /// <param name="full">Whether so many came that more may have been wanted.</param>
    public HourTable(DateOnly from, int[] counts, bool[] open, bool[] full) => (_from, _counts, _open, _full) = (from, counts, open, full);

    public int Days => _counts.Length / 24;

    /// <summary>Place of an hour in the week, Monday 00:00 first.</summary>
    public static int Place(DateOnly day, int hour) => ((((int)day.DayOfWeek + 6) % 7) * 24) + hour;

    /// <summary>What is told of one hour of the week.</summary>
    public sealed record Hour(double Mean, double P05, double P95, double Served, int Seen, int Full);

    /// <summary>Every hour of the week as of the end of the table, or of an earlier day.</summary>
    /// <param name="days">Days that are known; all by default.</param>
    public Hour[] Tell(int? days = null)
    {
        var known = (days ?? Days) * 24;
        var seen = new List<(int Count, bool Full, double Weight)>[HoursOfWeek];
        for (var place = 0; place < HoursOfWeek; place++)
        {
            seen[place] = [];
        }

        for (var at = 0; at < known; at++)
        {
            if (_open[at])
            {
                seen[Place(_from.AddDays(at / 24), at % 24)].Add((_counts[at], _full[at], Math.Pow(0.5, ((known / 24) - (at / 24)) / HalfLifeDays)));
            }
        }

        var means = new double[HoursOfWeek];
        for (var place = 0; place < HoursOfWeek; place++)
        {
            var usual = Enumerable.Range(0, 7).SelectMany(day => seen[(day * 24) + (place % 24)]).Select(one => (double)one.Count).DefaultIfEmpty(0).Average();
            means[place] = seen[place].Count == 0 ? 0 : Algorithms.Demand.CensoredDemand.Mean([.. seen[place].Select(one => one.Count)], [.. seen[place].Select(one => one.Full)], [.. seen[place].Select(one => one.Weight)], usual, Trust);
        }

        var dispersion = Dispersion(seen, means);
        return [.. Enumerable.Range(0, HoursOfWeek).Select(place => seen[place].Count == 0
            ? new Hour(0, 0, 0, 0, 0, 0)
            : new Hour(
                means[place],
                Algorithms.Demand.CensoredDemand.Quantile(means[place], dispersion, 0.05),
                Algorithms.Demand.CensoredDemand.Quantile(means[place], dispersion, 0.95),
                seen[place].Average(one => one.Count),
                seen[place].Count,
                seen[place].Count(one => one.Full)))];
    }

    /// <summary>Errors over the days after some that are known: own, and of the same hours of the year before (of the week before where there was no year).</summary>
    public (double Own, double Naive, double Actual, int Hours) Errors(int kept, int ahead)
    {
        var told = Tell(kept);
        var (own, naive, actual, hours) = (0.0, 0.0, 0.0, 0);
        for (var at = kept * 24; at < Math.Min(_counts.Length, (kept + ahead) * 24); at++)
        {
            if (!_open[at])
            {
                continue;
            }

            var back = at - (364 * 24) is >= 0 and var year ? year : at - (((ahead + 6) / 7) * 7 * 24);
            own += Math.Abs(told[Place(_from.AddDays(at / 24), at % 24)].Mean - _counts[at]);
            naive += back >= 0 ? Math.Abs(_counts[back] - _counts[at]) : _counts[at];
            actual += _counts[at];
            hours++;
        }

        return (own, naive, actual, hours);
    }

    // Spread of the hours that were not full around their means, relative to what chance alone gives.
    private static double Dispersion(List<(int Count, bool Full, double Weight)>[] seen, double[] means)
    {
        var (squares, expected) = (0.0, 0.0);
        for (var place = 0; place < seen.Length; place++)
        {
            foreach (var one in seen[place].Where(one => !one.Full))
            {
                squares += (one.Count - means[place]) * (one.Count - means[place]);
                expected += means[place];
            }
        }

        return expected > 0 ? Math.Max(1, squares / expected) : 1;
    }
}
