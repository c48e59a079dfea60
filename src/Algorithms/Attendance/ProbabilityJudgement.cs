using MathNet.Numerics.Distributions;

namespace BookedBarber.Algorithms.Attendance;

/// <summary>How good probabilities were, from sums by band alone: no single case has to be kept.</summary>
/// <param name="All">All bands together.</param>
/// <param name="Brier">Mean squared distance of the probability from what happened; 0 best.</param>
/// <param name="BaseBrier">The same, had everybody been given the share for which it happened: what costs nothing, known afterwards.</param>
/// <param name="CalibrationError">How far what was said and what happened are apart within the bands, as a share of all cases.</param>
/// <param name="Chance">Probability that true probabilities would have come out as far apart by chance alone.</param>
public sealed record ProbabilityJudgement(ProbabilityBand All, double Brier, double BaseBrier, double CalibrationError, double Chance)
{
    // A band that may hardly vary counts as if it varied by this, so that a single case in it, which no distribution fits, does not decide; a hundred against all expectation do.
    private const double LeastVariance = 3;

    /// <summary>Judges.</summary>
    /// <param name="bands">Sums by band; empty bands are passed over.</param>
    /// <returns><see langword="null"/> without a case.</returns>
    /// <remarks>
    /// Scores: Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78, 1950. Chance: Hosmer and Lemeshow, "Goodness of fit tests for the multiple logistic regression model", Communications in
    /// Statistics 9, 1980, for outcomes that were not fitted, so that each band counts in full. Cases are taken for independent; a day of snow moves many at once, so chance alone must not decide.
    /// </remarks>
    public static ProbabilityJudgement? Of(IEnumerable<ProbabilityBand> bands)
    {
        ArgumentNullException.ThrowIfNull(bands);
        var filled = bands.Where(band => band.Cases > 0).ToList();
        if (filled.Count == 0)
        {
            return null;
        }

        var all = filled.Aggregate((one, other) => one + other);
        var share = (double)all.Happened / all.Cases;
        var apart = filled.Sum(band => (band.Happened - band.Said) * (band.Happened - band.Said) / Math.Max(LeastVariance, band.Variance));
        return new ProbabilityJudgement(
            all,
            all.Squares / all.Cases,
            share * (1 - share),
            filled.Sum(band => Math.Abs(band.Happened - band.Said)) / all.Cases,
            1 - ChiSquared.CDF(filled.Count, apart));
    }
}
