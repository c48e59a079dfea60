namespace BookedBarber.Algorithms.Panels;

/// <summary>A series made ready for features: what was known when, and what the plan says of neighbouring days.</summary>
internal sealed class PanelState
{
    // Beyond two weeks a holiday or the end of a promotion is not felt.
    public const int Horizon = 15;

    // A day that stood out by half and by five usual errors is likely to do so again; four in five of its difference came back.
    private const float LeastRecurring = 0.4f;
    private const float MostUsual = 5;
    private const float Kept = 0.8f;
    private const int Neighbours = 14;

    // A place that has been closed for longer is looked at as it was before: its neighbours in time are those of then.
    private const int LongestPause = 14;

    // A season's level and its shape, in days.
    private const int Quarter = 84;
    private const int Year = 364;

    private readonly int[] _seen;
    private readonly short[] _moved;
    private readonly double[] _sums;
    private readonly int[] _counts;

    public PanelState(PanelSeries series, float[] points, byte[] kinds, byte[] specials, float[] rare, CausalLevels levels, int horizon, int cycle, bool planned)
    {
        Series = series;
        Points = points;
        Levels = levels;
        Length = points.Length;
        (_sums, _counts) = (new double[Length + 1], new int[Length + 1]);
        for (var t = 0; t < Length; t++)
        {
            var known = !float.IsNaN(levels.Adjusted[t]);
            _sums[t + 1] = _sums[t] + (known ? levels.Adjusted[t] : 0);
            _counts[t + 1] = _counts[t] + (known ? 1 : 0);
        }

        _seen = Seen(levels.Adjusted);
        MeanAdjusted = _counts[Length] > 0 ? _sums[Length] / _counts[Length] : 0;
        _moved = cycle == 7 ? Moved(series.First, kinds.Length) : [.. Enumerable.Repeat((short)-1, kinds.Length)];
        Kinds = kinds;
        Specials = specials;
        Rare = rare;
        Open = Openings(series, points, horizon, cycle);
        (SinceClosing, UntilClosing) = Closings(series, Open, cycle, planned);
        Changes = [.. series.Facts.Select(fact => ChangesOf(fact))];
    }

    public PanelSeries Series { get; }

    public float[] Points { get; }

    public CausalLevels Levels { get; }

    public int Length { get; }

    public double MeanAdjusted { get; }

    /// <summary>Kind of day, through the horizon.</summary>
    public byte[] Kinds { get; }

    /// <summary>Class of rare day, through the horizon; 0 for usual days.</summary>
    public byte[] Specials { get; }

    /// <summary>By class, how rare days differ in the whole file.</summary>
    public float[] Rare { get; }

    /// <summary>Whether it is open, through the horizon.</summary>
    public bool[] Open { get; }

    /// <summary>Steps since and until the next day that is closed although its weekday is usually open.</summary>
    public byte[] SinceClosing { get; }

    public byte[] UntilClosing { get; }

    /// <summary>Per regressor the steps since it last changed and until it next changes.</summary>
    public (byte[] Since, byte[] Until)[] Changes { get; }

    /// <summary>Mean adjusted value of a stretch of steps that begins at or after 0 and ends before the series does; NaN when none is known.</summary>
    public float Mean(int begin, int end)
    {
        (begin, end) = (Math.Max(begin, 0), Math.Min(end, Length));
        var count = end > begin ? _counts[end] - _counts[begin] : 0;
        return count == 0 ? float.NaN : (float)((_sums[end] - _sums[begin]) / count);
    }

    /// <summary>The step after the last known one before an origin, where that is long past; otherwise the origin.</summary>
    public int Seen(int origin) => origin - _seen[origin] > LongestPause ? _seen[origin] : origin;

    /// <summary>The level of the last quarter, moved as it moved a year ago from the same quarter to four weeks around the same day; NaN where one of them is hardly known.</summary>
    public float Season(int origin, int at)
    {
        var seen = Seen(origin);
        var then = at - Year;
        while (then + Neighbours >= seen && then > 0)
        {
            then -= Year;
        }

        return MeanOfMost(seen - Quarter, seen) - MeanOfMost(seen - Year - Quarter, seen - Year) + MeanOfMost(then - Neighbours, then + Neighbours + 1);
    }

    private float MeanOfMost(int begin, int end) => begin < 0 || end > Length || 2 * (_counts[end] - _counts[begin]) < end - begin ? float.NaN : Mean(begin, end);

    private static int[] Seen(float[] adjusted)
    {
        var seen = new int[adjusted.Length + 1];
        for (var t = 0; t < adjusted.Length; t++)
        {
            seen[t + 1] = float.IsNaN(adjusted[t]) ? seen[t] : t + 1;
        }

        return seen;
    }

    /// <summary>What the day as far from Easter a year ago lets expect beside its kind, where it stood out so far that chance is no explanation: a carnival, a fair. 0 for other days.</summary>
    public float Recurring(int at, int origin, float unrest)
    {
        var then = _moved[at];
        if (then < 0 || then >= origin || float.IsNaN(Levels.Adjusted[then]))
        {
            return 0;
        }

        var difference = Levels.Adjusted[then] - Mean(then - Neighbours, then + Neighbours + 1);
        return Math.Abs(difference) >= Math.Max(LeastRecurring, MostUsual * unrest) ? Kept * difference : 0;
    }

    // For each step the step as far from Easter a year before; -1 where none is.
    private static short[] Moved(int first, int length)
    {
        var moved = new short[length];
        for (var at = 0; at < length; at++)
        {
            moved[at] = (short)Math.Max(-1, (EasterSunday.SameDay(first + at, 1) ?? 0) - first);
        }

        return moved;
    }

    private static bool[] Openings(PanelSeries series, float[] points, int horizon, int cycle)
    {
        var open = new bool[points.Length + horizon];
        for (var t = 0; t < points.Length; t++)
        {
            open[t] = !float.IsNaN(points[t]);
        }

        for (var h = 0; h < horizon; h++)
        {
            open[points.Length + h] = series.Open?[h] ?? IsUsuallyOpen(open, points.Length + h, points.Length, cycle);
        }

        return open;
    }

    // In at least half of the last eight cycles.
    private static bool IsUsuallyOpen(bool[] open, int at, int end, int cycle)
    {
        var (opened, seen) = (0, 0);
        var t = at;
        while (t >= end)
        {
            t -= cycle;
        }

        for (; t >= 0 && seen < 8; t -= cycle, seen++)
        {
            opened += open[t] ? 1 : 0;
        }

        return 2 * opened >= seen;
    }

    private static (byte[] Since, byte[] Until) Closings(PanelSeries series, bool[] open, int cycle, bool planned)
    {
        var (since, until) = (new byte[open.Length], new byte[open.Length]);
        var ends = planned || series.Open is not null ? open.Length : 0;
        var unusual = new bool[open.Length];
        for (var t = cycle; t < open.Length; t++)
        {
            unusual[t] = !open[t] && IsUsuallyOpen(open, t, t, cycle);
        }

        var distance = Horizon;
        for (var t = 0; t < open.Length; t++)
        {
            since[t] = (byte)distance;
            distance = unusual[t] ? 1 : Math.Min(Horizon, distance + 1);
        }

        distance = Horizon;
        for (var t = open.Length - 1; t >= 0; t--)
        {
            until[t] = (byte)(ends > 0 ? distance : Horizon);
            distance = unusual[t] ? 1 : Math.Min(Horizon, distance + 1);
        }

        return (since, until);
    }

    // Steps without a value keep the last one that is known: a closed Sunday does not end a promotion.
    private static (byte[] Since, byte[] Until) ChangesOf(float[] fact)
    {
        var (since, until) = (new byte[fact.Length], new byte[fact.Length]);
        var (last, distance) = (float.NaN, Horizon);
        for (var t = 0; t < fact.Length; t++)
        {
            if (!float.IsNaN(fact[t]))
            {
                distance = !float.IsNaN(last) && fact[t] != last ? 0 : distance;
                last = fact[t];
            }

            since[t] = (byte)distance;
            distance = Math.Min(Horizon, distance + 1);
        }

        (last, distance) = (float.NaN, Horizon);
        for (var t = fact.Length - 1; t >= 0; t--)
        {
            if (!float.IsNaN(fact[t]))
            {
                distance = !float.IsNaN(last) && fact[t] != last ? 1 : distance;
                last = fact[t];
            }

            until[t] = (byte)distance;
            distance = Math.Min(Horizon, distance + 1);
        }

        return (since, until);
    }
}
