namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>One node's forecast, ready to be stored.</summary>
internal sealed record NodeForecast(
    Guid Node, string Currency, DateOnly MadeOn, bool IsTrial, Guid Model, DateOnly KnownFrom, int KnownDays, double[] Mean, float[][] Days, float[] Naive, DateOnly[] Months, float[][] MonthRanges, double[] TotalRange, float[][] SpanRanges)
{
    /// <summary>Puts ranges around means.</summary>
    public static NodeForecast Make(Guid node, bool isLeaf, string currency, DateOnly madeOn, bool isTrial, Guid model, DateOnly knownFrom, int knownDays, double[] mean, double[] naive, RangeTable ranges, double day, double week)
    {
        var spans = MonthSpan.Of(madeOn, mean.Length);
        return new NodeForecast(
            node,
            currency,
            madeOn,
            isTrial,
            model,
            knownFrom,
            knownDays,
            mean,
            [.. Enumerable.Range(0, 3).Select(at => mean.Select((value, step) => (float)RangeTable.At(value, day, ranges.OfDay(isLeaf, step), at)).ToArray())],
            Array.ConvertAll(naive, value => (float)value),
            [.. spans.Select(span => span.Month)],
            [.. Enumerable.Range(0, 3).Select(at => spans.Select((span, month) => (float)RangeTable.At(span.Sum(mean), week, ranges.OfMonth(isLeaf, month), at)).ToArray())],
            [.. Enumerable.Range(0, 3).Select(at => RangeTable.At(mean.Sum(), week, ranges.OfTotal(isLeaf), at))],
            [.. Enumerable.Range(0, 3).Select(at => RangeTable.Spans.Select((days, span) => (float)RangeTable.At(mean.Take(days).Where(value => !double.IsNaN(value)).Sum(), week, ranges.OfSpan(isLeaf, span), at)).ToArray())]);
    }
}
