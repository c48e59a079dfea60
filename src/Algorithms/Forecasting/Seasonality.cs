namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Whether a series has a season, and its indices by classical decomposition.</summary>
/// <remarks>
/// The test and the decomposition are those of the M4 competition's reference methods (Makridakis, Spiliotis and Assimakopoulos, "The M4 Competition", International Journal of Forecasting 36,
/// 2020): the autocorrelation at the season's length beyond 90 % limits, and ratios (or differences) to a centred moving average, averaged over the seasons.
/// </remarks>
public static class Seasonality
{
    // Two-sided 90 % of the normal distribution.
    private const double Limit = 1.645;

    /// <summary>Whether the autocorrelation at the season's length is beyond what chance gives.</summary>
    /// <param name="values">The series, oldest first, finite.</param>
    /// <param name="period">Season length in steps.</param>
    /// <returns>False as well for fewer than three seasons, for a period of 1, and for a constant series.</returns>
    public static bool IsPresent(ReadOnlySpan<double> values, int period)
    {
        if (period < 2 || values.Length < 3 * period)
        {
            return false;
        }

        var variance = Autocovariance(values, 0);
        if (variance <= 0)
        {
            return false;
        }

        var sum = 0.0;
        for (var lag = 1; lag < period; lag++)
        {
            var correlation = Autocovariance(values, lag) / variance;
            sum += correlation * correlation;
        }

        return Math.Abs(Autocovariance(values, period) / variance) > Limit * Math.Sqrt((1 + (2 * sum)) / values.Length);
    }

    /// <summary>Seasonal indices by position in the series: index 0 belongs to the first value.</summary>
    /// <param name="values">The series, oldest first, finite; positive for multiplicative indices. At least two seasons.</param>
    /// <param name="period">Season length in steps, 2 or more.</param>
    /// <param name="multiplicative">Factors with mean 1; otherwise differences with mean 0.</param>
    /// <returns>As many indices as the period has steps.</returns>
    /// <exception cref="ArgumentException">Fewer than two seasons.</exception>
    public static double[] Indices(ReadOnlySpan<double> values, int period, bool multiplicative)
    {
        if (period < 2 || values.Length < 2 * period)
        {
            throw new ArgumentException($"Indices of a season of {period} need at least {2 * period} values; there are {values.Length}.", nameof(values));
        }

        var sums = new double[period];
        var counts = new int[period];
        var half = period / 2;
        for (var t = half; t + half < values.Length; t++)
        {
            var average = CentredAverage(values, t, period);
            var ratio = multiplicative ? values[t] / average : values[t] - average;
            if (double.IsFinite(ratio))
            {
                sums[t % period] += ratio;
                counts[t % period]++;
            }
        }

        var neutral = multiplicative ? 1.0 : 0.0;
        for (var i = 0; i < period; i++)
        {
            sums[i] = counts[i] == 0 ? neutral : sums[i] / counts[i];
        }

        var mean = sums.Average();
        for (var i = 0; i < period; i++)
        {
            sums[i] = !multiplicative ? sums[i] - mean : mean > 0 ? sums[i] / mean : 1;
        }

        return sums;
    }

    /// <summary>Mean of one season around a step; for even seasons the two outermost steps count half.</summary>
    private static double CentredAverage(ReadOnlySpan<double> values, int t, int period)
    {
        var half = period / 2;
        var sum = 0.0;
        for (var i = t - half; i <= t + half; i++)
        {
            sum += values[i];
        }

        return period % 2 == 1 ? sum / period : (sum - (0.5 * (values[t - half] + values[t + half]))) / period;
    }

    private static double Autocovariance(ReadOnlySpan<double> values, int lag)
    {
        var mean = 0.0;
        foreach (var value in values)
        {
            mean += value;
        }

        mean /= values.Length;
        var sum = 0.0;
        for (var t = lag; t < values.Length; t++)
        {
            sum += (values[t] - mean) * (values[t - lag] - mean);
        }

        return sum / values.Length;
    }
}
