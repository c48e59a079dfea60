namespace BookedBarber.Algorithms.Panels;

/// <summary>What the trees are told of a step that is to be forecast: only what was known at the origin, and what is planned.</summary>
internal sealed class PanelFeatures
{
    private readonly PanelCalendar _calendar;
    private readonly int _year;
    private readonly int _cycle;
    private readonly int[] _windows;
    private readonly int _facts;
    private readonly int _chainFirst;
    private readonly float[] _chain;
    private readonly float[] _chainSmooth;

    public PanelFeatures(PanelCalendar calendar, IReadOnlyList<PanelState> states, int facts)
    {
        _calendar = calendar;
        _facts = facts;
        (_year, _cycle, _windows) = calendar == PanelCalendar.Days ? (364, 7, [7, 14, 28, 56, 112]) : (52, 1, new[] { 2, 4, 8, 13, 26 });
        _chainFirst = states.Min(state => state.Series.First);
        _chain = Chain(states, _chainFirst);
        _chainSmooth = Smooth(_chain, _calendar == PanelCalendar.Days ? 3 : 1);
    }

    /// <summary>Number of inputs.</summary>
    public int Count => 28 + _windows.Length + (3 * _facts);

    /// <summary>The forecast that the trees correct: the level at the origin and the effect of the kind of day, and of rare days such as holidays.</summary>
    public static float Base(PanelState state, int origin, int at)
    {
        var known = state.Levels.Snapshots[origin];
        return known.Middle + known.Effects[state.Kinds[at]] + (state.Specials[at] == 0 ? state.Recurring(at, origin, known.Unrest) : state.Rare[state.Specials[at]] + known.Rare);
    }

    /// <summary>The level carried on in the shape of last year's season: slower to learn than the trees, but it does not forget that a place's half-year is its own. NaN where a year ago is not known well.</summary>
    public static float Yearly(PanelState state, int origin, int at)
    {
        var known = state.Levels.Snapshots[origin];
        return state.Season(origin, at) + (Base(state, origin, at) - known.Middle);
    }

    /// <summary>Writes the inputs of one row.</summary>
    /// <param name="columns">Columns to write to.</param>
    /// <param name="row">Row to write.</param>
    /// <param name="state">The series.</param>
    /// <param name="origin">First step that is not known.</param>
    /// <param name="at">Step to forecast, at or after the origin.</param>
    public void Write(float[][] columns, int row, PanelState state, int origin, int at)
    {
        var levels = state.Levels;
        var known = levels.Snapshots[origin];
        var (middle, effects) = (known.Middle, known.Effects);
        var seen = state.Seen(origin);
        var column = 0;
        Put(at - origin);
        Put(known.Fast - middle);
        Put(known.Slow - middle);
        foreach (var window in _windows)
        {
            Put(state.Mean(seen - window, seen) - middle);
        }

        var day = state.Series.First + at;
        var back = at - (((at - seen) / _cycle) + 1) * _cycle;
        Put(back >= 0 ? levels.Adjusted[back] - middle : float.NaN);
        Put(back >= _cycle ? levels.Adjusted[back - _cycle] - middle : float.NaN);
        Put(LastOfKind(state, seen, at, 4, 70, effects[state.Kinds[at]] + middle));
        Put(LastOfKind(state, seen, at, 13, 200, effects[state.Kinds[at]] + middle));
        PutYear(1);
        PutYear(2);
        PutChain();
        Put(_calendar == PanelCalendar.Days ? day % 7 : float.NaN);
        PutDate(day);
        PutMoved(day);
        Put(effects[state.Kinds[at]] - effects.Average());
        Put(middle);
        Put(known.Unrest);
        Put(Math.Min(origin, 800));
        Put(state.SinceClosing[at]);
        Put(state.UntilClosing[at]);
        for (var fact = 0; fact < _facts; fact++)
        {
            Put(state.Series.Facts[fact][at]);
            Put(state.Changes[fact].Since[at]);
            Put(state.Changes[fact].Until[at]);
        }

        void Put(float value) => columns[column++][row] = value;

        // How the same season moved, a year ago, from where the place was then when it was last seen.
        void PutYear(int years)
        {
            var then = at - (years * _year);
            var reference = state.Mean(seen - (years * _year) - _windows[2], seen - (years * _year));
            var near = _calendar == PanelCalendar.Days ? 3 : 1;
            Put(then >= 0 ? state.Mean(then - near, then + near + 1) - reference : float.NaN);
            if (years == 1)
            {
                Put(then >= 0 && then < origin ? levels.Adjusted[then] - reference : float.NaN);
            }
        }

        void PutChain()
        {
            var then = day - _year - _chainFirst;
            var begin = state.Series.First + seen - _year - _chainFirst;
            var reference = begin - _windows[2] >= 0 ? MeanOf(_chain, begin - _windows[2], begin) : float.NaN;
            Put(then >= 0 ? _chainSmooth[then] - reference : float.NaN);
            Put(then >= 0 ? _chain[then] - reference : float.NaN);
            var now = state.Series.First + origin - _chainFirst;
            Put(now >= _windows[2] ? MeanOf(_chain, now - _windows[0], now) - MeanOf(_chain, now - _windows[2], now) : float.NaN);
        }

        // The day of last year that is as far from Easter, and the same date.
        void PutMoved(int number)
        {
            var easter = _calendar == PanelCalendar.Days ? EasterSunday.SameDay(number, 1) : null;
            var begin = state.Series.First + seen - _year;
            var (own, reference) = (easter - state.Series.First, state.Mean(seen - _year - _windows[2], seen - _year));
            Put(EasterSunday.Distance(number) ?? float.NaN);
            Put(own is >= 0 and var moved && moved < origin ? levels.Adjusted[moved] - reference : float.NaN);
            var chain = begin - _windows[2] >= _chainFirst ? MeanOf(_chain, begin - _windows[2] - _chainFirst, begin - _chainFirst) : float.NaN;
            Put(ChainAt(easter) - chain);
            Put(ChainAt(EasterSunday.SameDay(number, 2)) - chain);
            Put(_calendar == PanelCalendar.Days ? ChainAt(DateOnly.FromDayNumber(number).AddYears(-1).DayNumber) - chain : float.NaN);

            float ChainAt(int? then) => then is { } known && known >= _chainFirst && known < state.Series.First + origin ? _chain[known - _chainFirst] : float.NaN;
        }

        void PutDate(int number)
        {
            var date = DateOnly.FromDayNumber(_calendar == PanelCalendar.Days ? number : number * 7);
            Put(date.DayOfYear);
            Put(date.Day);
            Put(DateTime.DaysInMonth(date.Year, date.Month) - date.Day);
        }
    }

    // Mean surprise of the last few steps of the same kind.
    private static float LastOfKind(PanelState state, int origin, int at, int most, int reach, float expected)
    {
        var (sum, count) = (0f, 0);
        for (var t = origin - 1; t >= Math.Max(0, origin - reach) && count < most; t--)
        {
            if (state.Kinds[t] == state.Kinds[at] && !float.IsNaN(state.Points[t]))
            {
                sum += state.Points[t] - expected;
                count++;
            }
        }

        return count == 0 ? float.NaN : sum / count;
    }

    // Mean over all series of how far a step is from the series' own mean.
    private static float[] Chain(IReadOnlyList<PanelState> states, int first)
    {
        var last = states.Max(state => state.Series.First + state.Length);
        var (sums, counts) = (new double[last - first], new int[last - first]);
        foreach (var state in states)
        {
            for (var t = 0; t < state.Length; t++)
            {
                if (!float.IsNaN(state.Levels.Adjusted[t]))
                {
                    sums[state.Series.First + t - first] += state.Levels.Adjusted[t] - state.MeanAdjusted;
                    counts[state.Series.First + t - first]++;
                }
            }
        }

        return [.. sums.Select((sum, i) => counts[i] == 0 ? float.NaN : (float)(sum / counts[i]))];
    }

    private static float[] Smooth(float[] chain, int near) => [.. Enumerable.Range(0, chain.Length).Select(i => MeanOf(chain, i - near, i + near + 1))];

    private static float MeanOf(float[] values, int begin, int end)
    {
        var (sum, count) = (0.0, 0);
        for (var i = Math.Max(begin, 0); i < Math.Min(end, values.Length); i++)
        {
            if (!float.IsNaN(values[i]))
            {
                sum += values[i];
                count++;
            }
        }

        return count == 0 ? float.NaN : (float)(sum / count);
    }
}
