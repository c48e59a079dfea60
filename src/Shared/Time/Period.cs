using System.Globalization;

namespace BookedBarber.Shared;

/// <summary>A range of local business days, both ends included.</summary>
/// <remarks>The last day is never before the first. <c>default</c> is the single day 0001-01-01.</remarks>
public readonly record struct Period
{
    public Period(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            throw new ArgumentException($"A period cannot end ({to:O}) before it begins ({from:O}).", nameof(to));
        }

        From = from;
        To = to;
    }

    /// <summary>First day.</summary>
    public DateOnly From { get; }

    /// <summary>Last day.</summary>
    public DateOnly To { get; }

    /// <summary>Number of days, 1 or more.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>Whether the day lies in the period.</summary>
    public bool Contains(DateOnly day) => day >= From && day <= To;

    /// <summary>The period just before this one. Whole calendar months give as many whole months; anything else gives as many days.</summary>
    public Period Before()
    {
        if (IsWholeMonths)
        {
            var months = ((To.Year - From.Year) * 12) + To.Month - From.Month + 1;
            return new Period(From.AddMonths(-months), From.AddDays(-1));
        }

        return new Period(From.AddDays(-Days), From.AddDays(-1));
    }

    /// <summary>Whether it begins with a month and ends with one.</summary>
    public bool IsWholeMonths => From.Day == 1 && To == LastOfMonth(To);

    /// <summary>The same calendar days one year earlier; 29 February becomes 28 February. Whole months stay whole months, so that February 2025 has the 29 days of 2024 before it.</summary>
    public Period YearBefore() => new(From.AddYears(-1), IsWholeMonths ? LastOfMonth(To.AddYears(-1)) : To.AddYears(-1));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd}/{To:yyyy-MM-dd}");

    private static DateOnly LastOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
