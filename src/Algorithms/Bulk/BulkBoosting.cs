namespace BookedBarber.Algorithms.Bulk;

/// <summary>A sum of small regression trees, each grown on what the trees before it left unexplained.</summary>
/// <remarks>Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29 (2001), with his stochastic form (2002) and Huber's loss. Time is about rows × inputs × trees × 3 additions; memory one byte for each row and input.</remarks>
public sealed class BulkBoosting
{
    // Gradients as whole numbers: up to 2^18 units a row, so that sums of a million rows stay below 2^39.
    private const double Units = 1 << 18;

    private readonly FeatureBins _bins;
    private readonly BulkTree[] _trees;
    private readonly float _start;

    private BulkBoosting(FeatureBins bins, BulkTree[] trees, float start) => (_bins, _trees, _start) = (bins, trees, start);

    /// <summary>Learns.</summary>
    /// <param name="columns">Per input one value a row; NaN where not known.</param>
    /// <param name="targets">What is to be told from the inputs, one a row, finite. At most 16 million rows.</param>
    /// <param name="options">How the trees are grown.</param>
    /// <param name="cancellationToken">Ends the work between two trees.</param>
    /// <returns>The trees.</returns>
    /// <exception cref="ArgumentException">No rows or no inputs.</exception>
    public static BulkBoosting Fit(IReadOnlyList<float[]> columns, float[] targets, BulkOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(options);
        if (targets.Length == 0 || columns.Count == 0)
        {
            throw new ArgumentException("There must be at least one row and one input.", nameof(targets));
        }

        var rows = targets.Length;
        var bins = FeatureBins.Find(columns, rows);
        var table = bins.Apply(columns, rows);
        var start = targets.Average();
        var answers = new float[rows];
        Array.Fill(answers, start);
        var grower = new BulkTreeGrower(table, bins, rows, options);
        var trees = new BulkTree[options.Trees];
        var random = new SplitMix(options.Seed);
        var (gradients, sample) = (new int[rows], new int[rows]);
        for (var tree = 0; tree < trees.Length; tree++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var unit = Gradients(targets, answers, gradients, options.Clip);
            var count = Sample(sample, options.RowShare, random);
            trees[tree] = grower.Grow(gradients, sample.AsSpan(0, count), Columns(columns.Count, options.ColumnShare, random), unit);
            Add(trees[tree], table, columns.Count, answers);
        }

        return new BulkBoosting(bins, trees, start);
    }

    /// <summary>Answers for rows.</summary>
    /// <param name="columns">The same inputs as were learnt from.</param>
    /// <param name="rows">Number of rows.</param>
    public float[] Predict(IReadOnlyList<float[]> columns, int rows)
    {
        var answers = new float[rows];
        Array.Fill(answers, _start);
        if (rows == 0)
        {
            return answers;
        }

        var table = _bins.Apply(columns, rows);
        foreach (var tree in _trees)
        {
            Add(tree, table, _bins.Count, answers);
        }

        return answers;
    }

    private static void Add(BulkTree tree, byte[] table, int width, float[] answers)
    {
        const int Block = 1 << 14;
        if (answers.Length <= Block)
        {
            for (var row = 0; row < answers.Length; row++)
            {
                answers[row] += tree.Answer(table.AsSpan(row * width, width));
            }

            return;
        }

        Parallel.For(0, (answers.Length + Block - 1) / Block, CallersThreads.Options(), block =>
        {
            for (var row = block * Block; row < Math.Min(answers.Length, (block + 1) * Block); row++)
            {
                answers[row] += tree.Answer(table.AsSpan(row * width, width));
            }
        });
    }

    // What is missing of each row in whole units; the worth of a unit is returned.
    private static double Gradients(float[] targets, float[] answers, int[] gradients, double clip)
    {
        var sum = 0.0;
        for (var row = 0; row < targets.Length; row++)
        {
            sum += Math.Abs(targets[row] - answers[row]);
        }

        var mean = sum / targets.Length;
        var limit = mean * (double.IsFinite(clip) ? clip : 64);
        var unit = limit > 0 ? limit / Units : 1;
        for (var row = 0; row < targets.Length; row++)
        {
            gradients[row] = (int)Math.Round(Math.Clamp(targets[row] - answers[row], -limit, limit) / unit);
        }

        return unit;
    }

    private static int Sample(int[] sample, double share, SplitMix random)
    {
        var count = 0;
        for (var row = 0; row < sample.Length; row++)
        {
            if (share >= 1 || random.NextDouble() < share)
            {
                sample[count++] = row;
            }
        }

        if (count == 0)
        {
            sample[count++] = 0;
        }

        return count;
    }

    private static int[] Columns(int count, double share, SplitMix random)
    {
        var wanted = Math.Clamp((int)Math.Ceiling(count * share), 1, count);
        var all = Enumerable.Range(0, count).ToArray();
        for (var i = 0; i < wanted; i++)
        {
            var other = i + (int)(random.NextDouble() * (count - i));
            (all[i], all[other]) = (all[other], all[i]);
        }

        Array.Resize(ref all, wanted);
        Array.Sort(all);
        return all;
    }
}
