namespace BookedBarber.Algorithms.Demand;

/// <summary>Demand where full hours hide a part of it: how many would have come, from how many could.</summary>
/// <remarks>
/// Poisson demand with some counts known only to have been at least what was served, fitted by expectation–maximisation (Dempster, Laird and Rubin, 1977; for lost sales, Conrad, "Sales data and the estimation of demand", 1976), with a
/// gamma prior that draws hours seen seldom toward what is usual. The expectation of a full hour is λ·P(X ≥ c − 1) ∕ P(X ≥ c).
/// </remarks>
public static class CensoredDemand
{
    private const int MostRounds = 500;
    private const double Tolerance = 1e-9;

    /// <summary>The mean demand.</summary>
    /// <param name="counts">Visits served per hour, 0 or more.</param>
    /// <param name="full">Per hour whether it was full, so that demand was at least the count.</param>
    /// <param name="weights">Per hour how much it counts, positive.</param>
    /// <param name="usual">What to expect of such an hour without seeing it, 0 or more.</param>
    /// <param name="trust">Weight of <paramref name="usual"/>, in hours, positive.</param>
    /// <returns>Mean demand per hour.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a count is negative; its index is in the message.</exception>
    public static double Mean(IReadOnlyList<int> counts, IReadOnlyList<bool> full, IReadOnlyList<double> weights, double usual, double trust)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (full.Count != counts.Count || weights.Count != counts.Count)
        {
            throw new ArgumentException($"There are {counts.Count} counts, {full.Count} marks and {weights.Count} weights; there must be as many.", nameof(full));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trust);
        var (seen, weight) = (usual * trust, trust);
        for (var i = 0; i < counts.Count; i++)
        {
            if (counts[i] < 0)
            {
                throw new ArgumentException($"Count {i} is {counts[i]}; it must be 0 or more.", nameof(counts));
            }

            seen += weights[i] * counts[i];
            weight += weights[i];
        }

        var mean = seen / weight;
        for (var round = 0; round < MostRounds; round++)
        {
            var sum = usual * trust;
            for (var i = 0; i < counts.Count; i++)
            {
                sum += weights[i] * (full[i] ? AtLeast(mean, counts[i]) : counts[i]);
            }

            var next = sum / weight;
            if (Math.Abs(next - mean) <= Tolerance * (1 + mean))
            {
                return next;
            }

            mean = next;
        }

        return mean;
    }

    /// <summary>The count that a share of hours stays at or below, with a variance that is a multiple of the mean (negative binomial; Poisson for 1).</summary>
    /// <param name="mean">Mean demand, 0 or more.</param>
    /// <param name="dispersion">Variance relative to the mean, 1 or more.</param>
    /// <param name="share">Above 0, below 1.</param>
    public static int Quantile(double mean, double dispersion, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mean);
        ArgumentOutOfRangeException.ThrowIfLessThan(dispersion, 1);
        if (mean <= 0)
        {
            return 0;
        }

        var sum = 0.0;
        var most = (int)Math.Min(1e6, mean + (40 * Math.Sqrt(mean * dispersion)) + 40);
        var logarithm = LogOfNone(mean, dispersion);
        for (var count = 0; count < most; count++)
        {
            sum += Math.Exp(logarithm);
            if (sum >= share)
            {
                return count;
            }

            logarithm += LogOfOneMore(mean, dispersion, count);
        }

        return most;
    }

    /// <summary>Chance that exactly so many come, of the same distribution.</summary>
    internal static double Probability(double mean, double dispersion, int count)
    {
        if (mean <= 0)
        {
            return count == 0 ? 1 : 0;
        }

        var logarithm = LogOfNone(mean, dispersion);
        for (var before = 0; before < count; before++)
        {
            logarithm += LogOfOneMore(mean, dispersion, before);
        }

        return Math.Exp(logarithm);
    }

    // A variance hardly above the mean is Poisson's; the negative binomial's size would run away.
    private static bool IsPoisson(double dispersion) => dispersion < 1.0001;

    private static double LogOfNone(double mean, double dispersion) => IsPoisson(dispersion) ? -mean : -mean / (dispersion - 1) * Math.Log(dispersion);

    private static double LogOfOneMore(double mean, double dispersion, int count) => IsPoisson(dispersion)
        ? Math.Log(mean / (count + 1))
        : Math.Log((count + (mean / (dispersion - 1))) / (count + 1) * (dispersion - 1) / dispersion);

    // Expected demand of an hour of which only a least is known.
    private static double AtLeast(double mean, int least)
    {
        if (least == 0 || mean <= 0)
        {
            return Math.Max(mean, least);
        }

        // Probability of exactly least - 1, and of less than that.
        var (term, below) = (Math.Exp(-mean), 0.0);
        for (var count = 0; count < least - 1; count++)
        {
            below += term;
            term *= mean / (count + 1);
        }

        var tail = 1 - below - term;

        // Far beyond what the mean expects the tail cannot be told from rounding; demand is then hardly above the least.
        return tail < 1e-12 ? least : Math.Max(least, mean * (1 - below) / tail);
    }
}
