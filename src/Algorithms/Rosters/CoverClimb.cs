namespace BookedBarber.Algorithms.Rosters;

/// <summary>Betters a roster by what it serves hour by hour, which needs per shift only stand for: moves one shift of one person at a time as long as that serves more than it costs in wishes.</summary>
/// <remarks>Steepest ascent; every hard rule is kept at every step (<see cref="RosterCheck"/>). Deterministic.</remarks>
public static class CoverClimb
{
    private const double Least = 1e-9;

    /// <summary>Betters a roster.</summary>
    /// <param name="instance">The task; its needs are not looked at.</param>
    /// <param name="roster">A roster that keeps every hard rule; changed.</param>
    /// <param name="spans">When each shift of the task begins and ends.</param>
    /// <param name="wanted">Visits wanted per hour, 24 for each day.</param>
    /// <param name="visitMinutes">Minutes that a visit takes, above 0.</param>
    /// <param name="chairs">People who can serve at once; null: no limit.</param>
    /// <param name="wishesPerVisit">Penalty of wishes that weighs as much as one visit, above 0.</param>
    /// <param name="cancellationToken">Ends the climb early; the roster is then what has been reached.</param>
    /// <returns>How many moves were made.</returns>
    public static int Run(RosterInstance instance, Roster roster, IReadOnlyList<ShiftSpan> spans, IReadOnlyList<double> wanted, double visitMinutes, int? chairs, double wishesPerVisit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(spans);
        ArgumentNullException.ThrowIfNull(wanted);
        var wishes = Wishes(instance);
        var room = Room(roster, spans, wanted.Count, instance);
        var moves = 0;
        while (!cancellationToken.IsCancellationRequested && Best() is { } best)
        {
            Apply(best.Person, best.From, best.Shift, best.To);
            moves++;
        }

        return moves;

        // A shift becomes another one on the same day, or goes to a day off.
        (int Person, int From, int To, int Shift)? Best()
        {
            (int Person, int From, int To, int Shift)? best = null;
            var most = Least;
            for (var person = 0; person < instance.Staff.Count; person++)
            {
                for (var from = 0; from < instance.Days; from++)
                {
                    if (roster[person, from] is not Roster.Off and var old)
                    {
                        ShiftCounts.Staff(room, from, spans[old], -1);
                        var lost = -ShiftCounts.Change(wanted, visitMinutes, room, from, spans[old], 1);
                        for (var to = 0; to < instance.Days; to++)
                        {
                            for (var shift = 0; shift < spans.Count; shift++)
                            {
                                if ((to != from && roster[person, to] != Roster.Off) || (to == from && shift == old) || IsCrowded(to, spans[shift]))
                                {
                                    continue;
                                }

                                var gain = lost + ShiftCounts.Change(wanted, visitMinutes, room, to, spans[shift], 1)
                                    - ((wishes[person][to, shift] - wishes[person][from, old]) / wishesPerVisit);
                                if (gain > most && Keeps(person, from, to, shift))
                                {
                                    (best, most) = ((person, from, to, shift), gain);
                                }
                            }
                        }

                        ShiftCounts.Staff(room, from, spans[old], 1);
                    }
                }
            }

            return best;
        }

        bool IsCrowded(int day, ShiftSpan span) => chairs is { } limit && span.Hours(day, room.Length).Any(hour => room[hour.Hour] + hour.Share > limit + Least);

        bool Keeps(int person, int from, int to, int shift)
        {
            var one = new Roster(1, instance.Days);
            one.SetLine(0, roster.Line(person));
            one[0, from] = Roster.Off;
            one[0, to] = shift;
            return RosterCheck.Violations(instance with { Staff = [instance.Staff[person]] }, one).Count == 0;
        }

        void Apply(int person, int from, int shift, int to)
        {
            ShiftCounts.Staff(room, from, spans[roster[person, from]], -1);
            roster[person, from] = Roster.Off;
            roster[person, to] = shift;
            ShiftCounts.Staff(room, to, spans[shift], 1);
        }
    }

    private static double[] Room(Roster roster, IReadOnlyList<ShiftSpan> spans, int hours, RosterInstance instance)
    {
        var room = new double[hours];
        for (var person = 0; person < instance.Staff.Count; person++)
        {
            for (var day = 0; day < instance.Days; day++)
            {
                if (roster[person, day] is not Roster.Off and var shift)
                {
                    ShiftCounts.Staff(room, day, spans[shift], 1);
                }
            }
        }

        return room;
    }

    private static double[][,] Wishes(RosterInstance instance)
    {
        var wishes = instance.Staff.Select(_ => new double[instance.Days, instance.Shifts.Count]).ToArray();
        foreach (var wish in instance.Wishes)
        {
            wishes[wish.Staff][wish.Day, wish.Shift] += wish.Wanted ? -wish.Weight : wish.Weight;
        }

        return wishes;
    }
}
