namespace BookedBarber.Predictions.Revenue;

/// <summary>One series on its calendar.</summary>
/// <param name="Id">As in the file.</param>
/// <param name="First">Number of the first step, 0 for series without a calendar.</param>
/// <param name="Values">One value a step, oldest first; NaN where the file has none.</param>
/// <param name="Regressors">Per regressor one value for each step, from <paramref name="First"/> through the horizon; NaN where not known.</param>
/// <param name="Planned">Per step of the horizon whether the plan has it open; null without a plan.</param>
internal sealed record RevenueSeries(string Id, int First, double[] Values, float[][] Regressors, bool[]? Planned)
{
    /// <summary>Number of the step after the last.</summary>
    public int End => First + Values.Length;
}
