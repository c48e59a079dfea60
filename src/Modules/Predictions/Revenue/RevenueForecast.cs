namespace BookedBarber.Predictions.Revenue;

/// <summary>One row of the answer.</summary>
/// <param name="Mean">The forecast.</param>
/// <param name="P05">5 % of outcomes are expected below; NaN where too little is known.</param>
/// <param name="P50">Half of the outcomes are expected below.</param>
/// <param name="P95">95 % of outcomes are expected below.</param>
internal readonly record struct RevenueStep(double Mean, double P05, double P50, double P95);

/// <summary>The answer for one series.</summary>
/// <param name="Steps">One per step of the horizon.</param>
/// <param name="Models">What each step rests on, in plain words; one for all steps when there is but one.</param>
internal sealed record RevenueForecast(IReadOnlyList<RevenueStep> Steps, IReadOnlyList<string> Models)
{
    /// <summary>What a step rests on.</summary>
    public string Model(int step) => Models.Count == 1 ? Models[0] : Models[step];
}
