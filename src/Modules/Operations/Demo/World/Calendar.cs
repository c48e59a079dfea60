using System.Collections.Frozen;

namespace BookedBarber.Operations.Demo;

/// <summary>The trade's year: when shops stay closed and when more or fewer people come.</summary>
internal static class Calendar
{
    // Visits relative to the year's mean, at mid-month: quiet after New Year, busy before the school year and before Christmas.
    private static readonly double[] Months = [0.91, 0.95, 0.99, 1.02, 1.05, 1.04, 0.98, 1.05, 0.98, 0.98, 1.02, 1.10];

    /// <summary>Visits relative to the week's mean, Monday first, on the days a shop is open.</summary>
    public static readonly double[] Weekdays = [0.68, 0.74, 0.80, 0.96, 1.26, 2.05, 0.72];

    public static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    public static double Season(DateOnly day)
    {
        var position = day.Month - 1 + ((day.Day - 15) / 30.0);
        var floor = (int)Math.Floor(position);
        var (before, after) = (Months[(floor + 12) % 12], Months[(floor + 13) % 12]);
        return before + ((after - before) * (position - floor));
    }

    private static readonly FrozenSet<DateOnly> Holidays =
        Enumerable.Range(new DateOnly(2000, 1, 1).DayNumber, 100 * 365).Select(DateOnly.FromDayNumber).Where(Falls).ToFrozenSet();

    /// <summary>Whether ordinary shops stay closed.</summary>
    public static bool IsHoliday(DateOnly day) => Holidays.Contains(day);

    private static bool Falls(DateOnly day) => day switch
    {
        { Month: 1, Day: 1 } or { Month: 7, Day: 4 } or { Month: 12, Day: 25 } => true,
        { Month: 5, DayOfWeek: DayOfWeek.Monday, Day: >= 25 } => true, // Memorial Day
        { Month: 9, DayOfWeek: DayOfWeek.Monday, Day: <= 7 } => true, // Labor Day
        { Month: 11, DayOfWeek: DayOfWeek.Thursday, Day: >= 22 and <= 28 } => true, // Thanksgiving
        _ => day == EasterSunday(day.Year),
    };

    /// <summary>People who want their hair done before a holiday: the days that lead up to it are fuller.</summary>
    public static double HolidayRush(DateOnly day)
    {
        for (var ahead = 1; ahead <= 4; ahead++)
        {
            if (IsHoliday(day.AddDays(ahead)))
            {
                return 1.22;
            }
        }

        return IsHoliday(day.AddDays(-1)) ? 0.85 : 1;
    }

    /// <summary>Western Easter by the anonymous Gregorian algorithm (Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter 8).</summary>
    public static DateOnly EasterSunday(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var g = (b - ((b + 8) / 25) + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var l = (32 + (2 * e) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var sum = h + l - (7 * m) + 114;
        return new DateOnly(year, sum / 31, (sum % 31) + 1);
    }
}
