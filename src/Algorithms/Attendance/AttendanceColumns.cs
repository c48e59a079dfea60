using BookedBarber.Algorithms.Boosting;

namespace BookedBarber.Algorithms.Attendance;

/// <summary>Turns appointments into rows to learn from: their own columns, and what was known of the client and the calendar on the day of booking.</summary>
/// <remarks>
/// Nothing is used that was not known when the appointment was booked: outcomes count only of appointments dated before the booking day, other bookings only if they were made up to that day.
/// A model that sees later outcomes looks excellent in a test and fails in the shop.
/// </remarks>
public static class AttendanceColumns
{
    private static readonly BoostingFeature[] Derived =
    [
        new("days between booking and appointment"), new("weekday", IsCategorical: true), new("hour of appointment"), new("hour of booking"), new("weekday of booking", IsCategorical: true),
        new("earlier appointments"), new("earlier appointments missed"), new("share missed"), new("last one missed"), new("days since last appointment"),
        new("appointments of the client that day"), new("appointments booked that day by the client"), new("open appointments of the client"), new("days to the client's nearest other appointment"),
        new("appointments of everybody that day"),
    ];

    /// <summary>Names of the columns that are derived, in their order before the caller's own.</summary>
    public static IReadOnlyList<string> DerivedNames { get; } = [.. Derived.Select(feature => feature.Name)];

    /// <summary>A table with a row for each appointment, in their order.</summary>
    /// <param name="own">The caller's columns.</param>
    /// <param name="appointments">All that is known: those to learn from and those to judge, since each is history to the others.</param>
    /// <returns>Derived columns, then the caller's own.</returns>
    public static BoostingTable Make(IReadOnlyList<BoostingFeature> own, IReadOnlyList<Appointment> appointments)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(appointments);
        // Appointments of the same kind on the same day, and of those the ones booked on the same day: how full the place was, and whether many were booked in one go.
        var kinds = Enumerable.Range(0, own.Count).Where(at => own[at].IsCategorical).ToArray();
        BoostingFeature[] features = [.. Derived, .. own, .. kinds.SelectMany(at => new[] { new BoostingFeature($"appointments of the same '{own[at].Name}' that day"), new BoostingFeature($"of these booked on the same day ('{own[at].Name}')") })];
        var columns = Array.ConvertAll(features, _ => new double[appointments.Count]);
        var crowds = appointments.GroupBy(one => one.Start.Date).ToDictionary(day => day.Key, day => day.Count());
        foreach (var group in appointments.Index().GroupBy(one => one.Item.Client))
        {
            var all = group.Key < 0 ? [] : group.OrderBy(one => one.Item.Start).Select(one => one.Item).ToList();
            foreach (var (row, appointment) in group)
            {
                var values = Of(appointment, all, crowds[appointment.Start.Date]);
                for (var at = 0; at < values.Length; at++)
                {
                    columns[at][row] = values[at];
                }

                for (var at = 0; at < own.Count; at++)
                {
                    columns[Derived.Length + at][row] = appointment.Values[at];
                }
            }
        }

        if (crowds.Count == 1)
        {
            // All on one day, or no day known: how many there are says nothing.
            Array.ForEach(columns[(Derived.Length + own.Count)..], column => Array.Fill(column, double.NaN));
            return new BoostingTable(features, columns);
        }

        foreach (var (place, kind) in kinds.Index())
        {
            CountKind(appointments, kind, columns[Derived.Length + own.Count + (2 * place)], columns[Derived.Length + own.Count + (2 * place) + 1]);
        }

        return new BoostingTable(features, columns);
    }

    private static void CountKind(IReadOnlyList<Appointment> appointments, int kind, double[] sameDay, double[] sameBooking)
    {
        var days = appointments.CountBy(one => (one.Start.Date, one.Values[kind])).ToDictionary();
        var bookings = appointments.CountBy(one => (one.Start.Date, one.Booked?.Date, one.Values[kind])).ToDictionary();
        foreach (var (row, one) in appointments.Index())
        {
            sameDay[row] = days[(one.Start.Date, one.Values[kind])];
            sameBooking[row] = one.Booked is null ? double.NaN : bookings[(one.Start.Date, one.Booked?.Date, one.Values[kind])];
        }
    }

    private static double[] Of(Appointment appointment, List<Appointment> ofClient, int crowd)
    {
        var booked = appointment.Booked ?? appointment.Start;
        var (known, missed, lastMissed, last) = (0, 0, double.NaN, (DateTime?)null);
        var (sameDay, sameBooking, open, nearest) = (0, 0, 0, double.NaN);
        foreach (var other in ofClient)
        {
            var others = (other.Booked ?? other.Start).Date;
            if (other.Start.Date < booked.Date && other.Missed is { } stayedAway)
            {
                known++;
                missed += stayedAway ? 1 : 0;
                lastMissed = stayedAway ? 1 : 0;
            }

            last = other.Start.Date < booked.Date ? other.Start : last;
            if (others > booked.Date)
            {
                continue;
            }

            sameDay += other.Start.Date == appointment.Start.Date ? 1 : 0;
            sameBooking += others == booked.Date ? 1 : 0;
            open += other.Start.Date >= booked.Date ? 1 : 0;
            if (other.Start.Date != appointment.Start.Date)
            {
                var days = (other.Start.Date - appointment.Start.Date).TotalDays;
                nearest = double.IsNaN(nearest) || Math.Abs(days) < Math.Abs(nearest) ? days : nearest;
            }
        }

        return
        [
            appointment.Booked is null ? double.NaN : (appointment.Start.Date - booked.Date).TotalDays,
            (int)appointment.Start.DayOfWeek,
            appointment.Start.TimeOfDay == TimeSpan.Zero ? double.NaN : appointment.Start.TimeOfDay.TotalHours,
            appointment.Booked is { TimeOfDay.Ticks: > 0 } time ? time.TimeOfDay.TotalHours : double.NaN,
            appointment.Booked is null ? double.NaN : (int)booked.DayOfWeek,
            appointment.Client < 0 ? double.NaN : known,
            appointment.Client < 0 ? double.NaN : missed,
            known == 0 ? double.NaN : (double)missed / known,
            lastMissed,
            last is null ? double.NaN : (appointment.Start.Date - last.Value.Date).TotalDays,
            appointment.Client < 0 ? double.NaN : sameDay,
            appointment.Client < 0 || appointment.Booked is null ? double.NaN : sameBooking,
            appointment.Client < 0 || appointment.Booked is null ? double.NaN : open,
            nearest,
            crowd,
        ];
    }
}
