namespace BookedBarber.Algorithms.Rosters;

/// <summary>Plans some people anew while all others keep their lines: mixes lines by a linear program, then fixes one after the other until everybody has one.</summary>
/// <remarks>
/// Column generation (Gilmore and Gomory, 1961) with prices smoothed towards the best seen (Wentges, 1997; without it, prices swing and many useless lines are made), then diving (Joncour et al., "Column
/// generation based primal heuristics", 2010). The smoothed prices give a Lagrangian bound: no plan of these people can cost less.
/// </remarks>
internal sealed class LineMix
{
    private const double Smoothing = 0.7;
    private const int MostRounds = 400;

    private readonly RosterTask _task;
    private readonly IReadOnlyList<CheapestLine> _workers;
    private readonly LinePool _pool;
    private readonly Random _random;
    private readonly Func<bool> _goOn;

    /// <summary>A planner.</summary>
    /// <param name="task">The task.</param>
    /// <param name="workers">One for each thread that may be used.</param>
    /// <param name="pool">Lines seen before, by person; new ones are added.</param>
    /// <param name="random">Draws among equals.</param>
    /// <param name="goOn">Asked often; <see langword="false"/> ends early.</param>
    public LineMix(RosterTask task, IReadOnlyList<CheapestLine> workers, LinePool pool, Random random, Func<bool> goOn) =>
        (_task, _workers, _pool, _random, _goOn) = (task, workers, pool, random, goOn);

    /// <summary>Lower bound of the penalty that the last <see cref="Plan"/> proved for its people, all others as they are.</summary>
    public double Bound { get; private set; }

    /// <summary>Plans people anew.</summary>
    /// <param name="board">The present plan; not changed.</param>
    /// <param name="persons">Whom to plan.</param>
    /// <param name="below">Give up once the plan cannot cost less than this.</param>
    /// <param name="roundsAfterFixing">How often lines are generated after each fixing: more is slower and better.</param>
    /// <returns>A plan, or <see langword="null"/> where it was given up.</returns>
    public RosterBoard? Plan(RosterBoard board, int[] persons, double below, int roundsAfterFixing)
    {
        var plan = board.Copy();
        var starts = Array.ConvertAll(persons, person => _task.Column(person, board.Roster.Line(person)));
        foreach (var person in persons)
        {
            plan.Clear(person);
        }

        var needs = new int[_task.Needs];
        for (var need = 0; need < needs.Length; need++)
        {
            needs[need] = _task.NeedCount(need) - plan.There[need];
        }

        var state = new Dive(plan, persons, needs, new CoverProgram(needs, _task.Unders, _task.Overs, starts, _random), OffsetOf(plan, needs));
        foreach (var (row, line) in persons.Index().SelectMany(each => _pool.Of(each.Item).Select(line => (each.Index, line))))
        {
            state.Program.Add(row, line);
        }

        Bound = double.NegativeInfinity;
        var rounds = MostRounds;
        while (true)
        {
            var hopeful = Generate(state, rounds, below);
            Bound = rounds == MostRounds ? state.Bound : Bound;
            if (!hopeful || !_goOn())
            {
                return null;
            }

            if (!FixSome(state))
            {
                return plan;
            }

            (state.Bound, rounds) = (double.NegativeInfinity, roundsAfterFixing);
        }
    }

    // The program counts needs that are over-served by those who stay as well, but not their wishes.
    private double OffsetOf(RosterBoard plan, int[] needs)
    {
        var cover = 0.0;
        for (var need = 0; need < needs.Length; need++)
        {
            cover += needs[need] > 0 ? (double)needs[need] * _task.Under(need) : -(double)needs[need] * _task.Over(need);
        }

        return plan.Penalty - cover;
    }

    // Generates lines until none helps, the bound says that it is hopeless, or the rounds are over.
    private bool Generate(Dive state, int rounds, double below)
    {
        var smoothing = Smoothing;
        var open = Enumerable.Range(0, state.Persons.Length).Where(row => !state.Fixed[row]).ToArray();
        var found = new (double Cost, LineColumn Line)[open.Length];
        for (var round = 0; round < rounds; round++)
        {
            state.Program.Solve(_goOn);
            if (!_goOn())
            {
                return true;
            }

            var duals = state.Program.Duals.ToArray();
            if (state.Center is null)
            {
                state.Center = duals;
            }

            var asked = new double[_task.Needs];
            for (var need = 0; need < asked.Length; need++)
            {
                asked[need] = Math.Clamp((smoothing * state.Center[need]) + ((1 - smoothing) * duals[need]), -_task.Over(need), _task.Under(need));
            }

            PriceLines(state, open, asked, found);
            var bound = state.Offset + found.Sum(line => line.Cost) + state.FixedCost(asked);
            for (var need = 0; need < asked.Length; need++)
            {
                bound += asked[need] * state.Needs[need];
            }

            var helping = 0;
            for (var at = 0; at < open.Length; at++)
            {
                var line = found[at].Line;
                var reduced = line.Wishes - line.Needs.Sum(need => duals[need]) - duals[_task.Needs + open[at]];
                if (reduced < -1e-6)
                {
                    helping++;
                    state.Program.Add(open[at], line);
                    _pool.Add(state.Persons[open[at]], line);
                }
            }

            if (bound > state.Bound)
            {
                (state.Bound, state.Center) = (bound, asked);
            }

            // Penalties are whole numbers: a bound above 606.0 means 607.
            if (state.Bound > below - 1 + 1e-3)
            {
                return false;
            }

            if (state.Program.Objective + state.Offset - state.Bound < 0.02 || (helping == 0 && smoothing == 0))
            {
                break;
            }

            smoothing = helping == 0 ? 0 : Smoothing;
            if (round % 20 == 19)
            {
                state.Program.Forget(20);
            }
        }

        state.Program.Solve(_goOn);
        return true;
    }

    private void PriceLines(Dive state, int[] open, double[] asked, (double Cost, LineColumn Line)[] found)
    {
        void Work(int worker)
        {
            var prices = new double[_task.Cells];
            var line = new int[_task.Instance.Days];
            for (var at = worker; at < open.Length; at += _workers.Count)
            {
                var person = state.Persons[open[at]];
                _task.WishPrices(person).CopyTo(prices);
                for (var cell = 0; cell < prices.Length; cell++)
                {
                    if (_task.NeedOf(cell) is >= 0 and var need)
                    {
                        prices[cell] -= asked[need];
                    }
                }

                var cost = _workers[worker].Find(_task.Rules[person], prices, line);
                found[at] = (cost, _task.Column(person, line));
            }
        }

        if (_workers.Count == 1)
        {
            Work(0);
        }
        else
        {
            Parallel.For(0, _workers.Count, Work);
        }
    }

    // Fixes lines that the mix uses nearly alone, or else the one that it uses most.
    private bool FixSome(Dive state)
    {
        var mix = state.Program.Mix().Where(used => !state.Fixed[used.Person]).Select(used => (used.Person, used.Line, used.Share, Appeal: used.Share + (0.1 * _random.NextDouble())))
            .OrderByDescending(used => used.Appeal).ToList();
        if (mix.Count == 0)
        {
            return false;
        }

        var most = Math.Max(1, state.Persons.Length / 8);
        foreach (var used in mix.Where((used, place) => used.Share > 0.999 || place == 0 || (place < most && used.Share > 0.75)))
        {
            if (state.Fixed[used.Person])
            {
                continue;
            }

            state.Fixed[used.Person] = true;
            state.Lines[used.Person] = used.Line;
            state.Plan.Put(state.Persons[used.Person], used.Line.Shifts);
            state.Program.Fix(used.Person, used.Line);
        }

        return true;
    }

    private sealed class Dive(RosterBoard plan, int[] persons, int[] needs, CoverProgram program, double offset)
    {
        public RosterBoard Plan { get; } = plan;

        public int[] Persons { get; } = persons;

        public int[] Needs { get; } = needs;

        public CoverProgram Program { get; } = program;

        public double Offset { get; } = offset;

        public bool[] Fixed { get; } = new bool[persons.Length];

        public LineColumn?[] Lines { get; } = new LineColumn?[persons.Length];

        public double[]? Center { get; set; }

        public double Bound { get; set; } = double.NegativeInfinity;

        // What the fixed lines cost at the asked prices.
        public double FixedCost(double[] asked) => Lines.Where(line => line is not null).Sum(line => line!.Wishes - line.Needs.Sum(need => asked[need]));
    }
}
