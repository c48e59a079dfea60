namespace BookedBarber.Algorithms.Rosters;

/// <summary>Judges a finished roster: every hard rule that it breaks, and what it costs. Shares no code with the search, so that it can be its referee.</summary>
public static class RosterCheck
{
    /// <summary>The hard rules that a roster breaks, a sentence each, in the order of people and days.</summary>
    /// <param name="instance">The task.</param>
    /// <param name="roster">A roster of as many people and days as the task has.</param>
    /// <returns>No sentence where the roster keeps every rule.</returns>
    public static IReadOnlyList<string> Violations(RosterInstance instance, Roster roster)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(roster);
        var broken = new List<string>();
        for (var person = 0; person < instance.Staff.Count; person++)
        {
            Judge(instance, instance.Staff[person], roster.Line(person).ToArray(), broken);
        }

        return broken;
    }

    /// <summary>What a roster costs: wishes not met and people too few or too many.</summary>
    /// <param name="instance">The task.</param>
    /// <param name="roster">A roster of as many people and days as the task has.</param>
    public static RosterPenalty Penalty(RosterInstance instance, Roster roster)
    {
        var costs = Costs(instance, roster);
        long Of(RosterCause cause) => costs.Where(cost => cost.Cause == cause).Sum(cost => cost.Penalty);
        return new RosterPenalty(Of(RosterCause.Wanted), Of(RosterCause.Unwanted), Of(RosterCause.Under), Of(RosterCause.Over));
    }

    /// <summary>Every wish not met and every need not met or over-served that costs something, the dearest first.</summary>
    /// <param name="instance">The task.</param>
    /// <param name="roster">A roster of as many people and days as the task has.</param>
    public static IReadOnlyList<RosterCost> Costs(RosterInstance instance, Roster roster)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(roster);
        var wishes = instance.Wishes.Where(wish => (roster[wish.Staff, wish.Day] == wish.Shift) != wish.Wanted)
            .Select(wish => new RosterCost(wish.Wanted ? RosterCause.Wanted : RosterCause.Unwanted, wish.Staff, wish.Day, wish.Shift, 1, wish.Weight));
        var needs = instance.Cover.Select(cover =>
        {
            var missing = cover.Need - Enumerable.Range(0, instance.Staff.Count).Count(person => roster[person, cover.Day] == cover.Shift);
            return new RosterCost(missing > 0 ? RosterCause.Under : RosterCause.Over, null, cover.Day, cover.Shift, Math.Abs(missing), (long)Math.Abs(missing) * (missing > 0 ? cover.UnderWeight : cover.OverWeight));
        });
        return [.. wishes.Concat(needs).Where(cost => cost.Penalty > 0).OrderByDescending(cost => cost.Penalty).ThenBy(cost => cost.Day)];
    }

    private static void Judge(RosterInstance instance, RosterStaff rules, int[] line, List<string> broken)
    {
        var days = instance.Days;
        for (var day = 0; day < days; day++)
        {
            if (line[day] != Roster.Off && rules.DaysOff.Contains(day))
            {
                broken.Add($"{rules.Name} works on day {day}, a day off.");
            }

            if (day > 0 && line[day] != Roster.Off && line[day - 1] != Roster.Off && instance.Shifts[line[day - 1]].NotBefore.Contains(line[day]))
            {
                broken.Add($"{rules.Name} works {instance.Shifts[line[day]].Name} on day {day}, which may not follow {instance.Shifts[line[day - 1]].Name}.");
            }
        }

        for (var shift = 0; shift < instance.Shifts.Count; shift++)
        {
            var count = line.Count(worked => worked == shift);
            if (count > rules.MostOf[shift])
            {
                broken.Add($"{rules.Name} works {instance.Shifts[shift].Name} {count} times, at most {rules.MostOf[shift]} are allowed.");
            }
        }

        var minutes = line.Where(worked => worked != Roster.Off).Sum(worked => (long)instance.Shifts[worked].Minutes);
        if (minutes > rules.MostMinutes || minutes < rules.FewestMinutes)
        {
            broken.Add($"{rules.Name} works {minutes} minutes, allowed are {rules.FewestMinutes} to {rules.MostMinutes}.");
        }

        for (int first = 0, last; first < days; first = last)
        {
            last = first;
            var off = line[first] == Roster.Off;
            while (last < days && (line[last] == Roster.Off) == off)
            {
                last++;
            }

            var length = last - first;
            var inside = first > 0 && last < days;
            if (!off && length > rules.MostDaysInARow)
            {
                broken.Add($"{rules.Name} works {length} days in a row from day {first}, at most {rules.MostDaysInARow} are allowed.");
            }

            if (!off && inside && length < rules.FewestDaysInARow)
            {
                broken.Add($"{rules.Name} works {length} days in a row from day {first}, at least {rules.FewestDaysInARow} are needed.");
            }

            if (off && inside && length < rules.FewestDaysOffInARow)
            {
                broken.Add($"{rules.Name} has {length} days off in a row from day {first}, at least {rules.FewestDaysOffInARow} are needed.");
            }
        }

        var weekends = Enumerable.Range(0, days).Where(day => line[day] != Roster.Off && day % 7 >= 5).Select(day => day / 7).Distinct().Count();
        if (weekends > rules.MostWeekends)
        {
            broken.Add($"{rules.Name} works on {weekends} weekends, at most {rules.MostWeekends} are allowed.");
        }
    }
}
