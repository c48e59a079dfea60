namespace BookedBarber.Algorithms.Panels;

/// <summary>Which days are alike: those of one weekday that share the regressors which matter most, such as a promotion.</summary>
internal sealed class PanelKeys
{
    private const int MostFacts = 2;
    private const double LeastShare = 0.04;

    // In logarithms: a fact that moves values by less is left to the trees.
    private const double LeastEffect = 0.06;

    private readonly int _cycle;
    private readonly int[] _facts;
    private readonly float[] _cuts;

    private PanelKeys(int cycle, int[] facts, float[] cuts) => (_cycle, _facts, _cuts) = (cycle, facts, cuts);

    /// <summary>Number of different keys.</summary>
    public int Count => _cycle << _facts.Length;

    /// <summary>Chooses the facts: with two frequent values, and the largest mean effect beside the weekday's.</summary>
    public static PanelKeys Choose(IReadOnlyList<PanelSeries> series, IReadOnlyList<float[]> points, int cycle)
    {
        var found = new List<(int Fact, float Cut, double Effect)>();
        for (var fact = 0; fact < (series.Count == 0 ? 0 : series[0].Facts.Length); fact++)
        {
            if (Cut(series, fact) is { } cut && Effect(series, points, fact, cut, cycle) is var effect && effect >= LeastEffect)
            {
                found.Add((fact, cut, effect));
            }
        }

        var best = found.OrderByDescending(one => one.Effect).Take(MostFacts).OrderBy(one => one.Fact).ToList();
        return new PanelKeys(cycle, [.. best.Select(one => one.Fact)], [.. best.Select(one => one.Cut)]);
    }

    // A fact that is not known counts as its lower value.
    private int Of(PanelSeries series, int at)
    {
        var key = (series.First + at) % _cycle;
        for (var i = 0; i < _facts.Length; i++)
        {
            key = (key << 1) | (series.Facts[_facts[i]][at] > _cuts[i] ? 1 : 0);
        }

        return key;
    }

    /// <summary>The keys of all steps of a series through the horizon.</summary>
    public byte[] Of(PanelSeries series, int horizon, int length)
    {
        var keys = new byte[length + horizon];
        for (var at = 0; at < keys.Length; at++)
        {
            keys[at] = (byte)Of(series, at);
        }

        return keys;
    }

    /// <summary>Mean effect of each key over the whole file, to begin with.</summary>
    public float[] Usual(IReadOnlyList<byte[]> keys, IReadOnlyList<float[]> points)
    {
        var (sums, counts) = (new double[Count], new int[Count]);
        for (var s = 0; s < points.Count; s++)
        {
            var known = points[s].Where(point => !float.IsNaN(point)).ToList();
            var mean = known.Count == 0 ? 0 : known.Average();
            for (var at = 0; at < points[s].Length; at++)
            {
                if (!float.IsNaN(points[s][at]))
                {
                    sums[keys[s][at]] += points[s][at] - mean;
                    counts[keys[s][at]]++;
                }
            }
        }

        return [.. sums.Select((sum, key) => counts[key] == 0 ? 0 : (float)(sum / counts[key]))];
    }

    // Halfway between the two values; null when there are fewer, or one of several is not frequent.
    private static float? Cut(IReadOnlyList<PanelSeries> series, int fact)
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
                    if (counts.Count > 16)
                    {
                        return null;
                    }
                }
            }
        }

        var frequent = counts.Where(pair => pair.Value >= LeastShare * total).Select(pair => pair.Key).Order().ToList();
        return frequent.Count == 2 ? (frequent[0] + frequent[1]) / 2 : null;
    }

    // Mean difference beside the mean of the weekday of the series, weighted by how often both are there.
    private static double Effect(IReadOnlyList<PanelSeries> series, IReadOnlyList<float[]> points, int fact, float cut, int cycle)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var s = 0; s < series.Count; s++)
        {
            var sums = new (double Low, int Lows, double High, int Highs)[cycle];
            for (var at = 0; at < points[s].Length; at++)
            {
                if (float.IsNaN(points[s][at]))
                {
                    continue;
                }

                ref var day = ref sums[(series[s].First + at) % cycle];
                day = series[s].Facts[fact][at] > cut ? day with { High = day.High + points[s][at], Highs = day.Highs + 1 } : day with { Low = day.Low + points[s][at], Lows = day.Lows + 1 };
            }

            foreach (var day in sums.Where(day => day.Lows > 0 && day.Highs > 0))
            {
                var both = 1.0 * day.Lows * day.Highs / (day.Lows + day.Highs);
                sum += both * ((day.High / day.Highs) - (day.Low / day.Lows));
                weight += both;
            }
        }

        return weight > 0 ? Math.Abs(sum / weight) : 0;
    }
}
