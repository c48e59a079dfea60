namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Fills steps whose value is not known, for methods that need every step.</summary>
public static class Gaps
{
    /// <summary>Fills by drawing a straight line between the known neighbours.</summary>
    /// <param name="values">The series, oldest first; NaN where not known. The first and the last are known.</param>
    /// <returns>A copy without gaps.</returns>
    /// <exception cref="ArgumentException">The first or the last value is not known.</exception>
    public static double[] Fill(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty || double.IsNaN(values[0]) || double.IsNaN(values[^1]))
        {
            throw new ArgumentException("The first and the last value must be known.", nameof(values));
        }

        var result = values.ToArray();
        var before = 0;
        for (var t = 1; t < result.Length; t++)
        {
            if (double.IsNaN(result[t]))
            {
                continue;
            }

            for (var gap = before + 1; gap < t; gap++)
            {
                result[gap] = result[before] + ((result[t] - result[before]) * (gap - before) / (t - before));
            }

            before = t;
        }

        return result;
    }
}
