namespace BookedBarber.Algorithms;

/// <summary>When Easter is, and which day of another year lies as far from it: holidays, school breaks and carnivals that move with Easter are found again that way.</summary>
/// <remarks>The anonymous Gregorian algorithm of 1876 in the form of Meeus, Astronomical Algorithms, 2nd ed. (1998), chapter 8. Western Easter; valid for every year of the Gregorian calendar.</remarks>
public static class EasterSunday
{
    // Carnival begins some 52 days before, Corpus Christi is 60 days after; what lies further off does not move with Easter.
    private const int Before = 56;
    private const int After = 63;

    /// <summary>The Sunday of a year.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <returns>A day from 22 March through 25 April.</returns>
    public static DateOnly Of(int year)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(year);
        var golden = year % 19;
        var (century, rest) = (year / 100, year % 100);
        var correction = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - correction + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - epact - (rest % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var count = epact + weekday - (7 * late) + 114;
        return new DateOnly(year, count / 31, (count % 31) + 1);
    }

    /// <summary>Days from Easter of the same year, negative before it; null for days that do not move with it.</summary>
    /// <param name="day">Days since 0001-01-01.</param>
    public static int? Distance(int day)
    {
        var distance = day - Of(DateOnly.FromDayNumber(day).Year).DayNumber;
        return distance is >= -Before and <= After ? distance : null;
    }

    /// <summary>The day of an earlier year that is as far from its Easter, which is the same weekday; null for days that do not move with Easter.</summary>
    /// <param name="day">Days since 0001-01-01.</param>
    /// <param name="years">Years back, fewer than the day's year.</param>
    public static int? SameDay(int day, int years) => Distance(day) is { } distance ? Of(DateOnly.FromDayNumber(day).Year - years).DayNumber + distance : null;

    /// <summary>How many of the seven days before Easter Sunday a period holds, as a share: the shopping of that week moves between weeks and months from year to year.</summary>
    /// <param name="first">First day, since 0001-01-01.</param>
    /// <param name="last">Last day.</param>
    /// <returns>0 to 1.</returns>
    public static float WeekBefore(int first, int last)
    {
        var easter = Of(DateOnly.FromDayNumber(last).Year).DayNumber;
        return Math.Max(0, Math.Min(last, easter - 1) - Math.Max(first, easter - 7) + 1) / 7f;
    }
}
