namespace BookedBarber.Predictions.Nightly.Findings;

/// <summary>Something that deserves attention.</summary>
/// <param name="Kind">sales_below_expected, sales_above_expected, sales_step, sales_drift, new_clients_step, price_change, lapsed_cohort or forecast_off.</param>
/// <param name="Node">The unit.</param>
/// <param name="Subject">What tells it from other findings of the same kind and unit; empty for none.</param>
/// <param name="Since">When it began.</param>
/// <param name="Strength">0 to 1.</param>
/// <param name="Title">A few words.</param>
/// <param name="Sentence">What is the matter, with its figures.</param>
/// <param name="Action">What to do.</param>
/// <param name="Measure">The measure it is about.</param>
/// <param name="Size">Change as a ratio.</param>
/// <param name="Low">With <paramref name="High"/>, nine times in ten the truth lies between.</param>
/// <param name="Effect">Money a month.</param>
/// <param name="Evidence">Figures that show it; written as JSON.</param>
internal sealed record Found(
    string Kind, Guid Node, string Subject, DateOnly Since, double Strength, string Title, string Sentence, string Action, string Measure, double? Size, double? Low, double? High, decimal? Effect, string? Currency, object Evidence)
{
    public string Key => $"{Kind}:{Node:N}:{Subject}";
}
