namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Carries the level of the last weeks on in the shape of the same weeks of the years before, the series' own shape steadied by that of all series.</summary>
/// <remarks>
/// The seasonal naive method with drift (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2) with the shape shrunk toward the group's (Dekker, van Donselaar and Ouwehand, "How to use aggregation
/// and combined forecasting to improve seasonal demand forecasts", International Journal of Production Economics 90, 2004). With barely more than a year of history there is nothing that estimates a season better.
/// </remarks>
public static class LastYear
{
    // Own shapes of single weeks are noisy, the group's miss what is special to a place.
    private const double Own = 0.7;
    private const double FadingOfYears = 0.5;
    private const int MostYears = 3;

    /// <summary>Forecasts.</summary>
    /// <param name="points">The series, oldest first, finite, in logarithms where seasons multiply.</param>
    /// <param name="period">Steps in a year, 4 or more.</param>
    /// <param name="horizon">Steps ahead, 1 or more.</param>
    /// <param name="group">The mean of all series on a common calendar; null: only the series' own shape.</param>
    /// <param name="start">Step of the common calendar that the series begins at.</param>
    /// <returns>One value per step ahead; null when neither the series nor the group reaches back a year and a level before it.</returns>
    public static double[]? Forecast(double[] points, int period, int horizon, double[]? group, int start)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 4);
        var result = new double[horizon];
        var counted = 0;
        foreach (var span in new[] { Math.Max(1, period / 12), Math.Max(1, period / 6), Math.Max(1, period / 4) }.Distinct())
        {
            var own = Shape(points, points.Length, period, horizon, span);
            var shared = group is null ? null : Shape(group, start + points.Length, period, horizon, span);
            if ((own is null && shared is null) || points.Length < span)
            {
                continue;
            }

            var level = Mean(points, points.Length - span, points.Length);
            for (var h = 0; h < horizon; h++)
            {
                var alone = own?[h] ?? double.NaN;
                var others = shared?[h] ?? double.NaN;
                result[h] += level + (double.IsNaN(others) ? alone : double.IsNaN(alone) ? others : (Own * alone) + ((1 - Own) * others));
            }

            counted++;
        }

        return counted == 0 || Array.Exists(result, value => !double.IsFinite(value)) ? null : Array.ConvertAll(result, value => value / counted);
    }

    // How the steps after the same date of earlier years differed from the level before it; NaN where not known.
    private static double[]? Shape(double[] points, int end, int period, int horizon, int span)
    {
        var (sums, weights) = (new double[horizon], new double[horizon]);
        var weight = 1.0;
        for (var year = 1; year <= MostYears; year++, weight *= FadingOfYears)
        {
            var then = end - (year * period);
            if (then - span < 0 || then > points.Length)
            {
                break;
            }

            var level = Mean(points, then - span, then);
            for (var h = 0; h < horizon; h++)
            {
                // A horizon beyond a year looks at the year before that.
                var at = then + (h % period);
                if (at < points.Length)
                {
                    sums[h] += weight * (points[at] - level);
                    weights[h] += weight;
                }
            }
        }

        return weights[0] == 0 ? null : [.. sums.Select((sum, h) => weights[h] > 0 ? sum / weights[h] : double.NaN)];
    }

    private static double Mean(double[] points, int begin, int end)
    {
        var sum = 0.0;
        for (var t = begin; t < end; t++)
        {
            sum += points[t];
        }

        return sum / (end - begin);
    }
}
