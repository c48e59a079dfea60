using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain;

/// <summary>What makes a shift possible.</summary>
internal static class ShiftCheck
{
    public static Problem? Check(Node location, ShiftRecord shift, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", shift.Key, Limits.Key);
        faults.RequiredText("staffKey", shift.StaffKey, Limits.Key);
        if (Instants.IsPossible(ref faults, "startsAt", shift.StartsAt) && Instants.IsPossible(ref faults, "endsAt", shift.EndsAt))
        {
            faults.Day("startsAt", location.DayAt(shift.StartsAt), today.AddDays(Limits.DaysAhead));
            var minutes = (shift.EndsAt - shift.StartsAt).TotalMinutes;
            if (minutes is <= 0 or > Limits.MinutesOfDay)
            {
                faults.Add("endsAt", "out_of_range", "A shift ends after it starts and lasts a day at most.");
            }
            else
            {
                faults.Count("blockedMinutes", shift.BlockedMinutes, 0, (int)minutes);
            }
        }

        return faults.ToProblem();
    }
}
