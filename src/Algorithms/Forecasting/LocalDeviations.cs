namespace BookedBarber.Algorithms.Forecasting;

/// <summary>How each step differs from its neighbours, and from the same step of other seasons: what is left when level, trend and season are taken away.</summary>
/// <remarks>Both sides of a regression treated alike leave its coefficients as they are (Frisch and Waugh, "Partial time regressions as compared with individual trends", Econometrica 1, 1933).</remarks>
internal static class LocalDeviations
{
    /// <summary>Takes a moving mean away, and where there are two seasons or more the mean of each position in the season.</summary>
    /// <param name="values">One value a step; at least one.</param>
    /// <param name="length">Steps to look at, from the first.</param>
    /// <param name="period">Season length.</param>
    /// <returns>One deviation for each of the steps.</returns>
    public static double[] Of(double[] values, int length, int period)
    {
        // An eighth of a season is near enough to be alike, and wide enough for a mean.
        var near = Math.Clamp(period / 8, 2, 6);
        var result = new double[length];
        var sums = new double[length + 1];
        for (var t = 0; t < length; t++)
        {
            sums[t + 1] = sums[t] + values[t];
        }

        for (var t = 0; t < length; t++)
        {
            var (begin, end) = (Math.Max(0, t - near), Math.Min(length, t + near + 1));
            result[t] = values[t] - ((sums[end] - sums[begin]) / (end - begin));
        }

        if (period > 1 && length >= 2 * period)
        {
            TakeSeason(result, period);
        }

        return result;
    }

    private static void TakeSeason(double[] values, int period)
    {
        for (var position = 0; position < period; position++)
        {
            var (sum, count) = (0.0, 0);
            for (var t = position; t < values.Length; t += period)
            {
                sum += values[t];
                count++;
            }

            for (var t = position; t < values.Length; t += period)
            {
                values[t] -= sum / count;
            }
        }
    }
}
