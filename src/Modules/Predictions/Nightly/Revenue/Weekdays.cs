namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>What single days of one node say: its usual weekdays, and the same days of the year before.</summary>
internal static class Weekdays
{
    /// <summary>A year that keeps the weekday.</summary>
    public const int Year = 364;

    private const int Weeks = 8;

    /// <summary>Mean of the same weekday over the last eight weeks before a day's origin; 0 where the node was mostly closed on it, NaN where nothing is known yet.</summary>
    /// <param name="values">Known days.</param>
    /// <param name="day">A day at or after the end of <paramref name="values"/>.</param>
    public static double Usual(double[] values, int day)
    {
        var (sum, open, seen) = (0.0, 0, 0);
        var at = day - (((day - values.Length) / 7) + 1) * 7;
        for (; at >= 0 && seen < Weeks; at -= 7, seen++)
        {
            if (!double.IsNaN(values[at]))
            {
                sum += values[at];
                open++;
            }
        }

        return seen == 0 ? double.NaN : 2 * open < seen ? 0 : sum / open;
    }

    /// <summary>The same weekday 52 weeks before a day that is at most a year ahead; NaN where it is not known or nothing was taken.</summary>
    public static double YearBefore(double[] values, int day) => day - Year is >= 0 and var at && at < values.Length ? values[at] : double.NaN;

    /// <summary>Growth of the last eight weeks over the same weeks of the year before, over days known in both; 1 where too few are.</summary>
    public static double Growth(double[] values)
    {
        var (now, then, days) = (0.0, 0.0, 0);
        for (var at = Math.Max(Year, values.Length - (7 * Weeks)); at < values.Length; at++)
        {
            if (!double.IsNaN(values[at]) && !double.IsNaN(values[at - Year]))
            {
                now += values[at];
                then += values[at - Year];
                days++;
            }
        }

        return days < 7 * Weeks / 3 || then <= 0 ? 1 : now / then;
    }
}
