using BookedBarber.Algorithms.Rosters;

namespace BookedBarber.Predictions.Features.RosterProposals;

/// <summary>Rules that the law or the house sets.</summary>
internal sealed record RosterRules(int MostDaysInARow, int LeastRestHours);

/// <summary>A week as the search understands it.</summary>
/// <param name="Spans">When each of its shifts begins and ends.</param>
/// <param name="Relaxed">People whose usual hours no allowed week has; theirs may be fewer.</param>
internal sealed record RosterWeek(RosterInstance Instance, IReadOnlyList<ShiftSpan> Spans, IReadOnlyList<string> Relaxed);

/// <summary>Turns what is known of a location's week into a rostering task: shifts as they are worked here, needs from demand, wishes from habits.</summary>
internal static class RosterTaskMaker
{
    /// <summary>Penalty that weighs as much as one visit.</summary>
    public const int Visit = 100;

    // To work on a weekday on which somebody never did, and to begin at an hour at which they never did.
    private const int StrangeDay = 100;
    private const int StrangeStart = 30;
    private const int NearStart = 120;
    private const int FewestWeeksOfHabit = 3;

    // A shift at hours when nobody wants anything.
    private const int Closed = 5000;

    private const int Grid = 15;
    private const int KindsSeen = 8;
    private const int KindsMost = 14;
    private const int Days = 7;

    public static RosterWeek Make(RosterInputs inputs, RosterRules rules, int? chairs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(rules);
        var spans = Spans(inputs);
        RosterShift[] shifts = [.. spans.Select((span, at) => new RosterShift($"S{at}", span.Minutes, spans.Select((next, number) => (next, number)).Where(pair => 1440 + pair.next.Start - span.End < rules.LeastRestHours * 60).Select(pair => pair.number).ToHashSet()))];
        var minutes = inputs.Staff.Select(member => inputs.Plan.Where(shift => shift.Staff == member.Id && !member.Off.Contains(shift.Day.DayNumber - inputs.Week.DayNumber)).Sum(shift => shift.End - shift.Start)).ToArray();
        var longest = spans.Max(span => span.Minutes);
        List<RosterStaff> staff = [.. inputs.Staff.Select((member, at) => new RosterStaff(
            member.Name, [.. spans.Select(_ => Days)], minutes[at], Math.Max(0, minutes[at] - longest), rules.MostDaysInARow, 0, 0, Days, member.Off))];
        var counts = ShiftCounts.Choose(
            inputs.Demand, inputs.VisitMinutes, spans, [.. Enumerable.Range(0, Days).Select(day => inputs.Staff.Where((member, at) => minutes[at] > 0 && !member.Off.Contains(day)).Count())], minutes.Sum(one => (long)one), chairs);
        var instance = new RosterInstance(Days, shifts, staff, Wishes(inputs, spans), Cover(inputs, spans, counts));
        var relaxed = RosterClashes.Find(instance);
        return relaxed.Count == 0
            ? new RosterWeek(instance, spans, [])
            : new RosterWeek(instance with { Staff = [.. staff.Select(one => one with { FewestMinutes = 0 })] }, spans, relaxed);
    }

    /// <summary>Shifts as they are worked here, the usual ones first, and those of the usual length that begin at other full hours.</summary>
    private static List<ShiftSpan> Spans(RosterInputs inputs)
    {
        var seen = inputs.Past.Concat(inputs.Plan)
            .Select(shift => new ShiftSpan(Nearest(shift.Start), Nearest(shift.End))).Where(span => span.Start is >= 0 and < 1440 && span.Minutes is >= 60 and <= 960)
            .GroupBy(span => span).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Start).Select(group => group.Key).ToList();
        if (seen.Count == 0)
        {
            return [new ShiftSpan(540, 1020)];
        }

        var usual = seen[0].Minutes;
        var (first, last) = (seen.Min(span => span.Start), seen.Max(span => span.End));
        var spans = seen.Take(KindsSeen).ToList();
        for (var start = ((first + 59) / 60) * 60; start + usual <= last && spans.Count < KindsMost; start += 60)
        {
            if (!spans.Any(span => span.Minutes == usual && Math.Abs(span.Start - start) < 30))
            {
                spans.Add(new ShiftSpan(start, start + usual));
            }
        }

        return spans;
    }

    private static int Nearest(int minute) => (int)Math.Round(minute / (double)Grid) * Grid;

    private static List<RosterCover> Cover(RosterInputs inputs, List<ShiftSpan> spans, int[][] counts)
    {
        var room = new double[inputs.Demand.Length];
        for (var day = 0; day < Days; day++)
        {
            for (var shift = 0; shift < spans.Count; shift++)
            {
                ShiftCounts.Staff(room, day, spans[shift], counts[day][shift]);
            }
        }

        return [.. from day in Enumerable.Range(0, Days)
                   from shift in Enumerable.Range(0, spans.Count)
                   let need = counts[day][shift]
                   let lost = need == 0 ? 0 : -ShiftCounts.Change(inputs.Demand, inputs.VisitMinutes, room, day, spans[shift], -1)
                   let closed = spans[shift].Hours(day, inputs.Demand.Length).Where(hour => inputs.Demand[hour.Hour] <= 0).Sum(hour => hour.Share) > 1
                   select new RosterCover(day, shift, need, need == 0 ? 0 : Math.Max(1, (int)Math.Round(Visit * lost)), closed && need == 0 ? Closed : 1)];
    }

    private static List<RosterWish> Wishes(RosterInputs inputs, List<ShiftSpan> spans)
    {
        var wishes = new List<RosterWish>();
        foreach (var (member, at) in inputs.Staff.Select((member, at) => (member, at)))
        {
            var worked = inputs.Past.Where(shift => shift.Staff == member.Id).ToList();
            if (worked.Select(shift => shift.Day.DayNumber / 7).Distinct().Count() < FewestWeeksOfHabit)
            {
                continue;
            }

            for (var day = 0; day < Days; day++)
            {
                var isStrange = !worked.Any(shift => shift.Day.DayOfWeek == inputs.Week.AddDays(day).DayOfWeek);
                for (var shift = 0; shift < spans.Count; shift++)
                {
                    var weight = (isStrange ? StrangeDay : 0) + (worked.Any(one => Math.Abs(one.Start - spans[shift].Start) <= NearStart) ? 0 : StrangeStart);
                    if (weight > 0)
                    {
                        wishes.Add(new RosterWish(at, day, shift, Wanted: false, weight));
                    }
                }
            }
        }

        return wishes;
    }

    /// <summary>Which habits a wish stands for, with what each weighs.</summary>
    public static IEnumerable<(string Kind, int Weight)> Habits(int weight)
    {
        if (weight >= StrangeDay)
        {
            yield return ("day_off", StrangeDay);
        }

        if (weight % StrangeDay != 0)
        {
            yield return ("start", weight % StrangeDay);
        }
    }
}
