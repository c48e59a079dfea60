namespace BookedBarber.Algorithms.Forecasting;

/// <summary>A season as differences from a moving level, with recent seasons counting more and what noise explains taken away.</summary>
/// <remarks>
/// Differences to a centred moving average, weighted by age, then shrunk toward no season by the share of their spread that their own noise explains, as Miller and Williams do ("Shrinkage
/// estimators of time series seasonal factors and their effect on forecasting accuracy", International Journal of Forecasting 19, 2003; James–Stein). That makes a test of seasonality unnecessary: a
/// season that cannot be told from noise shrinks to nothing.
/// </remarks>
public static class SeasonalProfile
{
    /// <summary>Estimates the season.</summary>
    /// <param name="values">The series, oldest first, finite; in logarithms for a season that multiplies.</param>
    /// <param name="period">Season length in steps, 1 or more.</param>
    /// <param name="fading">Weight of a season relative to the one after it, above 0 up to 1. About 0.7 for months, 0.5 for weeks of the year.</param>
    /// <returns>Differences by position in the series (index 0 belongs to the first value), with mean 0; all 0 for fewer than two seasons or a period of 1.</returns>
    public static double[] Estimate(ReadOnlySpan<double> values, int period, double fading)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        var profile = new double[period];
        if (period == 1 || values.Length < 2 * period)
        {
            return profile;
        }

        var sums = Collect(values, period, fading);
        for (var i = 0; i < period; i++)
        {
            profile[i] = sums[i].Weight > 0 ? sums[i].First / sums[i].Weight : 0;
        }

        var noise = Noise(sums, profile);
        var mean = profile.Average();
        var spread = 0.0;
        for (var i = 0; i < period; i++)
        {
            profile[i] -= mean;
            spread += profile[i] * profile[i] / (period - 1);
        }

        // One season of differences tells nothing about their noise, so nothing about what may be believed.
        var kept = noise is { } variance && spread > 0 ? Math.Max(0, 1 - (variance / spread)) : 0;
        for (var i = 0; i < period; i++)
        {
            profile[i] *= kept;
        }

        return profile;
    }

    private readonly record struct Sums(double Weight, double Squared, double First, double Second);

    private static Sums[] Collect(ReadOnlySpan<double> values, int period, double fading)
    {
        var sums = new Sums[period];
        var half = period / 2;
        var window = 0.0;
        for (var t = 0; t <= 2 * half; t++)
        {
            window += values[t];
        }

        for (var t = half; t + half < values.Length; t++)
        {
            if (t > half)
            {
                window += values[t + half] - values[t - half - 1];
            }

            // Of an even season the two outermost steps count half.
            var level = period % 2 == 1 ? window / period : (window - (0.5 * (values[t - half] + values[t + half]))) / period;
            var weight = Math.Pow(fading, (values.Length - 1 - t) / (double)period);
            var difference = values[t] - level;
            ref var sum = ref sums[t % period];
            sum = new Sums(sum.Weight + weight, sum.Squared + (weight * weight), sum.First + (weight * difference), sum.Second + (weight * difference * difference));
        }

        return sums;
    }

    // Mean variance of the weighted means; null when no position has been seen often enough.
    private static double? Noise(Sums[] sums, double[] profile)
    {
        var (total, count) = (0.0, 0);
        for (var i = 0; i < sums.Length; i++)
        {
            if (sums[i].Weight <= 0)
            {
                continue;
            }

            var effective = sums[i].Weight * sums[i].Weight / sums[i].Squared;
            if (effective > 1.2)
            {
                total += Math.Max(0, (sums[i].Second / sums[i].Weight) - (profile[i] * profile[i])) / (effective - 1);
                count++;
            }
        }

        return count == 0 ? null : total / count;
    }
}
