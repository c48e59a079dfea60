namespace BookedBarber.Predictions.Revenue;

/// <summary>The rows of one series as they are read, in any order.</summary>
internal sealed class SeriesRows(string id, int regressors)
{
    private readonly List<long> _ticks = [];
    private readonly List<double> _values = [];
    private readonly List<int> _rows = [];
    private readonly List<float>[] _regressors = [.. Enumerable.Range(0, regressors).Select(_ => new List<float>())];

    public string Id => id;

    public int Count => _ticks.Count;

    /// <summary>Line of its first row in the file.</summary>
    public int FirstRow => _rows[0];

    /// <summary>Adds a row.</summary>
    /// <param name="ticks">Its instant.</param>
    /// <param name="value">NaN: closed or not known.</param>
    /// <param name="row">Line of the file, for messages.</param>
    /// <param name="facts">Its regressors.</param>
    public void Add(long ticks, double value, int row, ReadOnlySpan<float> facts)
    {
        _ticks.Add(ticks);
        _values.Add(value);
        _rows.Add(row);
        for (var i = 0; i < facts.Length; i++)
        {
            _regressors[i].Add(facts[i]);
        }
    }

    /// <summary>Distances between neighbouring instants of up to the first thousand, in order of time.</summary>
    public IEnumerable<TimeSpan> Distances()
    {
        var first = _ticks.Take(1000).Distinct().Order().ToList();
        for (var i = 1; i < first.Count; i++)
        {
            yield return new TimeSpan(first[i] - first[i - 1]);
        }
    }

    /// <summary>Weekday that most instants fall on, days from Monday.</summary>
    public int Weekday() => _ticks.Take(100).GroupBy(ticks => (int)(ticks / TimeSpan.TicksPerDay % 7)).MaxBy(group => group.Count())!.Key;

    /// <summary>Last step that has a value; null when none has.</summary>
    public int? Last(Steps steps)
    {
        int? last = null;
        for (var i = 0; i < _ticks.Count; i++)
        {
            if (!double.IsNaN(_values[i]) && steps.Of(new DateTime(_ticks[i])) is var step && !(step <= last))
            {
                last = step;
            }
        }

        return last;
    }

    /// <summary>The rows on the calendar, through the horizon.</summary>
    /// <param name="steps">The calendar.</param>
    /// <param name="end">Step after the last of the whole file.</param>
    /// <param name="horizon">Steps ahead.</param>
    /// <param name="duplicate">Called with both lines when two rows fall on one step.</param>
    /// <returns>The series, its values ending at <paramref name="end"/>; null when it has no value at all.</returns>
    public RevenueSeries? ToSeries(Steps steps, int end, int horizon, Func<int, int, Exception> duplicate)
    {
        var places = _ticks.ConvertAll(ticks => steps.Of(new DateTime(ticks)));
        var known = Enumerable.Range(0, places.Count).Where(i => !double.IsNaN(_values[i])).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        var first = known.Min(i => places[i]);
        var values = new double[end - first];
        Array.Fill(values, double.NaN);
        var facts = new float[_regressors.Length][];
        for (var r = 0; r < facts.Length; r++)
        {
            facts[r] = new float[values.Length + horizon];
            Array.Fill(facts[r], float.NaN);
        }

        var seen = new int[values.Length];
        for (var i = 0; i < places.Count; i++)
        {
            var at = places[i] - first;
            if (at < 0 || at >= values.Length + horizon)
            {
                continue;
            }

            if (at < values.Length)
            {
                if (seen[at] != 0)
                {
                    throw duplicate(_rows[i], seen[at]);
                }

                seen[at] = _rows[i];
                values[at] = _values[i];
            }

            for (var r = 0; r < facts.Length; r++)
            {
                facts[r][at] = _regressors[r][i];
            }
        }

        return new RevenueSeries(id, first, values, facts, Planned: null);
    }
}
