namespace BookedBarber.Algorithms.Boosting;

/// <summary>A sum of many small trees, each correcting what those before it left: predicts quantities, counts or probabilities from columns of any kind.</summary>
/// <remarks>
/// Friedman, "Greedy function approximation: a gradient boosting machine", 2001, with second-order steps (Chen and Guestrin, "XGBoost", 2016) and histogram splits (Ke et al., "LightGBM",
/// 2017). Deterministic for a seed. Time grows with trees × rows × columns × depth; a model is immutable and may be asked from many threads.
/// </remarks>
public sealed class GradientBoostedTrees
{
    private readonly List<BoostedTree> _trees = [];
    private readonly IReadOnlyList<BoostingFeature> _features;
    private readonly BoostingLoss _loss;
    private readonly BinnedColumn[] _columns;
    private readonly double _base;

    private GradientBoostedTrees(IReadOnlyList<BoostingFeature> features, BinnedColumn[] columns, BoostingLoss loss, double start) => (_features, _columns, _loss, _base) = (features, columns, loss, start);

    /// <summary>Number of trees kept.</summary>
    public int Trees => _trees.Count;

    /// <summary>Learns from rows.</summary>
    /// <param name="table">What is known of each row.</param>
    /// <param name="targets">What came of each row; finite, and as the loss asks (0 or 1; 0 or more).</param>
    /// <param name="options">How trees are grown.</param>
    /// <param name="weights">How much each row counts, 0 or more; <see langword="null"/>: all alike.</param>
    /// <param name="heldBack">Rows not learnt from, on which <see cref="BoostingOptions.Patience"/> judges; same columns.</param>
    /// <param name="heldBackTargets">What came of the rows held back.</param>
    /// <param name="cancellationToken">Ends growing with an exception.</param>
    /// <returns>The model; where all targets are alike it predicts that value.</returns>
    /// <exception cref="ArgumentException">There are no rows, lengths differ, or a target is not what the loss asks; its row is named.</exception>
    public static GradientBoostedTrees Fit(
        BoostingTable table,
        double[] targets,
        BoostingOptions options,
        double[]? weights = null,
        BoostingTable? heldBack = null,
        double[]? heldBackTargets = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(options);
        CheckTargets(table, targets, weights, options.Loss);
        var columns = table.Features.Select((feature, at) => new BinnedColumn(feature, table.Column(at))).ToArray();
        var model = new GradientBoostedTrees(table.Features, columns, options.Loss, Start(targets, weights, options.Loss));
        var usable = Enumerable.Range(0, columns.Length).Where(at => columns[at].Count > (columns[at].Feature.IsCategorical ? 1 : 2) || columns[at].Bins.Distinct().Count() > 1).ToArray();
        if (usable.Length == 0)
        {
            return model;
        }

        model.Grow(targets, weights, usable, options, heldBack, heldBackTargets, cancellationToken);
        Array.ForEach(columns, column => column.Forget());
        return model;
    }

    /// <summary>Predicts a row, on the scale of the target.</summary>
    /// <param name="row">Values in the order of the columns learnt from; <see cref="double.NaN"/> where one is not known. Kinds that were not learnt from count as not known.</param>
    public double Predict(ReadOnlySpan<double> row) => Outcome(Raw(row));

    /// <summary>Predicts every row of a table.</summary>
    public double[] Predict(BoostingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var predictions = new double[table.Rows];
        Span<double> row = new double[_features.Count];
        for (var at = 0; at < predictions.Length; at++)
        {
            table.CopyRow(at, row);
            predictions[at] = Predict(row);
        }

        return predictions;
    }

    /// <summary>What each column contributed: the falls of the loss at its splits as shares of 1, the greatest first; columns that were never asked about have 0.</summary>
    public IReadOnlyList<(string Name, double Share)> Importance()
    {
        var gains = new double[_features.Count];
        foreach (var node in _trees.SelectMany(tree => tree.Nodes).Where(node => node.Feature >= 0))
        {
            gains[node.Feature] += node.Gain;
        }

        var sum = Math.Max(gains.Sum(), double.Epsilon);
        return [.. gains.Select((gain, at) => (_features[at].Name, Share: gain / sum)).OrderByDescending(one => one.Share)];
    }

    private double Raw(ReadOnlySpan<double> row)
    {
        Span<byte> bins = _columns.Length <= 512 ? stackalloc byte[_columns.Length] : new byte[_columns.Length];
        BinsOf(row, bins);
        var sum = _base;
        foreach (var tree in _trees)
        {
            sum += tree.Predict(bins);
        }

        return sum;
    }

    private void BinsOf(ReadOnlySpan<double> row, Span<byte> bins)
    {
        for (var at = 0; at < bins.Length; at++)
        {
            bins[at] = _columns[at].BinOf(row[at]);
        }
    }

    // Logits beyond ±30 are certain to 13 digits, and counts beyond e^30 are not counts.
    private double Outcome(double raw) => _loss switch
    {
        BoostingLoss.Logistic => 1 / (1 + Math.Exp(-Math.Clamp(raw, -30, 30))),
        BoostingLoss.Poisson => Math.Exp(Math.Clamp(raw, -30, 30)),
        _ => raw,
    };

    private double Loss(double raw, double target) => _loss switch
    {
        BoostingLoss.Logistic => Math.Log(1 + Math.Exp(-Math.Abs(raw))) + Math.Max(raw, 0) - (target * raw),
        BoostingLoss.Poisson => Outcome(raw) - (target * raw),
        _ => (raw - target) * (raw - target) / 2,
    };

    private void Grow(double[] targets, double[]? weights, int[] usable, BoostingOptions options, BoostingTable? heldBack, double[]? heldBackTargets, CancellationToken cancellationToken)
    {
        var random = new Random(options.Seed);
        var grower = new TreeGrower(_columns, options);
        var (raw, gradients, curvatures) = (new double[targets.Length], new double[targets.Length], new double[targets.Length]);
        Array.Fill(raw, _base);
        var backRaw = new double[heldBack?.Rows ?? 0];
        Array.Fill(backRaw, _base);
        var (lowest, kept) = (double.PositiveInfinity, 0);
        var backBins = BinsOf(heldBack);
        for (var tree = 0; tree < options.Trees; tree++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Derivatives(raw, targets, weights, gradients, curvatures);
            var rows = Enumerable.Range(0, targets.Length).Where(_ => options.RowShare >= 1 || random.NextDouble() < options.RowShare).ToArray();
            var features = (int[])usable.Clone();
            if (options.FeatureShare < 1)
            {
                random.Shuffle(features);
                features = [.. features[..Math.Max(1, (int)Math.Round(features.Length * options.FeatureShare))].Order()];
            }

            var grown = grower.Grow(gradients, curvatures, rows, features);
            _trees.Add(grown);
            for (var at = 0; at < raw.Length; at++)
            {
                raw[at] += grown.Predict(_columns, at);
            }

            if (heldBack is null || heldBackTargets is null || options.Patience == 0)
            {
                continue;
            }

            var loss = 0.0;
            for (var at = 0; at < backRaw.Length; at++)
            {
                backRaw[at] += grown.Predict(backBins.AsSpan(at * _columns.Length, _columns.Length));
                loss += Loss(backRaw[at], heldBackTargets[at]);
            }

            if (loss < lowest)
            {
                (lowest, kept) = (loss, _trees.Count);
            }
            else if (_trees.Count - kept >= options.Patience)
            {
                break;
            }
        }

        if (kept > 0)
        {
            _trees.RemoveRange(kept, _trees.Count - kept);
        }
    }

    private byte[] BinsOf(BoostingTable? table)
    {
        var bins = new byte[(table?.Rows ?? 0) * _columns.Length];
        Span<double> row = new double[_columns.Length];
        for (var at = 0; at < (table?.Rows ?? 0); at++)
        {
            table!.CopyRow(at, row);
            BinsOf(row, bins.AsSpan(at * _columns.Length, _columns.Length));
        }

        return bins;
    }

    private void Derivatives(double[] raw, double[] targets, double[]? weights, double[] gradients, double[] curvatures)
    {
        for (var at = 0; at < raw.Length; at++)
        {
            var outcome = Outcome(raw[at]);
            var weight = weights?[at] ?? 1;
            gradients[at] = weight * (outcome - targets[at]);
            curvatures[at] = weight * (_loss switch { BoostingLoss.Logistic => outcome * (1 - outcome), BoostingLoss.Poisson => outcome, _ => 1 });
        }
    }

    // The best constant: trees then only have to say what differs from it.
    private static double Start(double[] targets, double[]? weights, BoostingLoss loss)
    {
        var weight = weights?.Sum() ?? targets.Length;
        var mean = targets.Select((target, at) => target * (weights?[at] ?? 1)).Sum() / Math.Max(weight, double.Epsilon);
        return loss switch
        {
            BoostingLoss.Logistic => Math.Log(Math.Clamp(mean, 1e-9, 1 - 1e-9) / (1 - Math.Clamp(mean, 1e-9, 1 - 1e-9))),
            BoostingLoss.Poisson => Math.Log(Math.Max(mean, 1e-9)),
            _ => mean,
        };
    }

    private static void CheckTargets(BoostingTable table, double[] targets, double[]? weights, BoostingLoss loss)
    {
        if (table.Rows == 0 || targets.Length != table.Rows || (weights is not null && weights.Length != table.Rows))
        {
            throw new ArgumentException($"There are {table.Rows} rows, {targets.Length} targets and {weights?.Length ?? table.Rows} weights; there must be as many, and at least one.", nameof(targets));
        }

        var wrong = Array.FindIndex(targets, target => !double.IsFinite(target) || (loss == BoostingLoss.Logistic && target is not (0 or 1)) || (loss == BoostingLoss.Poisson && target < 0));
        if (wrong >= 0)
        {
            throw new ArgumentException($"The target of row {wrong} is {targets[wrong]}, which the loss {loss} cannot learn.", nameof(targets));
        }
    }
}
