namespace BookedBarber.Algorithms.Rosters;

/// <summary>A plan to begin from: everybody in turn takes the line that is cheapest beside the others', until nobody gains.</summary>
internal static class RosterFirstPlan
{
    /// <summary>Plans everybody on an empty board, in a random order.</summary>
    /// <param name="task">The task.</param>
    /// <param name="board">An empty board; holds the plan afterwards.</param>
    /// <param name="worker">Finds lines.</param>
    /// <param name="random">Draws the order, and among equals.</param>
    /// <param name="goOn">Asked between rounds; <see langword="false"/> ends early, with a whole plan.</param>
    /// <returns>The person whose rules allow no line, or <see langword="null"/>.</returns>
    public static RosterStaff? Make(RosterTask task, RosterBoard board, CheapestLine worker, Random random, Func<bool> goOn)
    {
        var line = new int[task.Instance.Days];
        var prices = new double[task.Cells];
        foreach (var person in Everybody(task, random))
        {
            board.Prices(person, prices);
            if (double.IsPositiveInfinity(worker.Find(task.Rules[person], prices, line, random)))
            {
                return task.Instance.Staff[person];
            }

            board.Put(person, line);
        }

        Settle(task, board, worker, random, goOn);
        return null;
    }

    /// <summary>Everybody in turn takes the cheapest line beside the others' until nobody gains.</summary>
    public static void Settle(RosterTask task, RosterBoard board, CheapestLine worker, Random random, Func<bool> goOn)
    {
        var line = new int[task.Instance.Days];
        var prices = new double[task.Cells];
        for (var gained = true; gained && goOn();)
        {
            var before = board.Penalty;
            foreach (var person in Everybody(task, random))
            {
                board.Clear(person);
                board.Prices(person, prices);
                worker.Find(task.Rules[person], prices, line, random);
                board.Put(person, line);
            }

            gained = board.Penalty < before;
        }
    }

    private static IOrderedEnumerable<int> Everybody(RosterTask task, Random random) => Enumerable.Range(0, task.Instance.Staff.Count).OrderBy(_ => random.Next());
}
