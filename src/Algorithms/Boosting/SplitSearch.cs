namespace BookedBarber.Algorithms.Boosting;

/// <summary>A leaf's sums of gradients, curvatures and rows by bin of each column, and the best split that they show.</summary>
internal static class SplitSearch
{
    /// <summary>A way to split a leaf.</summary>
    /// <param name="Feature">Column, or below 0 where no split is worth it.</param>
    /// <param name="Gain">Fall of the loss.</param>
    /// <param name="Left">Which bins go left, for each bin.</param>
    /// <param name="Bin">For quantities: last bin that goes left.</param>
    public readonly record struct Split(int Feature, double Gain, bool[]? Left, int Bin);

    /// <summary>Sums of a group of rows.</summary>
    public readonly record struct Sums(double Gradient, double Curvature, int Rows)
    {
        public Sums Less(Sums other) => new(Gradient - other.Gradient, Curvature - other.Curvature, Rows - other.Rows);

        public Sums Plus(Sums other) => new(Gradient + other.Gradient, Curvature + other.Curvature, Rows + other.Rows);
    }

    /// <summary>The value that makes the loss smallest, within the bounds that monotone columns set.</summary>
    public static double Value(Sums sums, double ridge, double low, double high) => Math.Clamp(-sums.Gradient / (sums.Curvature + ridge + 1e-12), low, high);

    // Twice the fall of the loss that a leaf's value brings; the general form holds for clamped values too.
    private static double Score(Sums sums, double ridge, double low, double high)
    {
        var value = Value(sums, ridge, low, high);
        return -((2 * sums.Gradient * value) + ((sums.Curvature + ridge) * value * value));
    }

    public static Split Find(int feature, BinnedColumn column, ReadOnlySpan<Sums> bins, Sums total, BoostingOptions options, double low, double high) =>
        column.Feature.IsCategorical ? OfKinds(feature, bins, total, options, low, high) : OfQuantity(feature, column, bins, total, options, low, high);

    private static Split OfQuantity(int feature, BinnedColumn column, ReadOnlySpan<Sums> bins, Sums total, BoostingOptions options, double low, double high)
    {
        var best = new Split(-1, 0, null, 0);
        var before = Score(total, options.Ridge, low, high);
        var bestUnknownLeft = false;
        for (var unknownLeft = 0; unknownLeft <= (bins[0].Rows > 0 ? 1 : 0); unknownLeft++)
        {
            var left = unknownLeft == 1 ? bins[0] : default;
            for (var bin = 1; bin < bins.Length - 1; bin++)
            {
                left = left.Plus(bins[bin]);
                var right = total.Less(left);
                if (left.Rows < options.LeafRows || bins[bin].Rows == 0)
                {
                    continue;
                }

                if (right.Rows < options.LeafRows)
                {
                    break;
                }

                if (column.Feature.Monotone != 0
                    && (Value(right, options.Ridge, low, high) - Value(left, options.Ridge, low, high)) * column.Feature.Monotone < 0)
                {
                    continue;
                }

                var gain = Score(left, options.Ridge, low, high) + Score(right, options.Ridge, low, high) - before;
                if (gain > best.Gain)
                {
                    best = new Split(feature, gain, null, bin);
                    bestUnknownLeft = unknownLeft == 1;
                }
            }
        }

        if (best.Feature < 0)
        {
            return best;
        }

        var goesLeft = new bool[bins.Length];
        goesLeft[0] = bestUnknownLeft;
        for (var bin = 1; bin <= best.Bin; bin++)
        {
            goesLeft[bin] = true;
        }

        return best with { Left = goesLeft };
    }

    // Kinds in the order of their own averages: the best division of them in two is among the cuts of this order (Fisher, "On grouping for maximum homogeneity", 1958).
    private static Split OfKinds(int feature, ReadOnlySpan<Sums> bins, Sums total, BoostingOptions options, double low, double high)
    {
        var order = new List<(int Bin, double Mean)>();
        for (var bin = 0; bin < bins.Length; bin++)
        {
            if (bins[bin].Rows > 0)
            {
                order.Add((bin, bins[bin].Gradient / (bins[bin].Curvature + (options.KindSmoothing * total.Curvature / Math.Max(1, total.Rows)) + 1e-12)));
            }
        }

        order.Sort((one, other) => one.Mean != other.Mean ? one.Mean.CompareTo(other.Mean) : one.Bin.CompareTo(other.Bin));
        var ridge = options.Ridge + options.KindSmoothing;
        var before = Score(total, ridge, low, high);
        var (bestGain, bestCut) = (0.0, -1);
        Sums left = default;
        for (var cut = 0; cut + 1 < order.Count; cut++)
        {
            left = left.Plus(bins[order[cut].Bin]);
            var right = total.Less(left);
            if (left.Rows >= options.LeafRows && right.Rows >= options.LeafRows)
            {
                var gain = Score(left, ridge, low, high) + Score(right, ridge, low, high) - before;
                if (gain > bestGain)
                {
                    (bestGain, bestCut) = (gain, cut);
                }
            }
        }

        if (bestCut < 0)
        {
            return new Split(-1, 0, null, 0);
        }

        var goesLeft = new bool[bins.Length];
        foreach (var (bin, _) in order.Take(bestCut + 1))
        {
            goesLeft[bin] = true;
        }

        return new Split(feature, bestGain, goesLeft, 0);
    }
}
