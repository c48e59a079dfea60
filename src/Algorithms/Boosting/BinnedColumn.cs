namespace BookedBarber.Algorithms.Boosting;

/// <summary>A column whose values are put into at most 255 bins, so that splits are looked for among bins instead of values.</summary>
/// <remarks>Bin 0 is for values that are not known. Quantities get bins of about equal numbers of rows; kinds get a bin each, the rarest beyond 254 share bin 0.</remarks>
internal sealed class BinnedColumn
{
    public const int MostBins = 255;

    private readonly double[] _upper = [];
    private readonly Dictionary<int, byte> _kinds = [];

    public BinnedColumn(BoostingFeature feature, ReadOnlySpan<double> values)
    {
        Feature = feature;
        Bins = new byte[values.Length];
        if (feature.IsCategorical)
        {
            var counts = new Dictionary<int, int>();
            foreach (var value in values)
            {
                if (!double.IsNaN(value))
                {
                    counts[(int)value] = counts.GetValueOrDefault((int)value) + 1;
                }
            }

            foreach (var (code, _) in counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MostBins - 1))
            {
                _kinds[code] = (byte)(_kinds.Count + 1);
            }

            Count = _kinds.Count + 1;
        }
        else
        {
            _upper = Bounds(values);
            Count = _upper.Length + 1;
        }

        for (var row = 0; row < values.Length; row++)
        {
            Bins[row] = BinOf(values[row]);
        }
    }

    public BoostingFeature Feature { get; }

    /// <summary>The bin of each row learnt from; empty once learning is over.</summary>
    public byte[] Bins { get; private set; }

    /// <summary>Number of bins, that of unknown values included.</summary>
    public int Count { get; }

    /// <summary>Frees what only learning needs.</summary>
    public void Forget() => Bins = [];

    /// <summary>The bin of a value; a kind that was not learnt from is not known.</summary>
    public byte BinOf(double value)
    {
        if (double.IsNaN(value))
        {
            return 0;
        }

        if (Feature.IsCategorical)
        {
            return _kinds.GetValueOrDefault((int)value);
        }

        var at = Array.BinarySearch(_upper, value);
        return (byte)((at >= 0 ? at : Math.Min(~at, _upper.Length - 1)) + 1);
    }

    // A bound lies half-way between two neighbouring values, so that new values between them are divided fairly.
    private static double[] Bounds(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray().Where(value => !double.IsNaN(value)).ToArray();
        Array.Sort(sorted);
        if (sorted.Length == 0)
        {
            return [double.PositiveInfinity];
        }

        var distinct = new List<(double Value, int Upto)>();
        for (var at = 0; at < sorted.Length; at++)
        {
            if (at + 1 == sorted.Length || sorted[at + 1] > sorted[at])
            {
                distinct.Add((sorted[at], at + 1));
            }
        }

        var bounds = new List<double>();
        var each = (double)sorted.Length / (MostBins - 1);
        var taken = 0;
        for (var at = 0; at + 1 < distinct.Count; at++)
        {
            if (distinct.Count <= MostBins - 1 || distinct[at].Upto - taken >= each)
            {
                bounds.Add(distinct[at].Value + ((distinct[at + 1].Value - distinct[at].Value) / 2));
                taken = distinct[at].Upto;
            }
        }

        bounds.Add(double.PositiveInfinity);
        return [.. bounds];
    }
}
