using BookedBarber.Measures.Reading;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Features;

/// <summary>Which days each part of a period is compared with.</summary>
internal static class ComparedDays
{
    /// <summary>
    /// The compared days of each part, null where there are none. With the year before: the same dates, the 29th of February with the 28th. With the period before: as many days
    /// in the same place of it; of a period of whole months, its months as many months earlier.
    /// </summary>
    /// <param name="comparing">Year or previous.</param>
    /// <param name="period">The whole period.</param>
    /// <param name="by">How it was cut.</param>
    /// <param name="buckets">Its parts.</param>
    public static IReadOnlyList<Period?> Of(this Comparing comparing, Period period, By by, IReadOnlyList<Bucket> buckets)
    {
        if (comparing.Of(period) is not { } whole)
        {
            return [.. buckets.Select(_ => (Period?)null)];
        }

        if (by == By.Total)
        {
            return [whole];
        }

        if (comparing == Comparing.Year)
        {
            return [.. buckets.Select(bucket => (Period?)(by == By.Day ? OneDay(bucket.Key.AddYears(-1)) : bucket.Period.YearBefore()))];
        }

        return by is By.Month or By.Year && period.IsWholeMonths
            ? [.. buckets.Select(bucket => (Period?)MonthsEarlier(bucket.Period, Months(whole.From, period.From)))]
            : [.. buckets.Select(bucket => SamePlace(bucket.Period, period, whole))];
    }

    private static Period OneDay(DateOnly day) => new(day, day);

    private static int Months(DateOnly from, DateOnly to) => ((to.Year - from.Year) * 12) + to.Month - from.Month;

    private static Period MonthsEarlier(Period part, int months) => new(part.From.AddMonths(-months), part.To.AddDays(1).AddMonths(-months).AddDays(-1));

    private static Period? SamePlace(Period part, Period period, Period whole)
    {
        var first = whole.From.AddDays(part.From.DayNumber - period.From.DayNumber);
        var last = first.AddDays(part.Days - 1);
        return first > whole.To ? null : new Period(first, last > whole.To ? whole.To : last);
    }
}
