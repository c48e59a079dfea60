using System.Globalization;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Reading;

/// <summary>How a period is cut.</summary>
internal enum By
{
    Total,
    Day,
    Week,
    Month,
    Year,
}

/// <summary>One part of a period.</summary>
/// <param name="Label">Day 2018-03-01, week 2018-W09 (ISO), month 2018-03, year 2018, total 2018-03-01/2018-06-30.</param>
/// <param name="Key">First day of the whole day, week, month or year; of the period for a total.</param>
/// <param name="Period">The days of the part that lie in the period asked for.</param>
internal sealed record Bucket(string Label, DateOnly Key, Period Period);

internal static class Buckets
{
    /// <summary>The parts in order; the first and the last may be cut short by the period.</summary>
    public static IReadOnlyList<Bucket> Of(Period period, By by)
    {
        if (by == By.Total)
        {
            return [new Bucket(period.ToString(), period.From, period)];
        }

        var buckets = new List<Bucket>();
        for (var key = KeyOf(period.From, by); key <= period.To; key = Next(key, by))
        {
            var last = Next(key, by).AddDays(-1);
            buckets.Add(new Bucket(Label(key, by), key, new Period(key < period.From ? period.From : key, last > period.To ? period.To : last)));
        }

        return buckets;
    }

    /// <summary>How many parts there would be, without making them.</summary>
    public static int Count(Period period, By by) => by switch
    {
        By.Total => 1,
        By.Day => period.Days,
        By.Week => ((KeyOf(period.To, by).DayNumber - KeyOf(period.From, by).DayNumber) / 7) + 1,
        By.Month => ((period.To.Year - period.From.Year) * 12) + period.To.Month - period.From.Month + 1,
        _ => period.To.Year - period.From.Year + 1,
    };

    private static DateOnly KeyOf(DateOnly day, By by) => by switch
    {
        By.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        By.Month => new DateOnly(day.Year, day.Month, 1),
        By.Year => new DateOnly(day.Year, 1, 1),
        _ => day,
    };

    private static DateOnly Next(DateOnly key, By by) => by switch
    {
        By.Week => key.AddDays(7),
        By.Month => key.AddMonths(1),
        By.Year => key.AddYears(1),
        _ => key.AddDays(1),
    };

    private static string Label(DateOnly key, By by)
    {
        var noon = key.ToDateTime(TimeOnly.MinValue);
        return by switch
        {
            By.Week => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(noon):0000}-W{ISOWeek.GetWeekOfYear(noon):00}"),
            By.Month => key.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            By.Year => key.ToString("yyyy", CultureInfo.InvariantCulture),
            _ => key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }
}
