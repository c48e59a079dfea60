using MathNet.Numerics.Statistics;

namespace BookedBarber.Algorithms;

/// <summary>Standard deviation of values around zero as most of them show it: a few wild ones among them do not decide.</summary>
/// <remarks>
/// The median absolute deviation with zero for its centre, brought to the scale of a normal distribution (Rousseeuw and Croux, "Alternatives to the median absolute deviation", Journal of the American Statistical Association 88, 1993).
/// </remarks>
public static class RobustDeviation
{
    /// <summary>Fewest values that can tell.</summary>
    public const int Fewest = 5;

    // Of a normal distribution: its standard deviation over the median of its absolute values.
    private const double DeviationsPerMedian = 1.4826;

    /// <summary>The deviation.</summary>
    /// <param name="values">In any order; those that are not finite are passed over.</param>
    /// <returns>0 or more, in the values' unit; <see langword="null"/> with fewer than <see cref="Fewest"/> finite values.</returns>
    public static double? AroundZero(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sizes = [.. values.Where(double.IsFinite).Select(Math.Abs)];
        return sizes.Length < Fewest ? null : DeviationsPerMedian * sizes.Median();
    }
}
