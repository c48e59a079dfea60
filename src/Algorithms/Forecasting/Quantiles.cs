namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Quantiles of samples.</summary>
public static class Quantiles
{
    /// <summary>A quantile by linear interpolation between order statistics at (n + 1)·share, so that the share of new values below it is as said; the extremes beyond them.</summary>
    /// <param name="sorted">Ascending; at least one value.</param>
    /// <param name="share">0 to 1.</param>
    /// <remarks>Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996), type 6, which is the split-conformal quantile.</remarks>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var place = ((sorted.Length + 1) * share) - 1;
        if (place <= 0)
        {
            return sorted[0];
        }

        var low = (int)place;
        return low >= sorted.Length - 1 ? sorted[^1] : sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low]));
    }
}
