namespace BookedBarber.Algorithms.Attendance;

/// <summary>Cases that were given about the same probability, summed up; sums of several places or months add up to those of all.</summary>
/// <param name="Cases">How many.</param>
/// <param name="Happened">For how many of them it happened.</param>
/// <param name="Said">Sum of their probabilities: for so many it should have happened.</param>
/// <param name="Variance">Sum of p × (1 − p): how far chance alone would carry <paramref name="Happened"/> from <paramref name="Said"/>, squared.</param>
/// <param name="Squares">Sum of squared distances of the probability from what happened.</param>
public readonly record struct ProbabilityBand(long Cases, long Happened, double Said, double Variance, double Squares)
{
    // 90 % of a normal distribution lie within this many deviations of its middle.
    private const double NinetyPercent = 1.645;

    /// <summary>Both together.</summary>
    public static ProbabilityBand operator +(ProbabilityBand one, ProbabilityBand other) =>
        new(one.Cases + other.Cases, one.Happened + other.Happened, one.Said + other.Said, one.Variance + other.Variance, one.Squares + other.Squares);

    /// <summary>The share for which it happened, with the range that holds the true share nine times in ten.</summary>
    /// <returns>0–1 each; NaN without a case.</returns>
    /// <remarks>Wilson's interval, which holds near 0 and 1 as well (Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical Association 22, 1927).</remarks>
    public (double Share, double Low, double High) Came()
    {
        if (Cases == 0)
        {
            return (double.NaN, double.NaN, double.NaN);
        }

        const double Square = NinetyPercent * NinetyPercent;
        double share = (double)Happened / Cases, middle = (share + (Square / (2 * Cases))) / (1 + (Square / Cases));
        var reach = NinetyPercent / (1 + (Square / Cases)) * Math.Sqrt((share * (1 - share) / Cases) + (Square / (4.0 * Cases * Cases)));
        return (share, Math.Clamp(middle - reach, 0, share), Math.Clamp(middle + reach, share, 1));
    }
}
