namespace BookedBarber.Algorithms.Rosters;

/// <summary>How many people each shift of each day needs so that as much of what is wanted in each hour as possible can be served with the working time there is.</summary>
/// <remarks>
/// What one more person serves in an hour falls with every person who is there already (see <see cref="Served"/>), so shifts are taken one by one, each time the one that serves most for its length: the greedy choice, which for such
/// sums is never far from the best (Nemhauser, Wolsey and Fisher, "An analysis of approximations for maximizing submodular set functions", 1978).
/// </remarks>
public static class ShiftCounts
{
    private const int MinutesOfHour = 60;

    // Where nothing more can be served the time that people are due is still spread, a little to every hour alike.
    private const double Spread = 1e-6;

    /// <summary>Visits expected to be served in an hour.</summary>
    /// <param name="wanted">Visits wanted, 0 or more; the count is Poisson around it.</param>
    /// <param name="room">Visits that the people there have time for, 0 or more; need not be whole.</param>
    /// <returns>The mean of the smaller of the two, between 0 and both.</returns>
    public static double Served(double wanted, double room)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        ArgumentOutOfRangeException.ThrowIfNegative(room);
        if (wanted == 0)
        {
            return 0;
        }

        // The mean of min(D, k) grows with k by the chance that D is at least k; between whole numbers it is a straight line.
        var (exactly, atMost, served) = (Math.Exp(-wanted), Math.Exp(-wanted), 0.0);
        for (var k = 0; k < room; k++)
        {
            var share = Math.Min(1, room - k);
            served += share * Math.Max(0, 1 - atMost);
            exactly *= wanted / (k + 1);
            atMost += exactly;
        }

        return Math.Min(served, wanted);
    }

    /// <summary>Chooses how often each shift is worked on each day.</summary>
    /// <param name="wanted">Visits wanted per hour, day after day: 24 for each day.</param>
    /// <param name="visitMinutes">Minutes that a visit takes, above 0.</param>
    /// <param name="shifts">When each kind of shift begins and ends, in minutes of its day.</param>
    /// <param name="staff">People who can work on each day.</param>
    /// <param name="minutes">Working time of all people together.</param>
    /// <param name="chairs">People who can serve at once; null: no limit.</param>
    /// <returns>For each day and shift how many are needed: [day][shift].</returns>
    public static int[][] Choose(IReadOnlyList<double> wanted, double visitMinutes, IReadOnlyList<ShiftSpan> shifts, IReadOnlyList<int> staff, long minutes, int? chairs)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(shifts);
        ArgumentNullException.ThrowIfNull(staff);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(visitMinutes);
        var counts = Enumerable.Range(0, staff.Count).Select(_ => new int[shifts.Count]).ToArray();
        var room = new double[wanted.Count];
        while (Best(wanted, visitMinutes, shifts, staff, minutes, chairs, counts, room) is { } best)
        {
            counts[best.Day][best.Shift]++;
            minutes -= shifts[best.Shift].Minutes;
            Staff(room, best.Day, shifts[best.Shift], 1);
        }

        return counts;
    }

    /// <summary>Visits that one person more (or fewer) on a shift would serve more (or fewer).</summary>
    /// <param name="wanted">Visits wanted per hour, day after day.</param>
    /// <param name="visitMinutes">Minutes that a visit takes, above 0.</param>
    /// <param name="room">People per hour without the change; an hour that is worked in part counts in part.</param>
    /// <param name="day">Day from 0.</param>
    /// <param name="shift">The shift.</param>
    /// <param name="people">1 or −1.</param>
    public static double Change(IReadOnlyList<double> wanted, double visitMinutes, IReadOnlyList<double> room, int day, ShiftSpan shift, int people)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(room);
        var change = 0.0;
        foreach (var (hour, share) in shift.Hours(day, wanted.Count))
        {
            // Parts of hours that were added and taken away again may leave a trifle below nothing.
            change += Served(wanted[hour], Math.Max(0, room[hour] + (people * share)) * MinutesOfHour / visitMinutes) - Served(wanted[hour], Math.Max(0, room[hour]) * MinutesOfHour / visitMinutes);
        }

        return change;
    }

    /// <summary>Adds people to the hours of a shift.</summary>
    /// <param name="room">People per hour, day after day; changed.</param>
    /// <param name="day">Day from 0.</param>
    /// <param name="shift">The shift.</param>
    /// <param name="people">How many; may be negative.</param>
    public static void Staff(double[] room, int day, ShiftSpan shift, int people)
    {
        ArgumentNullException.ThrowIfNull(room);
        foreach (var (hour, share) in shift.Hours(day, room.Length))
        {
            room[hour] += people * share;
        }
    }

    private static (int Day, int Shift)? Best(
        IReadOnlyList<double> wanted, double visitMinutes, IReadOnlyList<ShiftSpan> shifts, IReadOnlyList<int> staff, long minutes, int? chairs, int[][] counts, double[] room)
    {
        (int Day, int Shift)? best = null;
        var most = 0.0;
        for (var day = 0; day < staff.Count; day++)
        {
            if (counts[day].Sum() >= staff[day])
            {
                continue;
            }

            for (var shift = 0; shift < shifts.Count; shift++)
            {
                var span = shifts[shift];
                if (span.Minutes > minutes || span.Hours(day, wanted.Count).Any(hour => chairs is { } limit && room[hour.Hour] + hour.Share > limit + 1e-9))
                {
                    continue;
                }

                var open = span.Hours(day, wanted.Count).Where(hour => wanted[hour.Hour] > 0).Sum(hour => hour.Share / (1 + room[hour.Hour]));
                var gain = (Change(wanted, visitMinutes, room, day, span, 1) + (Spread * open)) / span.Minutes;
                if (gain > most)
                {
                    (best, most) = ((day, shift), gain);
                }
            }
        }

        return best;
    }
}

/// <summary>When a kind of shift begins and ends.</summary>
/// <param name="Start">Minute of its day, 0 to 1439.</param>
/// <param name="End">Minute after the last, above <paramref name="Start"/>; above 1440 it reaches into the next day.</param>
public readonly record struct ShiftSpan(int Start, int End)
{
    /// <summary>Its length.</summary>
    public int Minutes => End - Start;

    /// <summary>Its hours, counted from the first hour of day 0, each with the share of it that is worked; hours after the last are left out.</summary>
    /// <param name="day">Day from 0.</param>
    /// <param name="count">Hours there are.</param>
    public IEnumerable<(int Hour, double Share)> Hours(int day, int count)
    {
        for (var hour = Start / 60; hour * 60 < End; hour++)
        {
            if ((day * 24) + hour < count)
            {
                yield return ((day * 24) + hour, (Math.Min(End, (hour + 1) * 60) - Math.Max(Start, hour * 60)) / 60.0);
            }
        }
    }
}
