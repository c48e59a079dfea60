namespace BookedBarber.Algorithms.Rosters;

/// <summary>Plans a roster that keeps every hard rule and costs as little as can be found in the time given; a good plan is there after a second, better ones follow.</summary>
/// <remarks>
/// First everybody in turn gets the line that is cheapest beside the others' (<see cref="CheapestLine"/>), again and again with some people taken out. Then all are planned together by
/// column generation (<see cref="LineMix"/>), which also proves a lower bound, and after that ever other groups of people beside the rest (large neighbourhood search; Shaw, 1998).
/// The same seed leads through the same plans; how far depends on the time and the machine, unless the plan is proved to be the best.
/// </remarks>
public sealed class RosterSearch
{
    // Enough that a new group of people starts near its best mix; more only slows the linear program.
    private const int PoolOfEach = 40;

    private const int SmallestGroup = 5;

    // Lines are generated this often after each fixing: fewer rounds leave the later people poor lines, more seldom change the outcome.
    private const int RoundsAfterFixing = 5;

    // Of the order of one person too few, the dearest thing that a plan can trade.
    private const int MostNoise = 100;

    // Rises and falls of the group's size that bring nothing better before the search begins afresh: about as long as a lucky one takes to come down.
    private const int Patience = 3;

    // Planning nearly everybody anew costs as much as planning all and seldom gives more.
    private const double LargestShare = 0.75;

    private readonly RosterTask _task;
    private readonly CheapestLine[] _workers;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _budget;
    private readonly CancellationToken _cancellation;
    private readonly Action<RosterProgress>? _progress;
    private readonly long _started;
    private readonly Random _random;
    private readonly int[] _everybody;
    private LinePool _pool;
    private RosterBoard _best;
    private double _bound; // Penalties are never negative.

    private RosterSearch(RosterInstance instance, RosterSearchOptions options, TimeProvider clock, Action<RosterProgress>? progress, CancellationToken cancellation)
    {
        _task = new RosterTask(instance);
        _workers = [.. Enumerable.Range(0, Math.Max(1, options.Threads)).Select(_ => new CheapestLine())];
        (_clock, _budget, _cancellation, _progress) = (clock, options.Budget, cancellation, progress);
        _started = clock.GetTimestamp();
        _random = new Random(options.Seed);
        _pool = new LinePool(instance.Staff.Count, PoolOfEach);
        _everybody = [.. Enumerable.Range(0, instance.Staff.Count)];
        _best = new RosterBoard(_task);
    }

    /// <summary>Plans a roster.</summary>
    /// <param name="instance">The task. Each person's rules must allow at least one line; <see cref="RosterClashes"/> says where they do not.</param>
    /// <param name="options">Time, threads and seed.</param>
    /// <param name="clock">Measures the time.</param>
    /// <param name="progress">Told of each better plan, on the calling thread; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the search early; the best plan so far is returned.</param>
    /// <returns>The best plan found, and the proved lower bound.</returns>
    /// <exception cref="ArgumentException">Somebody's rules allow no line.</exception>
    public static RosterSolution Solve(RosterInstance instance, RosterSearchOptions options, TimeProvider clock, Action<RosterProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        var search = new RosterSearch(instance, options, clock, progress, cancellationToken);
        return search.Begin() is { } stuck ? throw new ArgumentException($"The rules of {stuck.Name} allow no line.", nameof(instance)) : search.Run();
    }

    private TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    private bool Proved => _bound > _best.Penalty - 1 + 1e-3;

    private RosterSolution Run()
    {
        Refine(TimeSpan.FromTicks(_budget.Ticks / 30));
        PlanAll(_best);
        Tell();
        Neighbourhoods();
        return new RosterSolution(_best.Roster.Copy(), RosterCheck.Penalty(_task.Instance, _best.Roster), Proved ? _best.Penalty : (long)Math.Max(0, Math.Ceiling(_bound - 1e-3)), Proved);
    }

    private bool GoOn() => Elapsed < _budget && !_cancellation.IsCancellationRequested;

    // The first plan; or the person for whom there is no line.
    private RosterStaff? Begin()
    {
        if (RosterFirstPlan.Make(_task, _best, _workers[0], _random, GoOn) is { } stuck)
        {
            return stuck;
        }

        Tell();
        return null;
    }

    // Takes a few people out and puts them back one after the other; worse plans are kept for a while, less and less (simulated annealing).
    private void Refine(TimeSpan share)
    {
        var until = Elapsed + share;
        var begun = Elapsed;
        var board = _best.Copy();
        var line = new int[_task.Instance.Days];
        var prices = new double[_task.Cells];
        while (GoOn() && Elapsed < until)
        {
            var heat = 60.0 * (1 - ((Elapsed - begun) / share));
            var before = board.Copy();
            var group = _random.GetItems(_everybody, Math.Min(_everybody.Length, 2 + _random.Next(4))).Distinct().ToArray();
            Array.ForEach(group, board.Clear);
            foreach (var person in group)
            {
                board.Prices(person, prices);
                _workers[0].Find(_task.Rules[person], prices, line, _random);
                board.Put(person, line);
            }

            if (board.Penalty < _best.Penalty)
            {
                _best = board.Copy();
                Tell();
            }
            else if (board.Penalty > before.Penalty && _random.NextDouble() >= Math.Exp((before.Penalty - board.Penalty) / Math.Max(0.1, heat)))
            {
                board = before;
            }
        }
    }

    // Everybody anew; also proves the bound.
    private RosterBoard? PlanAll(RosterBoard present)
    {
        if (!GoOn())
        {
            return null;
        }

        var mix = new LineMix(_task, _workers, _pool, _random, GoOn);
        var plan = mix.Plan(present, _everybody, _best.Penalty, RoundsAfterFixing);
        _bound = Math.Max(_bound, mix.Bound);
        Take(plan);
        return plan;
    }

    private void Take(RosterBoard? plan)
    {
        if (plan is null)
        {
            return;
        }

        RosterFirstPlan.Settle(_task, plan, _workers[0], _random, GoOn);
        if (plan.Penalty <= _best.Penalty)
        {
            var better = plan.Penalty < _best.Penalty;
            _best = plan;
            if (better)
            {
                Tell();
            }
        }
    }

    // Each thread plans another group beside the same present plan; the better outcome goes on, so that the threads' pace does not matter. Once groups of every size have brought nothing, a part of
    // the people get lines at random prices, and the search comes down again from there (iterated local search; Lourenço, Martin and Stützle, 2003). Where that leads nowhere several times, it begins
    // afresh, without the lines known so far: some plans cannot be reached from where a search happened to begin.
    private void Neighbourhoods()
    {
        var present = _best;
        var size = (double)Math.Min(_everybody.Length, SmallestGroup);
        var (until, lowest, fruitless) = (_best.Penalty, _best.Penalty, 0);
        while (GoOn() && !Proved)
        {
            present = PlanGroups(present, (int)Math.Round(size)) ?? present;
            size *= 1.02;
            if (size > Math.Max(SmallestGroup, _everybody.Length * LargestShare))
            {
                size = Math.Min(_everybody.Length, SmallestGroup);
                fruitless = _best.Penalty < lowest ? 0 : fruitless + 1;
                lowest = _best.Penalty;
                if (present.Penalty >= until)
                {
                    present = fruitless >= Patience ? Afresh() : Shaken(_best);
                    fruitless = fruitless >= Patience ? 0 : fruitless;
                }

                until = present.Penalty;
            }
        }
    }

    private RosterBoard Afresh()
    {
        _pool = new LinePool(_everybody.Length, PoolOfEach);
        var board = new RosterBoard(_task);
        RosterFirstPlan.Make(_task, board, _workers[0], _random, GoOn);
        var plan = new LineMix(_task, _workers, _pool, _random, GoOn).Plan(board, _everybody, double.PositiveInfinity, RoundsAfterFixing);
        Take(plan);
        return plan ?? board;
    }

    private RosterBoard Shaken(RosterBoard from)
    {
        var board = from.Copy();
        var line = new int[_task.Instance.Days];
        var prices = new double[_task.Cells];
        foreach (var person in Group(1 + (int)(_everybody.Length * _random.NextDouble() * 0.7)))
        {
            board.Clear(person);
            board.Prices(person, prices);
            for (var cell = 0; cell < prices.Length; cell++)
            {
                prices[cell] += _random.Next(MostNoise);
            }

            _workers[0].Find(_task.Rules[person], prices, line, _random);
            board.Put(person, line);
        }

        return board;
    }

    private RosterBoard? PlanGroups(RosterBoard present, int size)
    {
        var groups = Array.ConvertAll(_workers, _ => Group(size));
        var seeds = Array.ConvertAll(_workers, _ => _random.Next());
        var pools = Array.ConvertAll(_workers, _ => _pool.Copy());
        var plans = new RosterBoard?[_workers.Length];
        var below = present.Penalty + 1;
        Parallel.For(0, _workers.Length, worker =>
            plans[worker] = new LineMix(_task, [_workers[worker]], pools[worker], new Random(seeds[worker]), GoOn).Plan(present, groups[worker], below, RoundsAfterFixing));
        foreach (var (worker, group) in groups.Index())
        {
            foreach (var person in group)
            {
                _pool.AddAll(person, pools[worker].Of(person));
            }
        }

        RosterBoard? chosen = null;
        foreach (var plan in plans)
        {
            Take(plan);
            chosen = plan is not null && plan.Penalty < below && (chosen is null || plan.Penalty < chosen.Penalty) ? plan : chosen;
        }

        return chosen;
    }

    private int[] Group(int size)
    {
        var group = (int[])_everybody.Clone();
        _random.Shuffle(group);
        return group[..Math.Min(size, group.Length)];
    }

    private void Tell() => _progress?.Invoke(new RosterProgress(Elapsed, _best.Penalty, (long)Math.Max(0, Math.Ceiling(Math.Min(_bound, _best.Penalty) - 1e-3))));
}
