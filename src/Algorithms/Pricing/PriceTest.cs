namespace BookedBarber.Algorithms.Pricing;

/// <summary>An A/B test of a price whose size and stop rule are fixed beforehand, and an interval of the effect that holds whenever one looks.</summary>
/// <remarks>
/// The interval is the normal-mixture confidence sequence (Robbins, 1970; Johari et al., "Always valid inference", 2017; in the form of Waudby-Smith et al., "Time-uniform central limit theory", 2024):
/// unlike an ordinary interval, it may be looked at every day, and the test may be ended the first day it leaves 0, without finding effects that are not there more often than <c>alpha</c>.
/// </remarks>
public static class PriceTest
{
    // Two-sided 5 % and 80 % power: (1.96 + 0.84)².
    private const double NormalSquares = 7.849;

    /// <summary>Observations that each group needs so that an ordinary test at 5 % finds an effect with 80 % certainty.</summary>
    /// <param name="deviation">Standard deviation of one observation, such as a day's sales of one shop; above 0.</param>
    /// <param name="effect">Smallest difference of the means that matters; above 0.</param>
    /// <returns>Observations in each group, rounded up. A test that is looked at all the time needs more: <see cref="PriceTestPlan"/> says how many.</returns>
    public static int SampleSize(double deviation, double effect)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(effect);
        return (int)Math.Ceiling(Math.Min(int.MaxValue - 1, 2 * NormalSquares * deviation * deviation / (effect * effect)));
    }

    /// <summary>Interval of the difference of means (B less A) that holds at all times at once.</summary>
    /// <param name="a">Observations under the old price, in their order; two or more.</param>
    /// <param name="b">Observations under the new price; two or more.</param>
    /// <param name="planned">Observations of each group that the test is planned for; the interval is narrowest there. Fix it beforehand.</param>
    /// <param name="alpha">Chance that the interval ever misses the truth, above 0 and below 1. Default 0.05.</param>
    /// <returns>The difference and its bounds. End the test once 0 is outside, or at the planned size.</returns>
    public static (double Difference, double Low, double High) AlwaysValid(IReadOnlyCollection<double> a, IReadOnlyCollection<double> b, int planned, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentOutOfRangeException.ThrowIfLessThan(planned, 2);
        if (a.Count < 2 || b.Count < 2 || alpha is <= 0 or >= 1)
        {
            throw new ArgumentException($"There are {a.Count} and {b.Count} observations, alpha is {alpha}; two of each are needed, and an alpha between 0 and 1.", nameof(a));
        }

        var difference = b.Average() - a.Average();
        var variance = (Variance(a) / a.Count) + (Variance(b) / b.Count);
        // In units of information: after n of each group 1/variance grows as n. The mixture's width is the one that is best at the planned size (Waudby-Smith et al., appendix B.2).
        var count = 2.0 / ((1.0 / a.Count) + (1.0 / b.Count));
        var width = Math.Sqrt(Spread(alpha) / planned);
        var spread = (count * width * width) + 1;
        var radius = Math.Sqrt(variance * spread / (count * width * width) * (Math.Log(spread) - (2 * Math.Log(alpha))));
        return (difference, difference - radius, difference + radius);
    }

    /// <summary>Half the width of the interval at the planned size, in standard errors of the difference.</summary>
    internal static double RadiusAtPlan(double alpha)
    {
        var spread = Spread(alpha);
        return Math.Sqrt((spread + 1) / spread * (Math.Log(spread + 1) - (2 * Math.Log(alpha))));
    }

    // Mixture variance times the planned size.
    private static double Spread(double alpha) => -2 * Math.Log(alpha) + Math.Log((-2 * Math.Log(alpha)) + 1);

    private static double Variance(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }
}
