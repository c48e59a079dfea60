namespace BookedBarber.Predictions.Revenue;

/// <summary>What an analyst should know of a series before believing its forecast.</summary>
internal static class SeriesNotes
{
    private const int Few = 3;

    /// <summary>The notes, a sentence each, with the row that the series begins in.</summary>
    public static IEnumerable<string> Of(RevenueSeries series, Steps steps, string file, int row, string column)
    {
        var known = Array.FindAll(series.Values, value => !double.IsNaN(value));
        var place = FormattableString.Invariant($"{file}, row {row}, column '{column}'");
        if (known.Length <= Few)
        {
            yield return FormattableString.Invariant($"{place}: '{series.Id}' has only {known.Length} values; its forecast rests on little.");
        }
        else if (Array.TrueForAll(known, value => value == known[0]))
        {
            yield return FormattableString.Invariant($"{place}: all {known.Length} values of '{series.Id}' are {known[0]}; what never moved says nothing of its range.");
        }

        // Of days a missing one is a closed one.
        var last = Array.FindLastIndex(series.Values, value => !double.IsNaN(value));
        if (steps.Frequency != Frequency.Daily && Array.FindIndex(series.Values, double.IsNaN) is >= 0 and var gap && gap < last)
        {
            yield return FormattableString.Invariant($"{place}: '{series.Id}' lacks {last + 1 - known.Length} of {last + 1} values, the first of {steps.Write(series.First + gap)}; a straight line between the neighbours stands for them.");
        }
    }
}
