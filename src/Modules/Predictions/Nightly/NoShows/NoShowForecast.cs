using BookedBarber.Algorithms.Attendance;
using BookedBarber.Algorithms.Boosting;

namespace BookedBarber.Predictions.Nightly.NoShows;

/// <summary>Turns bookings into appointments, and appointments into chances with a reason in words.</summary>
internal static class NoShowForecast
{
    private static readonly BoostingFeature[] Own = [new("location", IsCategorical: true), new("service", IsCategorical: true), new("barber", IsCategorical: true), new("length of stay known")];

    /// <summary>What is told of bookings to come.</summary>
    /// <param name="Open">The bookings to come.</param>
    /// <param name="Told">Chances in their order.</param>
    public sealed record Outcome(IReadOnlyList<BookingFacts> Open, AttendanceModel.Outcome Told);

    /// <summary>Judges the bookings whose outcome is not known, or is taken for not known.</summary>
    /// <param name="bookings">By day.</param>
    /// <param name="unknownFrom">From this day on outcomes are taken for not known.</param>
    /// <param name="zone">Time zone of a location.</param>
    /// <param name="seed">Of the model.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Null where nothing can be learnt: no booking to judge, or no outcome of either sort.</returns>
    public static Outcome? Judge(IReadOnlyList<BookingFacts> bookings, DateOnly unknownFrom, Func<Guid, TimeZoneInfo> zone, int seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bookings);
        var used = bookings.Where(one => one.StartsAt is not null && (one.BusinessDay >= unknownFrom || one.Missed is not null)).ToList();
        var open = used.Where(one => one.BusinessDay >= unknownFrom).ToList();
        if (open.Count == 0 || used.Where(one => one.BusinessDay < unknownFrom).Select(one => one.Missed).Distinct().Count() < 2)
        {
            return null;
        }

        var (clients, locations, services, staff) = (new Numbers<Guid>(), new Numbers<Guid>(), new Numbers<string>(), new Numbers<Guid>());
        var appointments = used.ConvertAll(one => new Appointment(
            one.ClientId is { } client ? clients.Of(client) : -1,
            one.BookedAt is { } booked ? Local(booked, zone(one.LocationId)) : null,
            Local(one.StartsAt!.Value, zone(one.LocationId)),
            one.BusinessDay >= unknownFrom ? null : one.Missed,
            [locations.Of(one.LocationId), one.ServiceName is { } service ? services.Of(service) : double.NaN, one.StaffId is { } barber ? staff.Of(barber) : double.NaN, one.BookedAt is null ? 0 : 1]));
        return new Outcome(open, AttendanceModel.Judge(Own, appointments, seed, cancellationToken));
    }

    /// <summary>What the records show of a booking and its client, in one sentence.</summary>
    /// <param name="booking">The booking.</param>
    /// <param name="before">The client's bookings before it whose outcome is known.</param>
    public static string Reason(BookingFacts booking, IReadOnlyList<BookingFacts> before)
    {
        ArgumentNullException.ThrowIfNull(booking);
        ArgumentNullException.ThrowIfNull(before);
        var missed = before.Count(one => one.Missed == true);
        var history = booking.ClientId is null ? "The client is not known"
            : before.Count == 0 ? "No earlier booking of this client is known"
            : missed == 0 ? $"Came to all {before.Count} bookings of the last half year"
            : $"Missed {missed} of {before.Count} bookings of the last half year";
        var lead = booking is { BookedAt: { } booked, StartsAt: { } starts } ? (int)(starts - booked).TotalDays : -1;
        return lead switch { < 0 => $"{history}.", 0 => $"{history}; booked on the same day.", 1 => $"{history}; booked a day ahead.", _ => $"{history}; booked {lead} days ahead." };
    }

    private static DateTime Local(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    private sealed class Numbers<T>
        where T : notnull
    {
        private readonly Dictionary<T, int> _numbers = [];

        public int Of(T thing)
        {
            if (!_numbers.TryGetValue(thing, out var number))
            {
                _numbers[thing] = number = _numbers.Count;
            }

            return number;
        }
    }
}
