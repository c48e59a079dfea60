namespace BookedBarber.Algorithms.Boosting;

/// <summary>Grows one tree leaf by leaf, each time splitting the leaf whose split lowers the loss most.</summary>
/// <remarks>
/// Histogram splits with the smaller child counted and the larger one had by subtraction (Ke et al., "LightGBM", 2017). Columns that must be monotone bound the values of both sides by
/// the middle of their two values, for everything that grows beneath.
/// </remarks>
internal sealed class TreeGrower
{
    private readonly BinnedColumn[] _columns;
    private readonly BoostingOptions _options;
    private readonly int[] _offsets;
    private readonly int[] _spare;

    public TreeGrower(BinnedColumn[] columns, BoostingOptions options)
    {
        (_columns, _options) = (columns, options);
        _offsets = new int[columns.Length + 1];
        for (var at = 0; at < columns.Length; at++)
        {
            _offsets[at + 1] = _offsets[at] + columns[at].Count;
        }

        _spare = new int[columns[0].Bins.Length];
    }

    private sealed class Leaf
    {
        public int Node { get; init; }

        public int From { get; init; }

        public int Rows { get; init; }

        public required SplitSearch.Sums[] Bins { get; init; }

        public SplitSearch.Sums Total { get; init; }

        public double Low { get; init; }

        public double High { get; init; }

        public SplitSearch.Split Split { get; set; }
    }

    /// <summary>Grows a tree.</summary>
    /// <param name="gradients">First derivative of each row's loss.</param>
    /// <param name="curvatures">Second derivative of each row's loss.</param>
    /// <param name="rows">Rows to learn from; put into the order of the leaves.</param>
    /// <param name="features">Columns to ask about.</param>
    public BoostedTree Grow(double[] gradients, double[] curvatures, int[] rows, int[] features)
    {
        var tree = new BoostedTree();
        var all = Histogram(gradients, curvatures, rows, features);
        SplitSearch.Sums total = default;
        for (var bin = _offsets[features[0]]; bin < _offsets[features[0] + 1]; bin++)
        {
            total = total.Plus(all[bin]);
        }

        var leaves = new List<Leaf>
        {
            Judged(new Leaf { Node = tree.Add(_options.LearningRate * SplitSearch.Value(total, _options.Ridge, double.NegativeInfinity, double.PositiveInfinity)), From = 0, Rows = rows.Length, Bins = all, Total = total, Low = double.NegativeInfinity, High = double.PositiveInfinity }, features),
        };
        while (leaves.Count < _options.Leaves)
        {
            var leaf = leaves.MaxBy(one => one.Split.Gain)!;
            if (leaf.Split.Feature < 0)
            {
                break;
            }

            leaves.Remove(leaf);
            leaves.AddRange(Divide(tree, leaf, gradients, curvatures, rows, features));
        }

        return tree;
    }

    private Leaf[] Divide(BoostedTree tree, Leaf leaf, double[] gradients, double[] curvatures, int[] rows, int[] features)
    {
        var split = leaf.Split;
        var column = _columns[split.Feature];
        var middle = Partition(rows.AsSpan(leaf.From, leaf.Rows), column.Bins, split.Left!);
        var smallLeft = middle <= leaf.Rows - middle;
        var small = Histogram(gradients, curvatures, smallLeft ? rows.AsSpan(leaf.From, middle) : rows.AsSpan(leaf.From + middle, leaf.Rows - middle), features);
        var large = leaf.Bins;
        for (var at = 0; at < large.Length; at++)
        {
            large[at] = large[at].Less(small[at]);
        }

        var (leftBins, rightBins) = smallLeft ? (small, large) : (large, small);
        var leftTotal = Total(leftBins, split.Feature);
        var rightTotal = leaf.Total.Less(leftTotal);
        var leftValue = SplitSearch.Value(leftTotal, _options.Ridge, leaf.Low, leaf.High);
        var rightValue = SplitSearch.Value(rightTotal, _options.Ridge, leaf.Low, leaf.High);
        var half = (leftValue + rightValue) / 2;
        var monotone = column.Feature.IsCategorical ? 0 : column.Feature.Monotone;
        var left = new Leaf { Node = tree.Add(_options.LearningRate * leftValue), From = leaf.From, Rows = middle, Bins = leftBins, Total = leftTotal, Low = monotone < 0 ? half : leaf.Low, High = monotone > 0 ? half : leaf.High };
        var right = new Leaf { Node = tree.Add(_options.LearningRate * rightValue), From = leaf.From + middle, Rows = leaf.Rows - middle, Bins = rightBins, Total = rightTotal, Low = monotone > 0 ? half : leaf.Low, High = monotone < 0 ? half : leaf.High };
        var node = tree.Nodes[leaf.Node];
        (node.Feature, node.Left, node.Right, node.GoesLeft, node.Gain) = (split.Feature, left.Node, right.Node, split.Left!, split.Gain);
        return [Judged(left, features), Judged(right, features)];
    }

    private SplitSearch.Sums Total(SplitSearch.Sums[] bins, int feature)
    {
        SplitSearch.Sums total = default;
        for (var bin = _offsets[feature]; bin < _offsets[feature + 1]; bin++)
        {
            total = total.Plus(bins[bin]);
        }

        return total;
    }

    private Leaf Judged(Leaf leaf, int[] features)
    {
        leaf.Split = new SplitSearch.Split(-1, 0, null, 0);
        if (leaf.Rows < 2 * _options.LeafRows)
        {
            return leaf;
        }

        foreach (var feature in features)
        {
            var bins = leaf.Bins.AsSpan(_offsets[feature], _columns[feature].Count);
            var split = SplitSearch.Find(feature, _columns[feature], bins, leaf.Total, _options, leaf.Low, leaf.High);
            if (split.Feature >= 0 && split.Gain > leaf.Split.Gain)
            {
                leaf.Split = split;
            }
        }

        return leaf;
    }

    private SplitSearch.Sums[] Histogram(double[] gradients, double[] curvatures, ReadOnlySpan<int> rows, int[] features)
    {
        var sums = new SplitSearch.Sums[_offsets[^1]];
        if (_options.Threads == 1 || rows.Length < 20_000)
        {
            foreach (var feature in features)
            {
                Count(_columns[feature].Bins, sums.AsSpan(_offsets[feature], _columns[feature].Count), gradients, curvatures, rows);
            }
        }
        else
        {
            var shared = rows.ToArray();
            Parallel.ForEach(features, CallersThreads.Options(_options.Threads), feature =>
                Count(_columns[feature].Bins, sums.AsSpan(_offsets[feature], _columns[feature].Count), gradients, curvatures, shared));
        }

        return sums;
    }

    private static void Count(byte[] bins, Span<SplitSearch.Sums> sums, double[] gradients, double[] curvatures, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            ref var sum = ref sums[bins[row]];
            sum = new SplitSearch.Sums(sum.Gradient + gradients[row], sum.Curvature + curvatures[row], sum.Rows + 1);
        }
    }

    // Stable, so that rows stay in rising order within a leaf and memory is read forwards.
    private int Partition(Span<int> rows, byte[] bins, bool[] left)
    {
        var (kept, moved) = (0, 0);
        foreach (var row in rows)
        {
            if (left[bins[row]])
            {
                rows[kept++] = row;
            }
            else
            {
                _spare[moved++] = row;
            }
        }

        _spare.AsSpan(0, moved).CopyTo(rows[kept..]);
        return kept;
    }
}
