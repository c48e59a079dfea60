namespace BookedBarber.Algorithms.Rosters;

/// <summary>A roster under change: lines, people present for each need, and the penalty, kept in step.</summary>
internal sealed class RosterBoard
{
    private readonly int[] _there;

    public RosterBoard(RosterTask task)
    {
        Task = task;
        Roster = new Roster(task.Instance.Staff.Count, task.Instance.Days);
        _there = new int[task.Needs];
        Penalty = task.WishesUnmetByAll;
        for (var need = 0; need < task.Needs; need++)
        {
            Penalty += CoverCost(need);
        }
    }

    private RosterBoard(RosterBoard other)
    {
        Task = other.Task;
        Roster = other.Roster.Copy();
        _there = (int[])other._there.Clone();
        Penalty = other.Penalty;
    }

    public RosterTask Task { get; }

    public Roster Roster { get; }

    public long Penalty { get; private set; }

    public ReadOnlySpan<int> There => _there;

    public RosterBoard Copy() => new(this);

    /// <summary>Gives a person a line in place of the present one.</summary>
    public void Put(int person, ReadOnlySpan<int> line)
    {
        for (var day = 0; day < line.Length; day++)
        {
            var before = Roster[person, day];
            if (before != line[day])
            {
                Count(person, day, before, -1);
                Count(person, day, line[day], 1);
                Roster[person, day] = line[day];
            }
        }
    }

    /// <summary>Takes a person out of the cover: all days off.</summary>
    public void Clear(int person)
    {
        Span<int> off = stackalloc int[Task.Instance.Days];
        off.Fill(Roster.Off);
        Put(person, off);
    }

    /// <summary>What one more person costs on each day and shift: [day × shifts + shift], with the wishes of a person.</summary>
    public void Prices(int person, Span<double> prices)
    {
        Task.WishPrices(person).CopyTo(prices);
        for (var cell = 0; cell < prices.Length; cell++)
        {
            var need = Task.NeedOf(cell);
            if (need >= 0)
            {
                prices[cell] += _there[need] < Task.NeedCount(need) ? -Task.Under(need) : Task.Over(need);
            }
        }
    }

    private void Count(int person, int day, int shift, int by)
    {
        if (shift == Roster.Off)
        {
            return;
        }

        var cell = (day * Task.Instance.Shifts.Count) + shift;
        Penalty += by * (long)Task.WishPrices(person)[cell];
        var need = Task.NeedOf(cell);
        if (need >= 0)
        {
            Penalty -= CoverCost(need);
            _there[need] += by;
            Penalty += CoverCost(need);
        }
    }

    private long CoverCost(int need) =>
        _there[need] < Task.NeedCount(need) ? (long)(Task.NeedCount(need) - _there[need]) * Task.Under(need) : (long)(_there[need] - Task.NeedCount(need)) * Task.Over(need);
}
