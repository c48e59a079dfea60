namespace BookedBarber.Algorithms.Bulk;

/// <summary>Cuts each input into at most 255 intervals of about equally many rows, so that trees compare bytes. Unknown values (NaN) have interval 0 of their own.</summary>
public sealed class FeatureBins
{
    /// <summary>Intervals at most, the one of unknown values included.</summary>
    public const int Most = 256;

    private const int Sample = 100_000;
    private readonly float[][] _upper;

    private FeatureBins(float[][] upper) => _upper = upper;

    /// <summary>Number of inputs.</summary>
    public int Count => _upper.Length;

    /// <summary>Number of intervals of an input, that of unknown values included.</summary>
    public int Intervals(int feature) => _upper[feature].Length + 2;

    /// <summary>Finds the intervals from the rows to be learnt from.</summary>
    /// <param name="columns">Per input one value a row; NaN where not known.</param>
    /// <param name="rows">Number of rows, 1 or more.</param>
    public static FeatureBins Find(IReadOnlyList<float[]> columns, int rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        var upper = new float[columns.Count][];
        Parallel.For(0, columns.Count, CallersThreads.Options(), f => upper[f] = Cut(columns[f], rows));
        return new FeatureBins(upper);
    }

    /// <summary>The interval of a value: 0 for NaN, else 1 and up.</summary>
    public byte Bin(int feature, float value)
    {
        if (float.IsNaN(value))
        {
            return 0;
        }

        var upper = _upper[feature];
        var (low, high) = (0, upper.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (value <= upper[middle])
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return (byte)(low + 1);
    }

    /// <summary>All rows as intervals, row after row.</summary>
    public byte[] Apply(IReadOnlyList<float[]> columns, int rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var result = new byte[rows * Count];
        Parallel.For(0, Count, CallersThreads.Options(), f =>
        {
            var column = columns[f];
            for (var row = 0; row < rows; row++)
            {
                result[(row * Count) + f] = Bin(f, column[row]);
            }
        });
        return result;
    }

    // Upper bounds of all intervals but the last, which has none.
    private static float[] Cut(float[] column, int rows)
    {
        var step = Math.Max(1, rows / Sample);
        var sample = new List<float>();
        for (var row = 0; row < rows; row += step)
        {
            if (!float.IsNaN(column[row]))
            {
                sample.Add(column[row]);
            }
        }

        sample.Sort();
        var distinct = sample.Distinct().ToList();
        if (distinct.Count <= Most - 1)
        {
            return [.. distinct.SkipLast(1).Select((value, i) => value + ((distinct[i + 1] - value) / 2))];
        }

        var bounds = new List<float>();
        for (var cut = 1; cut < Most - 1; cut++)
        {
            var bound = sample[(int)((long)cut * sample.Count / (Most - 1))];
            if (bounds.Count == 0 || bound > bounds[^1])
            {
                bounds.Add(bound);
            }
        }

        return [.. bounds];
    }
}
