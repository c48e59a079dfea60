namespace BookedBarber.Algorithms.Clients;

/// <summary>What a client is worth in the months ahead: expected visits × spend per visit × contribution rate, month by month, later months counting less.</summary>
/// <remarks>
/// The definition of customer lifetime value with a margin and a discount per period (Gupta and Lehmann, "Customers as assets", 2003), with expected visits in place of a retention rate. What was spent so far
/// is no part of it: it is shown beside.
/// </remarks>
/// <param name="ContributionRate">Part of sales that is left after what each visit costs, above 0 to 1.</param>
/// <param name="MonthlyDiscount">By how much a month's delay makes money worth less, 0 to 1.</param>
public sealed record LifetimeValue(double ContributionRate, double MonthlyDiscount)
{
    /// <summary>Months that are usually looked ahead.</summary>
    public const int Months = 36;

    /// <summary>The value.</summary>
    /// <param name="visitsByMonth">Visits to expect in month 0 (the one that begins now), 1, 2 …; each 0 or more.</param>
    /// <param name="spendPerVisit">Net sales to expect at each; NaN where it is not known, and then so is the value.</param>
    /// <returns>Σ visits × spend × contribution ÷ (1 + discount)^month, in the money of the spend.</returns>
    public double Of(IReadOnlyList<double> visitsByMonth, double spendPerVisit)
    {
        ArgumentNullException.ThrowIfNull(visitsByMonth);
        return visitsByMonth.Select((visits, month) => visits / Math.Pow(1 + MonthlyDiscount, month)).Sum() * spendPerVisit * ContributionRate;
    }
}
