namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>How far a node's days and weeks usually are from what the weeks before them would have said, in logarithms: the measure that ranges are as wide as.</summary>
internal static class Restlessness
{
    private const int Weeks = 52;
    private const int Before = 4;
    private const int Fewest = 8;

    // A node of which little is known, and the steadiest one there is.
    private const double Unknown = 0.3;
    private const double UnknownWeek = 0.15;
    private const double Least = 0.01;

    /// <summary>Of single days, against the same weekday of the four weeks before.</summary>
    /// <param name="values">Known days; NaN where nothing was taken.</param>
    public static double OfDays(double[] values)
    {
        var (sum, count) = (0.0, 0);
        for (var at = Math.Max(7 * Before, values.Length - (7 * Weeks / 2)); at < values.Length; at++)
        {
            var (mean, seen) = (0.0, 0);
            for (var week = 1; week <= Before; week++)
            {
                if (!double.IsNaN(values[at - (7 * week)]))
                {
                    mean += values[at - (7 * week)];
                    seen++;
                }
            }

            if (seen >= 2 && !double.IsNaN(values[at]))
            {
                var error = Math.Log(values[at] * seen / mean);
                sum += Math.Min(error * error, 1); // a day that was half closed must not decide
                count++;
            }
        }

        return count < 2 * Fewest ? Unknown : Math.Max(Least, Math.Sqrt(sum / count));
    }

    /// <summary>Of weeks, against the four weeks before.</summary>
    public static double OfWeeks(double[] values)
    {
        var sums = new List<double>();
        for (var end = values.Length; end >= 7 && sums.Count < Weeks + Before; end -= 7)
        {
            sums.Add(values[(end - 7)..end].Where(value => !double.IsNaN(value)).Sum());
        }

        var (squares, count) = (0.0, 0);
        for (var at = 0; at + Before < sums.Count; at++)
        {
            var mean = sums.Skip(at + 1).Take(Before).Average();
            if (mean > 0 && sums[at] > 0)
            {
                var error = Math.Log(sums[at] / mean);
                squares += Math.Min(error * error, 0.5);
                count++;
            }
        }

        return count < Fewest ? UnknownWeek : Math.Max(Least, Math.Sqrt(squares / count));
    }
}
