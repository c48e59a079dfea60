using BookedBarber.Algorithms;
using BookedBarber.Algorithms.Forecasting;

namespace BookedBarber.Predictions.Revenue;

/// <summary>What is known of the steps of series: the regressors of the file, and for weeks and months how much of the week before Easter each holds, which no season of fixed length knows.</summary>
internal static class CalendarFacts
{
    private const int DaysOfWeek = 7;

    /// <summary>The facts through the horizon; null for series without a calendar.</summary>
    /// <param name="file">What was read.</param>
    /// <param name="horizon">Steps after the last of the file.</param>
    public static SeriesRegressors? Of(RevenueFile file, int horizon)
    {
        if (file.Steps is not { } steps)
        {
            return null;
        }

        var first = file.Series.Min(series => series.First);
        var easter = Easter(steps, first, file.Series.Max(series => series.End) + horizon);
        return new SeriesRegressors([.. file.Series.Select(OfSeries)], [.. file.Kinds, .. easter.Select(_ => false)]);

        float[][] OfSeries(RevenueSeries series)
        {
            var length = series.Values.Length + horizon;
            return [.. series.Regressors.Select(fact => Through(fact, length)), .. easter.Select(all => all[(series.First - first)..][..length])];
        }
    }

    // A date may stand for the week that begins or for the one that ends there; the figures tell.
    private static IReadOnlyList<float[]> Easter(Steps steps, int first, int end) => steps.Frequency switch
    {
        Frequency.Weekly =>
        [
            Shares(first, end, step => (DayOf(steps, step), DayOf(steps, step) + DaysOfWeek - 1)),
            Shares(first, end, step => (DayOf(steps, step) - DaysOfWeek + 1, DayOf(steps, step))),
        ],
        Frequency.Monthly => [Shares(first, end, step => (DayOf(steps, step), DayOf(steps, step + 1) - 1))],
        _ => [],
    };

    private static float[] Shares(int first, int end, Func<int, (int First, int Last)> days) => [.. Enumerable.Range(first, end - first).Select(step => days(step) is var (from, to) ? EasterSunday.WeekBefore(from, to) : 0)];

    private static int DayOf(Steps steps, int step) => DateOnly.FromDateTime(steps.At(step)).DayNumber;

    private static float[] Through(float[] fact, int length)
    {
        var result = new float[length];
        Array.Fill(result, float.NaN);
        fact.AsSpan(0, Math.Min(length, fact.Length)).CopyTo(result);
        return result;
    }
}
