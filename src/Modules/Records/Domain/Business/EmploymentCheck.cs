using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain.Business;

/// <summary>What makes time off, changes of employment and calendar entries possible.</summary>
internal static class EmploymentCheck
{
    private const int LongestTimeOff = 1100;
    private const int LongestEvent = 366;

    public static Problem? Check(TimeOffRecord time, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", time.Key, Limits.Key);
        faults.RequiredText("staffKey", time.StaffKey, Limits.Key);
        faults.Word("type", time.Type, BusinessWords.TimeOffTypes, "unknown_type");
        faults.Word("status", time.Status, BusinessWords.TimeOffStatuses, "unknown_status");
        faults.Day("firstDay", time.FirstDay, today.AddDays(Limits.DaysAhead));
        if (time.LastDay < time.FirstDay || time.LastDay.DayNumber - time.FirstDay.DayNumber > LongestTimeOff)
        {
            faults.Add("lastDay", "out_of_range", "'lastDay' is not before 'firstDay', and at most 1,100 days after it.");
        }

        faults.OptionalNumber("hours", time.Hours, 0, 10_000);
        faults.OptionalProse("note", time.Note, BusinessLimits.Line);
        return faults.ToProblem();
    }

    public static Problem? Check(EmploymentChangeRecord change, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", change.Key, Limits.Key);
        faults.RequiredText("staffKey", change.StaffKey, Limits.Key);
        faults.Word("type", change.Type, BusinessWords.EmploymentChangeTypes, "unknown_type");
        if (change.EffectiveOn.Year < 1900 || change.EffectiveOn > today.AddDays(Limits.DaysAhead))
        {
            faults.Add("effectiveOn", "impossible_date", "'effectiveOn' is a day on which no employment changes.");
        }

        faults.OptionalText("title", change.Title, Limits.Name);
        faults.OptionalText("department", change.Department, Limits.Name);
        faults.OptionalText("place", change.Place, Limits.Name);
        faults.OptionalText("managerKey", change.ManagerKey, Limits.Key);
        faults.OptionalWord("employment", change.Employment, BusinessWords.Employments, "unknown_employment");
        faults.OptionalProse("note", change.Note, BusinessLimits.Line);
        return faults.ToProblem();
    }

    public static Problem? Check(Node node, CalendarEventRecord entry, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", entry.Key, Limits.Key);
        faults.OptionalText("calendarKey", entry.CalendarKey, Limits.Key);
        faults.OptionalText("staffKey", entry.StaffKey, Limits.Key);
        faults.Word("status", entry.Status, BusinessWords.EventStatuses, "unknown_status");
        faults.OptionalText("bookingKey", entry.BookingKey, Limits.Key);
        faults.OptionalProse("title", entry.Title, BusinessLimits.Line);
        faults.Instant("startsAt", entry.StartsAt, node, today.AddDays(Limits.DaysAhead));
        if (entry.EndsAt <= entry.StartsAt || entry.EndsAt - entry.StartsAt > TimeSpan.FromDays(LongestEvent))
        {
            faults.Add("endsAt", "out_of_range", "An entry ends after it starts and lasts 366 days at most.");
        }

        return faults.ToProblem();
    }
}
