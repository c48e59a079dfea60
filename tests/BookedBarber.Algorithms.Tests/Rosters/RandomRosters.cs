using BookedBarber.Algorithms.Rosters;

namespace BookedBarber.Algorithms.Tests.Rosters;

/// <summary>Small random tasks, and all lines that one person of them may work, found by trying everything.</summary>
internal static class RandomRosters
{
    public static RosterInstance Make(Random random, int days, int staff, int shifts)
    {
        var kinds = Enumerable.Range(0, shifts).Select(shift => new RosterShift($"S{shift}", random.Next(2) == 0 ? 480 : 600, Enumerable.Range(0, shift).Where(_ => random.Next(2) == 0).ToHashSet())).ToList();
        var people = Enumerable.Range(0, staff).Select(person => new RosterStaff(
            $"P{person}",
            [.. kinds.Select(_ => random.Next(3) == 0 ? random.Next(3) : days)],
            480 * random.Next(3, days),
            480 * random.Next(0, 3),
            random.Next(2, 6),
            random.Next(1, 4),
            random.Next(1, 4),
            random.Next(0, 3),
            Enumerable.Range(0, days).Where(_ => random.Next(8) == 0).ToHashSet())).ToList();
        var wishes = Enumerable.Range(0, staff * 3).Select(_ => new RosterWish(random.Next(staff), random.Next(days), random.Next(shifts), random.Next(2) == 0, random.Next(1, 4))).ToList();
        var cover = Enumerable.Range(0, days).SelectMany(day => Enumerable.Range(0, shifts).Select(shift => new RosterCover(day, shift, random.Next(0, staff), 100, 1))).ToList();
        return new RosterInstance(days, kinds, people, wishes, cover);
    }

    public static List<int[]> AllLines(RosterInstance instance, int person)
    {
        var one = instance with { Staff = [instance.Staff[person]] };
        var roster = new Roster(1, instance.Days);
        var lines = new List<int[]>();
        var combinations = (int)Math.Pow(instance.Shifts.Count + 1, instance.Days);
        for (var number = 0; number < combinations; number++)
        {
            for (var (day, rest) = (0, number); day < instance.Days; day++, rest /= instance.Shifts.Count + 1)
            {
                roster[0, day] = (rest % (instance.Shifts.Count + 1)) - 1;
            }

            if (RosterCheck.Violations(one, roster).Count == 0)
            {
                lines.Add(roster.Line(0).ToArray());
            }
        }

        return lines;
    }
}
