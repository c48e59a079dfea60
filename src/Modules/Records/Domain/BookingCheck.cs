using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain;

/// <summary>What makes a booking possible.</summary>
internal static class BookingCheck
{
    public static Problem? Check(Node location, BookingRecord booking, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", booking.Key, Limits.Key);
        faults.OptionalText("client.key", booking.ClientKey, Limits.Key);
        faults.OptionalText("client.name", booking.ClientName, Limits.Name);
        faults.OptionalText("staffKey", booking.StaffKey, Limits.Key);
        faults.OptionalText("serviceKey", booking.ServiceKey, Limits.Key);
        faults.Word("status", booking.Status, Words.BookingStatuses, "unknown_status");
        var last = today.AddDays(Limits.DaysAhead);
        if (booking.StartsAt is { } start)
        {
            if (Instants.IsPossible(ref faults, "startsAt", start))
            {
                faults.Day("startsAt", location.DayAt(start), last);
                if (booking.BusinessDay is { } given && Math.Abs(given.DayNumber - location.DayAt(start).DayNumber) > 1)
                {
                    faults.Add("businessDay", "day_mismatch", string.Create(CultureInfo.InvariantCulture, $"'businessDay' is {given:yyyy-MM-dd}, but the booking starts on {location.DayAt(start):yyyy-MM-dd} in the location's zone."));
                }
            }
        }
        else if (booking.BusinessDay is null)
        {
            faults.Add("startsAt", "required", "Give 'startsAt' or 'businessDay'.");
        }

        if (booking.BusinessDay is { } day)
        {
            faults.Day("businessDay", day, last);
        }

        if (booking.DurationMinutes is { } minutes)
        {
            faults.Count("durationMinutes", minutes, 1, Limits.MinutesOfDay);
        }

        if (booking.BookedAt is { } booked && Instants.IsPossible(ref faults, "bookedAt", booked))
        {
            faults.Day("bookedAt", location.DayAt(booked), last);
        }

        if (booking.CancelledOn is { } cancelled)
        {
            faults.Day("cancelledOn", cancelled, last);
        }

        return faults.ToProblem();
    }

    public static DateOnly DayOf(Node location, BookingRecord booking) => booking.BusinessDay ?? location.DayAt(booking.StartsAt!.Value);
}
