namespace BookedBarber.Integrations.Transport.Budgets;

/// <summary>Waiting callers by class. Each class gets its share of what is given out, in proportion to its weight among those that wait (stride scheduling, Waldspurger 1995); inside a class the first comes first.</summary>
/// <remarks>Not safe for several threads at once.</remarks>
internal sealed class FairQueue<T>
{
    // Guaranteed shares in percent: interactive 40, webhook 20, push 20, incremental 12, backfill 5, comparison 3.
    private static readonly int[] Weights = [40, 20, 20, 12, 5, 3];

    private readonly LinkedList<T>[] _classes = [.. Weights.Select(_ => new LinkedList<T>())];
    private readonly double[] _pass = new double[Weights.Length];
    private double _now;

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>The guaranteed share of a class, 0–1.</summary>
    public static double ShareOf(CallPriority priority) => Weights[(int)priority] / 100d;

    public void Add(T item, CallPriority priority)
    {
        var waiting = _classes[(int)priority];
        if (waiting.Count == 0)
        {
            // A class that did not wait saved nothing up; else it would starve the others when it comes back.
            _pass[(int)priority] = Math.Max(_pass[(int)priority], _now);
        }

        waiting.AddLast(item);
        Count++;
    }

    /// <summary>Takes whose turn it is.</summary>
    /// <exception cref="InvalidOperationException">Nobody waits.</exception>
    public T Take()
    {
        var turn = -1;
        for (var i = 0; i < _classes.Length; i++)
        {
            if (_classes[i].Count > 0 && (turn < 0 || _pass[i] < _pass[turn]))
            {
                turn = i;
            }
        }

        if (turn < 0)
        {
            throw new InvalidOperationException("Nobody waits.");
        }

        _now = _pass[turn];
        _pass[turn] += 1d / Weights[turn];
        var item = _classes[turn].First!.Value;
        _classes[turn].RemoveFirst();
        Count--;
        return item;
    }

    /// <summary>Takes out all that a rule holds for, and returns them.</summary>
    public IReadOnlyList<T> RemoveAll(Predicate<T> rule)
    {
        var removed = new List<T>();
        foreach (var waiting in _classes)
        {
            for (var node = waiting.First; node is not null;)
            {
                var next = node.Next;
                if (rule(node.Value))
                {
                    removed.Add(node.Value);
                    waiting.Remove(node);
                    Count--;
                }

                node = next;
            }
        }

        return removed;
    }

    /// <summary>Takes out somebody who gave up.</summary>
    public bool Remove(T item)
    {
        foreach (var waiting in _classes)
        {
            if (waiting.Remove(item))
            {
                Count--;
                return true;
            }
        }

        return false;
    }
}
