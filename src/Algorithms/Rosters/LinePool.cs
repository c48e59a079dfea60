namespace BookedBarber.Algorithms.Rosters;

/// <summary>The lines that were lately worth having, by person: a start for the next plan.</summary>
internal sealed class LinePool
{
    private readonly int _each;
    private readonly List<LineColumn>[] _lines;

    public LinePool(int staff, int each)
    {
        _each = each;
        _lines = [.. Enumerable.Range(0, staff).Select(_ => new List<LineColumn>())];
    }

    private LinePool(LinePool other)
    {
        _each = other._each;
        _lines = Array.ConvertAll(other._lines, lines => lines.ToList());
    }

    public IReadOnlyList<LineColumn> Of(int person) => _lines[person];

    public LinePool Copy() => new(this);

    /// <summary>Keeps a line; the oldest goes where there are too many.</summary>
    public void Add(int person, LineColumn line)
    {
        if (_lines[person].Exists(known => known.Shifts.AsSpan().SequenceEqual(line.Shifts)))
        {
            return;
        }

        if (_lines[person].Count >= _each)
        {
            _lines[person].RemoveAt(0);
        }

        _lines[person].Add(line);
    }

    /// <summary>Keeps several lines.</summary>
    public void AddAll(int person, IEnumerable<LineColumn> lines)
    {
        foreach (var line in lines)
        {
            Add(person, line);
        }
    }
}
