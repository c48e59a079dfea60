namespace BookedBarber.Algorithms.Panels;

/// <summary>Days that a regressor marks as rare, such as a public holiday: which they are, and how they differ in the whole file.</summary>
/// <remarks>A kind of day of its own would be seen too seldom to be followed; so all such days of a place share one difference of its own from what such days are elsewhere.</remarks>
internal sealed class PanelSpecials
{
    // As rare as public holidays; what is more frequent is a kind of day.
    private const double MostShare = 0.04;
    private const int MostValues = 16;

    // Days of the whole file before a rare value says anything.
    private const int FewestDays = 5;
    private readonly Dictionary<(int Fact, float Value), byte> _classes;

    private PanelSpecials(Dictionary<(int Fact, float Value), byte> classes) => _classes = classes;

    /// <summary>Number of classes, that of usual days (0) included.</summary>
    public int Count => _classes.Count + 1;

    /// <summary>Finds the rare values of regressors that have one usual value.</summary>
    public static PanelSpecials Find(IReadOnlyList<PanelSeries> series)
    {
        var classes = new Dictionary<(int, float), byte>();
        for (var fact = 0; fact < (series.Count == 0 ? 0 : series[0].Facts.Length); fact++)
        {
            foreach (var value in Rare(series, fact).Where(_ => classes.Count < byte.MaxValue))
            {
                classes[(fact, value)] = (byte)(classes.Count + 1);
            }
        }

        return new PanelSpecials(classes);
    }

    /// <summary>The class of each step of a place through the horizon; 0 for usual days.</summary>
    public byte[] Of(PanelSeries series, int length)
    {
        var result = new byte[length];
        if (_classes.Count == 0)
        {
            return result;
        }

        for (var fact = 0; fact < series.Facts.Length; fact++)
        {
            for (var at = 0; at < length; at++)
            {
                if (result[at] == 0 && _classes.TryGetValue((fact, series.Facts[fact][at]), out var found))
                {
                    result[at] = found;
                }
            }
        }

        return result;
    }

    /// <summary>Mean effect of each class over the whole file, beside that of the kind of day.</summary>
    public float[] Usual(IReadOnlyList<byte[]> classes, IReadOnlyList<byte[]> kinds, IReadOnlyList<float[]> points, float[] usual)
    {
        var (sums, counts) = (new double[Count], new int[Count]);
        for (var s = 0; s < points.Count; s++)
        {
            var known = points[s].Where(point => !float.IsNaN(point)).ToList();
            var mean = known.Count == 0 ? 0 : known.Average();
            for (var at = 0; at < points[s].Length; at++)
            {
                if (classes[s][at] is not 0 and var found && !float.IsNaN(points[s][at]))
                {
                    sums[found] += points[s][at] - mean - usual[kinds[s][at]];
                    counts[found]++;
                }
            }
        }

        return [.. sums.Select((sum, found) => counts[found] == 0 ? 0 : (float)(sum / counts[found]))];
    }

    // The most frequent value is usual; values between it and the rare ones are none of both.
    private static IEnumerable<float> Rare(IReadOnlyList<PanelSeries> series, int fact)
    {
        var counts = new Dictionary<float, int>();
        var total = 0;
        foreach (var each in series)
        {
            for (var at = 0; at < each.Values.Length; at++)
            {
                if (!double.IsNaN(each.Values[at]) && each.Facts[fact][at] is var value && !float.IsNaN(value))
                {
                    counts[value] = counts.GetValueOrDefault(value) + 1;
                    total++;
                    if (counts.Count > MostValues)
                    {
                        return [];
                    }
                }
            }
        }

        return counts.Where(pair => pair.Value >= FewestDays && pair.Value <= MostShare * total).Select(pair => pair.Key).Order();
    }
}
