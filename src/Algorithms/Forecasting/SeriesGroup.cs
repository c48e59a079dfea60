namespace BookedBarber.Algorithms.Forecasting;

/// <summary>All series of a file, as far as they are known.</summary>
/// <param name="Values">The series, oldest first.</param>
/// <param name="Starts">Steps of a common calendar that they begin at; null when they share none.</param>
internal sealed record SeriesGroup(IReadOnlyList<double[]> Values, IReadOnlyList<int>? Starts)
{
    // A mean of fewer is no common shape.
    private const int FewestSeries = 3;

    /// <summary>The mean of all series on their scales at each step of the common calendar, from its step 0; null when there is no calendar or fewer than three series. NaN before the first series begins.</summary>
    public double[]? Mean()
    {
        if (Starts is null || Values.Count < FewestSeries)
        {
            return null;
        }

        var length = Enumerable.Range(0, Values.Count).Max(i => Starts[i] + Values[i].Length);
        var (sums, counts) = (new double[length], new int[length]);
        for (var i = 0; i < Values.Count; i++)
        {
            var points = PositiveScale.Of(Values[i]).To(Values[i]);
            var mean = points.Average();
            for (var t = 0; t < points.Length; t++)
            {
                sums[Starts[i] + t] += points[t] - mean;
                counts[Starts[i] + t]++;
            }
        }

        return [.. sums.Select((sum, t) => counts[t] == 0 ? double.NaN : sum / counts[t])];
    }
}
