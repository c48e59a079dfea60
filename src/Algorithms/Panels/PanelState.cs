namespace BookedBarber.Algorithms.Panels;

/// <summary>A series made ready for features: what was known when, and what the plan says of neighbouring days.</summary>
internal sealed class PanelState
{
    // Beyond two weeks a holiday or the end of a promotion is not felt.
    public const int Horizon = 15;

    private readonly double[] _sums;
    private readonly int[] _counts;

    public PanelState(PanelSeries series, float[] points, byte[] kinds, CausalLevels levels, int horizon, int cycle, bool planned)
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

        MeanAdjusted = _counts[Length] > 0 ? _sums[Length] / _counts[Length] : 0;
        Kinds = kinds;
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
