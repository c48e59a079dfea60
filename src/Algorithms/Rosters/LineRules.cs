namespace BookedBarber.Algorithms.Rosters;

/// <summary>One person's hard rules as a graph: a state after each day, and which states may follow on the next.</summary>
/// <remarks>
/// A state is the shift worked with the length of the running block, or a day off with the length of the running rest, capped where longer rests are alike.
/// Minutes are counted in units of the shifts' greatest common divisor.
/// </remarks>
internal sealed class LineRules
{
    /// <summary>The state before day 0: rested for as long as any rule asks, since what came before is not known.</summary>
    public const int Start = -1;

    private readonly RosterStaff _rules;
    private readonly int _workStates;
    private readonly bool[,] _mayFollow;

    public LineRules(RosterInstance instance, RosterStaff rules)
    {
        _rules = rules;
        Days = instance.Days;
        Shifts = instance.Shifts.Count;
        MostOf = rules.MostOf;
        MostWeekends = Math.Min(rules.MostWeekends, (instance.Days + 6) / 7);
        RowCap = Math.Min(rules.MostDaysInARow, instance.Days);
        RestCap = Math.Max(1, rules.FewestDaysOffInARow);
        _workStates = Shifts * RowCap;
        States = _workStates + RestCap;
        var unit = instance.Shifts.Aggregate(0, (divisor, shift) => Divisor(divisor, shift.Minutes));
        Units = [.. instance.Shifts.Select(shift => shift.Minutes / unit)];
        FewestUnits = (rules.FewestMinutes + unit - 1) / unit;
        MostUnits = (int)Math.Min(rules.MostMinutes / unit, (long)Units.Max() * Days);
        _mayFollow = new bool[Shifts, Shifts];
        for (var before = 0; before < Shifts; before++)
        {
            for (var after = 0; after < Shifts; after++)
            {
                _mayFollow[before, after] = !instance.Shifts[before].NotBefore.Contains(after);
            }
        }

        Next = new Step[Days][][];
        First = [.. Steps(Start, 0)];
        for (var day = 0; day + 1 < Days; day++)
        {
            Next[day] = new Step[States][];
            for (var state = 0; state < States; state++)
            {
                Next[day][state] = [.. Steps(state, day + 1)];
            }
        }

        (Low, High) = Windows();
    }

    /// <summary>A move to the next day.</summary>
    /// <param name="State">State after that day.</param>
    /// <param name="Shift">Shift worked, or <see cref="Roster.Off"/>.</param>
    /// <param name="Units">Working time in units.</param>
    /// <param name="Weekend">1 where the move begins a worked weekend, else 0.</param>
    public readonly record struct Step(int State, int Shift, int Units, int Weekend);

    public int Days { get; }

    public int Shifts { get; }

    public int States { get; }

    public int RowCap { get; }

    public int RestCap { get; }

    public int MostWeekends { get; }

    public IReadOnlyList<int> MostOf { get; }

    public int[] Units { get; }

    public int FewestUnits { get; }

    public int MostUnits { get; }

    /// <summary>Moves to day 0.</summary>
    public Step[] First { get; }

    /// <summary>Moves from a day's state to the next day: [day][state].</summary>
    public Step[][][] Next { get; }

    /// <summary>Fewest units after each day from which the horizon can still be finished.</summary>
    public int[] Low { get; }

    /// <summary>Most units after each day from which the horizon can still be finished; below <see cref="Low"/> where nobody can.</summary>
    public int[] High { get; }

    /// <summary>Whether minutes, days and rests allow any line at all; weekends and numbers of shifts are the search's to check.</summary>
    public bool MayExist => Days > 0 && Array.TrueForAll([.. Low.Zip(High, (low, high) => high >= low)], possible => possible);

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);

    private IEnumerable<Step> Steps(int state, int day)
    {
        var working = state >= 0 && state < _workStates;
        var row = working ? (state % RowCap) + 1 : 0;
        var rest = state == Start ? RestCap : working ? 0 : state - _workStates + 1;
        // A block whose length equals the number of days so far began on day 0 and may have begun before it.
        if (!working || row >= _rules.FewestDaysInARow || row == day)
        {
            yield return new Step(_workStates + Math.Min(working ? 0 : rest, RestCap - 1), Roster.Off, 0, 0);
        }

        if (_rules.DaysOff.Contains(day) || (working && row >= RowCap) || (!working && rest < RestCap))
        {
            yield break;
        }

        var weekend = RosterInstance.IsSaturday(day) || (RosterInstance.IsSunday(day) && (!working || day == 0)) ? 1 : 0;
        for (var shift = 0; shift < Shifts; shift++)
        {
            if (MostOf[shift] > 0 && (!working || _mayFollow[state / RowCap, shift]))
            {
                yield return new Step((shift * RowCap) + row, shift, Units[shift], weekend);
            }
        }
    }

    private (int[] Low, int[] High) Windows()
    {
        var width = MostUnits + 1;
        var forward = new bool[Days][];
        for (var day = 0; day < Days; day++)
        {
            forward[day] = new bool[States * width];
            for (var state = day == 0 ? Start : 0; state < (day == 0 ? 0 : States); state++)
            {
                foreach (var step in day == 0 ? First : Next[day - 1][state])
                {
                    for (var used = step.Units; used < width; used++)
                    {
                        forward[day][(step.State * width) + used] |= day == 0 ? used == step.Units : forward[day - 1][(state * width) + used - step.Units];
                    }
                }
            }
        }

        var (low, high) = (new int[Days], new int[Days]);
        var alive = new bool[States * width];
        for (var day = Days - 1; day >= 0; day--)
        {
            var before = alive;
            alive = new bool[States * width];
            (low[day], high[day]) = (int.MaxValue, -1);
            for (var state = 0; state < States; state++)
            {
                for (var used = 0; used < width; used++)
                {
                    var ends = day == Days - 1
                        ? used >= FewestUnits
                        : Array.Exists(Next[day][state], step => used + step.Units < width && before[(step.State * width) + used + step.Units]);
                    if (ends && forward[day][(state * width) + used])
                    {
                        alive[(state * width) + used] = true;
                        low[day] = Math.Min(low[day], used);
                        high[day] = Math.Max(high[day], used);
                    }
                }
            }
        }

        return (low, high);
    }
}
