namespace BookedBarber.Algorithms.Rosters;

/// <summary>An instance laid out for search: rules as graphs, needs and wishes as arrays.</summary>
internal sealed class RosterTask
{
    private readonly int[] _needOf;
    private readonly int[] _under;
    private readonly int[] _over;
    private readonly int[] _count;
    private readonly double[][] _wishes;

    public RosterTask(RosterInstance instance)
    {
        Instance = instance;
        Rules = [.. instance.Staff.Select(staff => new LineRules(instance, staff))];
        Cells = instance.Days * instance.Shifts.Count;
        _needOf = new int[Cells];
        Array.Fill(_needOf, -1);
        Needs = instance.Cover.Count;
        (_under, _over, _count) = ([.. instance.Cover.Select(cover => cover.UnderWeight)], [.. instance.Cover.Select(cover => cover.OverWeight)], [.. instance.Cover.Select(cover => cover.Need)]);
        for (var need = 0; need < Needs; need++)
        {
            _needOf[(instance.Cover[need].Day * instance.Shifts.Count) + instance.Cover[need].Shift] = need;
        }

        _wishes = [.. instance.Staff.Select(_ => new double[Cells])];
        foreach (var wish in instance.Wishes)
        {
            _wishes[wish.Staff][(wish.Day * instance.Shifts.Count) + wish.Shift] += wish.Wanted ? -wish.Weight : wish.Weight;
            WishesUnmetByAll += wish.Wanted ? wish.Weight : 0;
        }
    }

    public RosterInstance Instance { get; }

    public LineRules[] Rules { get; }

    /// <summary>Days × shifts.</summary>
    public int Cells { get; }

    public int Needs { get; }

    /// <summary>Penalty for wishes when everybody is off every day.</summary>
    public long WishesUnmetByAll { get; }

    public ReadOnlySpan<int> NeedCounts => _count;

    public ReadOnlySpan<int> Unders => _under;

    public ReadOnlySpan<int> Overs => _over;

    public int NeedOf(int cell) => _needOf[cell];

    public int NeedCount(int need) => _count[need];

    public int Under(int need) => _under[need];

    public int Over(int need) => _over[need];

    public ReadOnlySpan<double> WishPrices(int person) => _wishes[person];

    /// <summary>A person's line as a column.</summary>
    public LineColumn Column(int person, ReadOnlySpan<int> line)
    {
        var needs = new List<int>(line.Length);
        var wishes = 0.0;
        for (var day = 0; day < line.Length; day++)
        {
            if (line[day] != Roster.Off)
            {
                var cell = (day * Instance.Shifts.Count) + line[day];
                wishes += _wishes[person][cell];
                if (_needOf[cell] >= 0)
                {
                    needs.Add(_needOf[cell]);
                }
            }
        }

        return new LineColumn(line.ToArray(), [.. needs], wishes);
    }
}
