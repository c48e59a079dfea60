namespace BookedBarber.Algorithms.Panels;

/// <summary>Which days ahead a place is surely closed when no plan says so: weekdays on which it never opens, and dates on which the whole chain stayed closed in every year before.</summary>
public sealed class UsualClosings
{
    private const int Week = 7;
    private const int Memory = 26;
    private const int LeastWeeks = 8;

    // Above this rate of openings on weekdays that had been closed for half a year, a closed weekday is a habit and no rule: then it is forecast as if open.
    private const double MostSurprises = 0.003;
    private const double ChainShare = 0.9;

    private readonly IReadOnlyList<PanelSeries> _series;
    private readonly HashSet<(int Month, int Day)> _dates;
    private readonly bool _weekdaysHold;

    /// <summary>Looks at the days that are known.</summary>
    /// <param name="series">The places, by days.</param>
    public UsualClosings(IReadOnlyList<PanelSeries> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        _series = series;
        _weekdaysHold = Surprises() <= MostSurprises;
        _dates = ClosedDates();
    }

    /// <summary>Whether a day is closed, and why, in plain words; null when it may be open.</summary>
    /// <param name="series">Place, by its number.</param>
    /// <param name="at">Step of the place, beyond its values.</param>
    public string? Why(int series, int at)
    {
        var one = _series[series];
        var date = DateOnly.FromDayNumber(one.First + at);
        return _dates.Contains((date.Month, date.Day)) ? "closed on this date in every year before"
            : _weekdaysHold && NeverOpens(one, at, out _) ? "closed on this weekday for half a year"
            : null;
    }

    // Openings on weekdays that were closed for half a year while the place was at work otherwise, as a share.
    private double Surprises()
    {
        var (opened, seen) = (0, 0);
        foreach (var one in _series)
        {
            for (var at = LeastWeeks * Week; at < one.Values.Length; at++)
            {
                if (IsAtWork(one, at) && NeverOpens(one, at, out _))
                {
                    seen++;
                    opened += double.IsNaN(one.Values[at]) ? 0 : 1;
                }
            }
        }

        return seen == 0 ? 1 : (double)opened / seen;
    }

    private static bool NeverOpens(PanelSeries one, int at, out int weeks)
    {
        weeks = 0;
        var then = at;
        while (then >= one.Values.Length)
        {
            then -= Week;
        }

        for (then = then == at ? then - Week : then; then >= 0 && weeks < Memory; then -= Week, weeks++)
        {
            if (!double.IsNaN(one.Values[then]))
            {
                return false;
            }
        }

        return weeks >= LeastWeeks;
    }

    // Open on at least one day of each of the four weeks before.
    private static bool IsAtWork(PanelSeries one, int at)
    {
        for (var week = 1; week <= 4; week++)
        {
            var open = false;
            for (var t = Math.Max(0, at - (week * Week)); t < at - ((week - 1) * Week); t++)
            {
                open |= !double.IsNaN(one.Values[t]);
            }

            if (!open)
            {
                return false;
            }
        }

        return true;
    }

    private HashSet<(int Month, int Day)> ClosedDates()
    {
        var byDate = new Dictionary<int, (int Closed, int All)>();
        foreach (var one in _series)
        {
            for (var at = LeastWeeks * Week; at < one.Values.Length; at++)
            {
                if (!NeverOpens(one, at, out _) && IsAtWork(one, at))
                {
                    var (closed, all) = byDate.GetValueOrDefault(one.First + at);
                    byDate[one.First + at] = (closed + (double.IsNaN(one.Values[at]) ? 1 : 0), all + 1);
                }
            }
        }

        return [.. byDate
            .Select(pair => (Date: DateOnly.FromDayNumber(pair.Key), pair.Value))
            .GroupBy(pair => (pair.Date.Month, pair.Date.Day))
            .Where(dates => dates.All(pair => pair.Value.Closed >= ChainShare * pair.Value.All) && dates.Sum(pair => pair.Value.All) >= Week)
            .Select(dates => dates.Key)];
    }
}
