namespace BookedBarber.Algorithms.Pricing;

/// <summary>What is fixed before a price is tried: the smallest effect that matters, how often a test may err, and when it ends.</summary>
/// <remarks>
/// The size is that at which the always-valid interval of <see cref="PriceTest"/> leaves 0 with the wanted power if the effect is the smallest that matters. Looking every day costs about twice the
/// observations of an ordinary test in the worst case; a larger effect ends it sooner.
/// </remarks>
/// <param name="SmallestEffect">Smallest difference of the means that matters, above 0, in the unit of the observations.</param>
/// <param name="Deviation">Standard deviation of one observation, above 0.</param>
/// <param name="Alpha">Chance of finding an effect where there is none, above 0 and below ½.</param>
/// <param name="Power">Chance of finding the smallest effect that matters, above ½ and below 1.</param>
/// <param name="PerGroup">Observations of each group at which the test ends at the latest.</param>
public sealed record PriceTestPlan(double SmallestEffect, double Deviation, double Alpha, double Power, int PerGroup)
{
    /// <summary>Observations of each group before which no test is ended: a variance of fewer is luck.</summary>
    public const int FirstLook = 15;

    /// <summary>Fixes a test.</summary>
    /// <param name="deviation">Standard deviation of one observation, such as a day's contribution of one shop; above 0.</param>
    /// <param name="smallestEffect">Smallest difference that matters, above 0.</param>
    /// <param name="alpha">Default 0.05.</param>
    /// <param name="power">Default 0.8.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its bounds, or the effect is so small that more than a thousand million observations were needed.</exception>
    public static PriceTestPlan Make(double deviation, double smallestEffect, double alpha = 0.05, double power = 0.8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(smallestEffect);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alpha, 0.5);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(power, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(power, 1);
        var reach = PriceTest.RadiusAtPlan(alpha) + MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, power);
        var needed = Math.Ceiling(2 * Math.Pow(reach * deviation / smallestEffect, 2));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(needed, 1e9, nameof(smallestEffect));
        return new PriceTestPlan(smallestEffect, deviation, alpha, power, Math.Max(FirstLook, (int)needed));
    }

    /// <summary>Reads the test.</summary>
    /// <param name="a">Observations under the old price, in their order; those beyond <see cref="PerGroup"/> are not looked at.</param>
    /// <param name="b">Observations under the new price.</param>
    /// <returns>The effect with its interval, and whether to go on; the effect is NaN with fewer than two observations of a group.</returns>
    public PriceTestReading Read(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        double[] old = [.. a.Take(PerGroup)];
        double[] tried = [.. b.Take(PerGroup)];
        if (old.Length < 2 || tried.Length < 2)
        {
            return new PriceTestReading(old.Length, tried.Length, double.NaN, double.NaN, double.NaN, PriceTestState.GoOn);
        }

        var (difference, low, high) = PriceTest.AlwaysValid(old, tried, PerGroup, Alpha);
        var state = Math.Min(old.Length, tried.Length) < FirstLook ? PriceTestState.GoOn
            : low > 0 ? PriceTestState.Higher
            : high < 0 ? PriceTestState.Lower
            : old.Length >= PerGroup && tried.Length >= PerGroup ? PriceTestState.NoEffectShown
            : PriceTestState.GoOn;
        return new PriceTestReading(old.Length, tried.Length, difference, low, high, state);
    }
}
