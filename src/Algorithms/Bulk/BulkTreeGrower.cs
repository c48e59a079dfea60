namespace BookedBarber.Algorithms.Bulk;

/// <summary>Grows one tree leaf by leaf, always splitting the leaf that gains most.</summary>
/// <remarks>
/// Histograms of intervals, the larger child by subtraction, growth by leaves: Ke and others, "LightGBM", NeurIPS 2017. Gradients are whole numbers here, sum and count of an interval packed into one 64-bit integer: one addition
/// a row and input, and sums that do not depend on the order of additions, so that any number of processors grows the same tree.
/// </remarks>
internal sealed class BulkTreeGrower
{
    private const int CountBits = 24;
    private const long CountMask = (1L << CountBits) - 1;

    // Fewer rows are counted faster than a second processor is woken.
    private const int WorthSharing = 20_000;

    private readonly byte[] _bins;
    private readonly FeatureBins _intervals;
    private readonly int _width;
    private readonly BulkOptions _options;
    private readonly long[][] _histograms;
    private readonly long[] _second;
    private readonly int[] _rows;
    private readonly int[] _moved;

    public BulkTreeGrower(byte[] bins, FeatureBins intervals, int rows, BulkOptions options)
    {
        (_bins, _intervals, _width, _options) = (bins, intervals, intervals.Count, options);
        _histograms = new long[options.Leaves][];
        for (var i = 0; i < _histograms.Length; i++)
        {
            _histograms[i] = new long[_width * FeatureBins.Most];
        }

        _second = new long[_width * FeatureBins.Most];
        _rows = new int[rows];
        _moved = new int[rows];
    }

    private sealed record Leaf(int Node, int Begin, int End, int Histogram)
    {
        public double Gain { get; set; }

        public int Feature { get; set; } = -1;

        public byte Bound { get; set; }
    }

    /// <summary>Grows a tree.</summary>
    /// <param name="gradients">Per row of the table what is missing, as a whole number of units.</param>
    /// <param name="sample">Rows to grow on.</param>
    /// <param name="columns">Inputs to split by.</param>
    /// <param name="unit">Worth of one unit.</param>
    public BulkTree Grow(int[] gradients, ReadOnlySpan<int> sample, int[] columns, double unit)
    {
        sample.CopyTo(_rows);
        var nodes = new List<BulkTree.Node> { default };
        var leaves = new List<Leaf>();
        var root = new Leaf(0, 0, sample.Length, 0);
        Count(gradients, root, _histograms[0]);
        Search(root, columns);
        leaves.Add(root);
        while (leaves.Count < _options.Leaves)
        {
            var best = leaves.MaxBy(leaf => leaf.Gain)!;
            if (best.Gain <= 0)
            {
                break;
            }

            var middle = Partition(best);
            var (left, right) = (new Leaf(nodes.Count, best.Begin, middle, leaves.Count), new Leaf(nodes.Count + 1, middle, best.End, leaves.Count));
            nodes[best.Node] = new BulkTree.Node(best.Feature, best.Bound, left.Node, right.Node, 0);
            nodes.AddRange([default, default]);

            // The smaller child is counted, the larger keeps the parent's histogram without it.
            var leftIsSmaller = middle - best.Begin <= best.End - middle;
            if (leftIsSmaller)
            {
                right = right with { Histogram = best.Histogram };
            }
            else
            {
                left = left with { Histogram = best.Histogram };
            }

            var small = leftIsSmaller ? left : right;
            Count(gradients, small, _histograms[small.Histogram]);
            Subtract(_histograms[best.Histogram], _histograms[small.Histogram]);
            leaves.Remove(best);
            leaves.AddRange([left, right]);
            Search(left, columns);
            Search(right, columns);
        }

        foreach (var leaf in leaves)
        {
            nodes[leaf.Node] = new BulkTree.Node(-1, 0, 0, 0, (float)(_options.LearningRate * unit * Sum(gradients, leaf) / (leaf.End - leaf.Begin + _options.Ridge)));
        }

        return new BulkTree(nodes);
    }

    private double Sum(int[] gradients, Leaf leaf)
    {
        var sum = 0L;
        for (var i = leaf.Begin; i < leaf.End; i++)
        {
            sum += gradients[_rows[i]];
        }

        return sum;
    }

    private void Count(int[] gradients, Leaf leaf, long[] histogram)
    {
        Array.Clear(histogram);
        if (leaf.End - leaf.Begin < WorthSharing || Environment.ProcessorCount < 2)
        {
            CountRows(gradients, leaf.Begin, leaf.End, histogram);
            return;
        }

        var middle = (leaf.Begin + leaf.End) / 2;
        Array.Clear(_second);
        Parallel.Invoke(CallersThreads.Options(), () => CountRows(gradients, leaf.Begin, middle, histogram), () => CountRows(gradients, middle, leaf.End, _second));
        for (var i = 0; i < histogram.Length; i++)
        {
            histogram[i] = unchecked(histogram[i] + _second[i]);
        }
    }

    private void CountRows(int[] gradients, int begin, int end, long[] histogram)
    {
        unchecked
        {
            var width = _width;
            for (var i = begin; i < end; i++)
            {
                var row = _rows[i];
                var packed = ((long)gradients[row] << CountBits) + 1;
                var bins = _bins.AsSpan(row * width, width);
                var place = 0;
                for (var f = 0; f < bins.Length; f++)
                {
                    histogram[place + bins[f]] += packed;
                    place += FeatureBins.Most;
                }
            }
        }
    }

    private static void Subtract(long[] from, long[] what)
    {
        for (var i = 0; i < from.Length; i++)
        {
            from[i] = unchecked(from[i] - what[i]);
        }
    }

    private void Search(Leaf leaf, int[] columns)
    {
        var rows = leaf.End - leaf.Begin;
        if (rows < 2 * _options.LeastRows)
        {
            return;
        }

        var histogram = _histograms[leaf.Histogram];
        var total = 0L;
        for (var bin = 0; bin < FeatureBins.Most; bin++)
        {
            total += histogram[(columns[0] * FeatureBins.Most) + bin] >> CountBits;
        }

        var ridge = _options.Ridge;
        var whole = (double)total * total / (rows + ridge);
        foreach (var feature in columns)
        {
            var intervals = histogram.AsSpan(feature * FeatureBins.Most, FeatureBins.Most);
            var last = _intervals.Intervals(feature) - 1;
            var (sum, count) = (0L, 0);
            for (var bin = 0; bin < last; bin++)
            {
                var packed = intervals[bin];
                if (packed == 0)
                {
                    continue;
                }

                sum += packed >> CountBits;
                count += (int)(packed & CountMask);
                if (count < _options.LeastRows)
                {
                    continue;
                }

                if (rows - count < _options.LeastRows)
                {
                    break;
                }

                var rest = (double)(total - sum);
                var gain = ((double)sum * sum / (count + ridge)) + (rest * rest / (rows - count + ridge)) - whole;
                if (gain > leaf.Gain)
                {
                    (leaf.Gain, leaf.Feature, leaf.Bound) = (gain, feature, (byte)bin);
                }
            }
        }
    }

    // Stable, so that the rows of a leaf stay in ascending order and are read forward.
    private int Partition(Leaf leaf)
    {
        var (left, moved) = (leaf.Begin, 0);
        for (var i = leaf.Begin; i < leaf.End; i++)
        {
            var row = _rows[i];
            if (_bins[(row * _width) + leaf.Feature] <= leaf.Bound)
            {
                _rows[left++] = row;
            }
            else
            {
                _moved[moved++] = row;
            }
        }

        Array.Copy(_moved, 0, _rows, left, moved);
        return left;
    }
}
