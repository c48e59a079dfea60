namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>A calendar month, or the part of it that a forecast reaches.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Begin">First step of the forecast that lies in it.</param>
/// <param name="Days">Steps in it.</param>
internal readonly record struct MonthSpan(DateOnly Month, int Begin, int Days)
{
    /// <summary>The months of a forecast; the first and the last one may be there in part.</summary>
    public static IReadOnlyList<MonthSpan> Of(DateOnly first, int horizon)
    {
        var spans = new List<MonthSpan>();
        for (var begin = 0; begin < horizon;)
        {
            var day = first.AddDays(begin);
            var days = Math.Min(horizon - begin, DateTime.DaysInMonth(day.Year, day.Month) - day.Day + 1);
            spans.Add(new MonthSpan(new DateOnly(day.Year, day.Month, 1), begin, days));
            begin += days;
        }

        return spans;
    }

    /// <summary>Steps from a day to the end of the sixth month after its own.</summary>
    public static int SixMonths(DateOnly first) => new DateOnly(first.Year, first.Month, 1).AddMonths(7).DayNumber - first.DayNumber;

    /// <summary>The sum of its days.</summary>
    public double Sum(double[] days) => days.AsSpan(Begin, Days).ToArray().Where(value => !double.IsNaN(value)).Sum();
}
