namespace BookedBarber.Algorithms.Rosters;

/// <summary>Says which rules make it impossible to plan a person.</summary>
/// <remarks>Rules are taken away one at a time as long as no line exists without them (deletion filter; Chinneck and Dravnieks, 1991); what is left clashes, and without any one of it there would be a line.</remarks>
public static class RosterClashes
{
    /// <summary>The clashes of everybody who cannot be planned.</summary>
    /// <param name="instance">The task.</param>
    /// <returns>A sentence for each such person, naming the rules that clash; none where everybody has at least one line. Needs and wishes never clash: they are priced.</returns>
    public static IReadOnlyList<string> Find(RosterInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var search = new CheapestLine();
        return [.. instance.Staff.Where(staff => !HasLine(instance, staff, search)).Select(staff => Sentence(instance, staff, search))];
    }

    private static bool HasLine(RosterInstance instance, RosterStaff staff, CheapestLine search) =>
        !double.IsPositiveInfinity(search.Find(new LineRules(instance, staff), new double[instance.Days * instance.Shifts.Count], new int[instance.Days]));

    private static string Sentence(RosterInstance instance, RosterStaff staff, CheapestLine search)
    {
        var free = instance with { Shifts = [.. instance.Shifts.Select(shift => shift with { NotBefore = new HashSet<int>() })] };
        List<(string Rule, Func<RosterStaff, RosterStaff> Without, bool Resting)> rules =
        [
            ("the shifts that may not follow each other", one => one, true),
            ($"at least {staff.FewestDaysInARow} working days in a row", one => one with { FewestDaysInARow = 0 }, false),
            ($"at least {staff.FewestDaysOffInARow} days off in a row", one => one with { FewestDaysOffInARow = 0 }, false),
            ($"at most {staff.MostDaysInARow} working days in a row", one => one with { MostDaysInARow = instance.Days }, false),
            ($"at most {staff.MostWeekends} weekends", one => one with { MostWeekends = instance.Days }, false),
            ("the most of each shift", one => one with { MostOf = [.. one.MostOf.Select(_ => instance.Days)] }, false),
            ($"{staff.DaysOff.Count} days off", one => one with { DaysOff = new HashSet<int>() }, false),
            ($"at most {staff.MostMinutes} minutes", one => one with { MostMinutes = int.MaxValue }, false),
            ($"at least {staff.FewestMinutes} minutes", one => one with { FewestMinutes = 0 }, false),
        ];

        var (clashing, rested, relaxed) = (new List<string>(), instance, staff);
        foreach (var (rule, without, rest) in rules)
        {
            var (tried, without1) = (rest ? free : rested, without(relaxed));
            if (HasLine(tried, without1, search))
            {
                clashing.Add(rule);
            }
            else
            {
                (rested, relaxed) = (tried, without1);
            }
        }

        return $"{staff.Name} cannot be planned: these rules clash: {string.Join("; ", clashing)}.";
    }
}
