using MathNet.Numerics.LinearAlgebra;

namespace BookedBarber.Algorithms.Pricing;

/// <summary>How much the units of each item in each shop follow its own price, promotions and other circumstances set apart.</summary>
/// <remarks>
/// Log-log regression within each shop and item. Circumstances act alike in all shops of an item. Slopes that few or hardly varying prices speak for are drawn towards the item's, and these towards
/// that of all items, by as much as the slopes differ beyond their errors (empirical Bayes; DerSimonian and Laird, 1986).
/// </remarks>
public sealed class PriceElasticities
{
    /// <summary>Weakest effect that is reported: a rise of price does not raise sales, and a slope above this is noise.</summary>
    public const double Weakest = -0.05;

    // Prices that moved by less than this (standard deviation of their logarithm) tell nothing of their effect.
    private const double LeastMovement = 1e-4;

    private readonly Dictionary<(int Shop, int Item), Line> _lines;
    private readonly Dictionary<int, Pooled> _items;
    private readonly Elasticity _all;

    private PriceElasticities(Dictionary<(int Shop, int Item), Line> lines, Dictionary<int, Pooled> items, Elasticity all) => (_lines, _items, _all) = (lines, items, all);

    /// <summary>An own-price elasticity: by how many per cent units change when the price changes by one per cent.</summary>
    /// <param name="Value">The best guess, at most <see cref="Weakest"/>.</param>
    /// <param name="Deviation">Its standard deviation.</param>
    /// <param name="OwnWeight">How much of it rests on this shop and item alone, 0–1; the rest is what others show.</param>
    public readonly record struct Elasticity(double Value, double Deviation, double OwnWeight);

    private sealed record Line(double MeanLogUnits, double MeanLogPrice, double[] MeanCircumstances, Elasticity Elasticity);

    private sealed record Pooled(Elasticity Elasticity, double[] Effects, double Variance);

    /// <summary>Learns from observations with known units.</summary>
    /// <exception cref="ArgumentException">There is no such observation, or nowhere did a price move.</exception>
    public static PriceElasticities Fit(IReadOnlyList<PriceObservation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var known = observations.Where(one => one.Units > 0).ToList();
        if (known.Count == 0)
        {
            throw new ArgumentException("No units are known.", nameof(observations));
        }

        var within = known.GroupBy(one => (one.Shop, one.Item)).ToDictionary(group => group.Key, group => Within.Of([.. group]));
        var pooled = within.GroupBy(pair => pair.Key.Item).ToDictionary(item => item.Key, item => Pool([.. item.Select(pair => pair.Value)]));
        var telling = pooled.Values.Where(item => item is not null).Select(item => item!).ToList();
        if (telling.Count == 0)
        {
            throw new ArgumentException("No price ever moved within a shop, so its effect cannot be told.", nameof(observations));
        }

        // Between items: their slopes are drawn towards their mean.
        var all = Shrinkage.Of([.. telling.Select(item => (item.Elasticity.Value, item.Elasticity.Deviation * item.Elasticity.Deviation))]);
        var items = pooled.ToDictionary(item => item.Key, item => item.Value is { } told
            ? told with { Elasticity = all.Shrink(told.Elasticity.Value, told.Elasticity.Deviation * told.Elasticity.Deviation) }
            : new Pooled(all.Prior(), new double[known[0].Circumstances.Length], telling.Average(other => other.Variance)));
        var lines = new Dictionary<(int, int), Line>();
        foreach (var item in within.GroupBy(pair => pair.Key.Item))
        {
            var pool = items[item.Key];
            var slopes = item.Select(pair => (pair.Key, pair.Value, Slope: pair.Value.Slope(pool.Effects, pool.Variance))).ToList();
            var between = Shrinkage.Of([.. slopes.Where(one => one.Slope is not null).Select(one => one.Slope!.Value)], pool.Elasticity.Value);
            foreach (var (key, rows, slope) in slopes)
            {
                var elasticity = slope is { } own ? between.Shrink(own.Slope, own.Variance) : between.Prior();
                lines[key] = new Line(rows.MeanLogUnits, rows.MeanLogPrice, rows.MeanCircumstances, elasticity with { Value = Math.Min(Weakest, elasticity.Value) });
            }
        }

        return new PriceElasticities(lines, items, all.Prior());
    }

    /// <summary>The elasticity of an item in a shop; that of the item, or of all items, where the shop or the item was never seen.</summary>
    public Elasticity Of(int shop, int item)
    {
        var found = _lines.TryGetValue((shop, item), out var line) ? line.Elasticity : _items.TryGetValue(item, out var pool) ? pool.Elasticity with { OwnWeight = 0 } : _all;
        return found with { Value = Math.Min(Weakest, found.Value) };
    }

    /// <summary>Natural logarithm of the units to expect; NaN where the shop never sold the item.</summary>
    public double LogUnits(PriceObservation asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (!_lines.TryGetValue((asked.Shop, asked.Item), out var line))
        {
            return double.NaN;
        }

        var sum = line.MeanLogUnits + (line.Elasticity.Value * (Math.Log(asked.Price) - line.MeanLogPrice));
        var effects = _items[asked.Item].Effects;
        for (var at = 0; at < effects.Length; at++)
        {
            sum += effects[at] * (asked.Circumstances[at] - line.MeanCircumstances[at]);
        }

        return sum;
    }

    /// <summary>Mean of the logarithm of an item's price in a shop; NaN where it was never sold there.</summary>
    public double MeanLogPrice(int shop, int item) => _lines.TryGetValue((shop, item), out var line) ? line.MeanLogPrice : double.NaN;

    /// <summary>Mean of the logarithm of an item's units in a shop; NaN where it was never sold there.</summary>
    public double MeanLogUnits(int shop, int item) => _lines.TryGetValue((shop, item), out var line) ? line.MeanLogUnits : double.NaN;

    // One slope for all shops of an item, with the effects of its circumstances; null where no price moved.
    private static Pooled? Pool(List<Within> shops)
    {
        var size = shops[0].MeanCircumstances.Length + 1;
        var left = Matrix<double>.Build.Dense(size, size);
        var right = Vector<double>.Build.Dense(size);
        foreach (var (x, y) in shops.SelectMany(shop => shop.Rows))
        {
            for (var i = 0; i < size; i++)
            {
                right[i] += x[i] * y;
                for (var j = 0; j < size; j++)
                {
                    left[i, j] += x[i] * x[j];
                }
            }
        }

        var rows = shops.Sum(shop => shop.Rows.Count);
        if (left[0, 0] < LeastMovement * LeastMovement * rows || rows < 3)
        {
            return null;
        }

        // A thousandth of a row of each: columns that never move get no effect instead of none that can be computed.
        for (var i = 0; i < size; i++)
        {
            left[i, i] += Math.Max(1e-9, 1e-3 * left[i, i] / rows);
        }

        var inverse = left.Inverse();
        var effects = inverse * right;
        var squares = shops.SelectMany(shop => shop.Rows).Sum(row => Math.Pow(row.Y - effects.DotProduct(Vector<double>.Build.Dense(row.X)), 2));
        var variance = squares / Math.Max(1, rows - shops.Count - size) + 1e-9;
        return new Pooled(new Elasticity(effects[0], Math.Sqrt(variance * inverse[0, 0]), 1), [.. effects.Skip(1)], variance);
    }

    private sealed record Within(double MeanLogUnits, double MeanLogPrice, double[] MeanCircumstances, List<(double[] X, double Y)> Rows)
    {
        public static Within Of(List<PriceObservation> rows)
        {
            var units = rows.Average(row => Math.Log(row.Units));
            var price = rows.Average(row => Math.Log(row.Price));
            var means = Enumerable.Range(0, rows[0].Circumstances.Length).Select(at => rows.Average(row => row.Circumstances[at])).ToArray();
            return new Within(units, price, means, rows.ConvertAll(row => ((double[])[Math.Log(row.Price) - price, .. row.Circumstances.Select((value, at) => value - means[at])], Math.Log(row.Units) - units)));
        }

        // The shop's own slope once the item's effects are taken away; null where its price never moved.
        public (double Slope, double Variance)? Slope(double[] effects, double variance)
        {
            var (squares, products) = (0.0, 0.0);
            foreach (var (x, y) in Rows)
            {
                var left = y;
                for (var at = 0; at < effects.Length; at++)
                {
                    left -= effects[at] * x[at + 1];
                }

                squares += x[0] * x[0];
                products += x[0] * left;
            }

            return squares < LeastMovement * LeastMovement * Rows.Count ? null : (products / squares, variance / squares);
        }
    }

    private sealed record Shrinkage(double Mean, double Between)
    {
        public static Shrinkage Of(List<(double Slope, double Variance)> slopes, double? mean = null)
        {
            if (slopes.Count == 0)
            {
                return new Shrinkage(mean ?? -1, 1);
            }

            var weights = slopes.ConvertAll(slope => 1 / slope.Variance);
            var sum = weights.Sum();
            var fixedMean = slopes.Zip(weights, (slope, weight) => slope.Slope * weight).Sum() / sum;
            var q = slopes.Zip(weights, (slope, weight) => weight * Math.Pow(slope.Slope - fixedMean, 2)).Sum();
            var between = slopes.Count < 2 ? 0 : Math.Max(0, (q - (slopes.Count - 1)) / (sum - (weights.Sum(weight => weight * weight) / sum)));
            var random = slopes.ConvertAll(slope => 1 / (slope.Variance + between));
            return new Shrinkage(mean ?? (slopes.Zip(random, (slope, weight) => slope.Slope * weight).Sum() / random.Sum()), between);
        }

        public Elasticity Shrink(double slope, double variance)
        {
            var weight = Between / (Between + variance);
            return new Elasticity((weight * slope) + ((1 - weight) * Mean), Math.Sqrt(Math.Max(1e-12, weight * variance)), weight);
        }

        public Elasticity Prior() => new(Mean, Math.Sqrt(Between), 0);
    }
}
