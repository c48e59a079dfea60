using System.Globalization;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Features;

/// <summary>Periods and comparisons as they come in.</summary>
internal static class PeriodArgument
{
    // Ten years and a leap day or three: longer spans are typing errors.
    private const int LongestDays = 3653;

    /// <summary>The period, or what is wrong with it.</summary>
    public static Result<Period> Read(string? from, string? to)
    {
        var faults = new List<FieldProblem>();
        var first = Day("from", from, faults);
        var last = Day("to", to, faults);
        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]);
        }

        if (last < first)
        {
            return Problem.Invalid(new FieldProblem("to", "before_from", "The last day lies before the first."));
        }

        return last.DayNumber - first.DayNumber < LongestDays
            ? new Period(first, last)
            : Problem.Invalid(new FieldProblem("to", "too_long", "Ask for ten years at most."));
    }

    /// <summary>The period to compare with; null for none.</summary>
    public static Result<Comparing> ReadCompare(string? compare) => compare switch
    {
        null or "" or "none" => Comparing.None,
        "year" => Comparing.Year,
        "previous" => Comparing.Previous,
        _ => Problem.Invalid(new FieldProblem("compare", "unknown", "Give year, previous or none.")),
    };

    /// <summary>The period that a period is compared with.</summary>
    public static Period? Of(this Comparing comparing, Period period) => comparing switch
    {
        Comparing.Year => period.YearBefore(),
        Comparing.Previous => period.Before(),
        _ => null,
    };

    private static DateOnly Day(string field, string? text, List<FieldProblem> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Add(new FieldProblem(field, "required", "Give a day such as 2026-03-01."));
            return default;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 2200)
        {
            return day;
        }

        faults.Add(new FieldProblem(field, "impossible_date", $"'{text}' is no day. Write it as 2026-03-01."));
        return default;
    }
}

/// <summary>What a period is compared with.</summary>
internal enum Comparing
{
    None,
    Year,
    Previous,
}
