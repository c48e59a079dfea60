using System.Globalization;
using BookedBarber.Predictions.CommandLine;

namespace BookedBarber.Predictions.Revenue;

/// <summary>Numbers the steps of a calendar, so that gaps can be seen, and gives them back as dates.</summary>
/// <param name="Frequency">Any but <see cref="Frequency.Unknown"/>.</param>
/// <param name="Weekday">For weeks: days from Monday to the day that stands for the week, 0–6.</param>
internal sealed record Steps(Frequency Frequency, int Weekday = 0)
{
    /// <summary>Season length of the frequency.</summary>
    public int Period => PeriodOf(Frequency);

    /// <summary>Season length in steps: a day of hours, a week of days, a year of weeks or months.</summary>
    public static int PeriodOf(Frequency frequency) => frequency switch
    {
        Frequency.Hourly => 24,
        Frequency.Daily => 7,
        Frequency.Weekly => 52,
        Frequency.Monthly => 12,
        _ => 1,
    };

    /// <summary>Reads the word of <c>--frequency</c>; null when it is not given.</summary>
    /// <exception cref="InputFaultException">No such frequency.</exception>
    public static Frequency? Read(string? word) => word switch
    {
        null => null,
        "hourly" => Frequency.Hourly,
        "daily" => Frequency.Daily,
        "weekly" => Frequency.Weekly,
        "monthly" => Frequency.Monthly,
        _ => throw new InputFaultException($"--frequency is '{word}'; it is one of daily, weekly, monthly and hourly."),
    };

    /// <summary>Number of the step that an instant falls on.</summary>
    public int Of(DateTime time) => Frequency switch
    {
        Frequency.Hourly => checked((int)(time.Ticks / TimeSpan.TicksPerHour)),
        Frequency.Daily => DayOf(time),
        Frequency.Weekly => (DayOf(time) - Weekday) / 7,
        _ => (time.Year * 12) + time.Month - 1,
    };

    /// <summary>First instant of a step.</summary>
    public DateTime At(int step) => Frequency switch
    {
        Frequency.Hourly => new DateTime(step * TimeSpan.TicksPerHour, DateTimeKind.Unspecified),
        Frequency.Daily => new DateTime(step * TimeSpan.TicksPerDay, DateTimeKind.Unspecified),
        Frequency.Weekly => new DateTime(((step * 7L) + Weekday) * TimeSpan.TicksPerDay, DateTimeKind.Unspecified),
        _ => new DateTime(step / 12, (step % 12) + 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
    };

    /// <summary>A step as it is written: 2026-03-31, or 2026-03-31 14:00 for hours.</summary>
    public string Write(int step) => At(step).ToString(Frequency == Frequency.Hourly ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The frequency that most distances between neighbouring instants of one series have.</summary>
    /// <param name="distances">Distances, all positive.</param>
    /// <returns>Null when there are none, or most are of no known frequency.</returns>
    public static Frequency? Guess(IReadOnlyList<TimeSpan> distances)
    {
        if (distances.Count == 0)
        {
            return null;
        }

        var typical = distances.Order().ElementAt(distances.Count / 2).TotalDays;
        return typical switch
        {
            < 0.9 => Frequency.Hourly,
            < 3.5 => Frequency.Daily,
            < 15 => Frequency.Weekly,
            < 45 => Frequency.Monthly,
            _ => null,
        };
    }

    private static int DayOf(DateTime time) => (int)(time.Ticks / TimeSpan.TicksPerDay);
}
