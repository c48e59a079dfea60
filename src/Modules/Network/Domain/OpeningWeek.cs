using BookedBarber.Network.Contracts;

namespace BookedBarber.Network.Domain;

/// <summary>The rules of a week's opening hours: several spans a day are fine (a lunch break), overlapping ones are not.</summary>
internal static class OpeningWeek
{
    public static void Check(Faults faults, IReadOnlyList<OpeningHours> hours)
    {
        if (hours.Count > 70)
        {
            faults.Add("hours", "too_many", "A week has at most 70 opening spans.");
            return;
        }

        for (var i = 0; i < hours.Count; i++)
        {
            var span = hours[i];
            if (span.Weekday is < 1 or > 7)
            {
                faults.Add($"hours[{i}].weekday", "out_of_range", "Weekdays are 1 (Monday) to 7 (Sunday).");
            }

            if (span.Closes <= span.Opens)
            {
                faults.Add($"hours[{i}].closes", "before_opening", "Closing lies after opening on the same day; a span over midnight is two spans.");
            }

            if (hours.Take(i).Any(earlier => earlier.Weekday == span.Weekday && earlier.Opens < span.Closes && span.Opens < earlier.Closes))
            {
                faults.Add($"hours[{i}].opens", "overlaps", "This span overlaps another of the same weekday.");
            }
        }
    }
}
