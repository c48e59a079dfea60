namespace BookedBarber.Algorithms.Forecasting;

/// <summary>What is known of each step of many series, and of the steps ahead.</summary>
/// <param name="Facts">Per series and regressor one value for each step, from its first through the horizon; NaN where not known.</param>
/// <param name="Kinds">Per regressor whether its values are kinds without order, such as 0 for no holiday and 1, 2, 3 for three of them; otherwise they are amounts.</param>
public sealed record SeriesRegressors(IReadOnlyList<float[][]> Facts, IReadOnlyList<bool> Kinds)
{
    /// <summary>Learns what they add; null when nothing can be told from chance.</summary>
    internal RegressorEffects? Learn(IReadOnlyList<double[]> series, IReadOnlyList<int>? starts, int period) =>
        RegressorEffects.Fit([.. series.Select(values => PositiveScale.Of(values).To(values))], Facts, Kinds, starts, period);
}
