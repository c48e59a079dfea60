using MathNet.Numerics.LinearAlgebra;

namespace BookedBarber.Algorithms;

/// <summary>Logistic regression whose weights are drawn towards 0, on top of a known log-odds for each row.</summary>
/// <remarks>Newton's method (iteratively reweighted least squares; Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd ed., section 4.4.1) with a ridge. Columns are brought to
/// mean 0 and deviation 1 first, so that one ridge suits all.</remarks>
public sealed class RidgeLogistic
{
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly double[] _weights;

    private RidgeLogistic(double[] means, double[] deviations, double[] weights) => (_means, _deviations, _weights) = (means, deviations, weights);

    /// <summary>Log-odds for a row of average values, above its known log-odds.</summary>
    public double Intercept => _weights[^1];

    /// <summary>Learns weights.</summary>
    /// <param name="rows">Values of each row; finite, at least one row.</param>
    /// <param name="offsets">Known log-odds of each row; 0 where nothing is known.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="ridge">Strength of the pull towards 0, above 0; in rows: a weight that fewer rows than this speak for stays small. The intercept is not drawn.</param>
    public static RidgeLogistic Fit(IReadOnlyList<double[]> rows, IReadOnlyList<double> offsets, IReadOnlyList<bool> happened, double ridge)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ridge);
        if (rows.Count == 0 || rows.Count != offsets.Count || rows.Count != happened.Count)
        {
            throw new ArgumentException($"There are {rows.Count} rows, {offsets.Count} offsets and {happened.Count} outcomes; there must be as many, and at least one.", nameof(rows));
        }

        var size = rows[0].Length;
        var means = Enumerable.Range(0, size).Select(at => rows.Average(row => row[at])).ToArray();
        var deviations = Enumerable.Range(0, size).Select(at => Math.Sqrt(rows.Average(row => (row[at] - means[at]) * (row[at] - means[at])))).Select(deviation => deviation < 1e-9 ? 1 : deviation).ToArray();
        var x = rows.Select(row => row.Select((value, at) => (value - means[at]) / deviations[at]).Append(1).ToArray()).ToArray();
        var weights = new double[size + 1];
        // Newton's steps double the right digits; one outcome only would let the intercept run away, which the clamp stops.
        for (var step = 0; step < 25; step++)
        {
            var slope = Vector<double>.Build.Dense(size + 1, at => at < size ? -ridge * weights[at] : 0);
            var curve = Matrix<double>.Build.Dense(size + 1, size + 1, (row, column) => row == column ? (row < size ? ridge : 1e-6) : 0);
            for (var at = 0; at < x.Length; at++)
            {
                var probability = Probability(offsets[at] + Dot(weights, x[at]));
                var curvature = probability * (1 - probability);
                for (var i = 0; i <= size; i++)
                {
                    slope[i] += x[at][i] * ((happened[at] ? 1 : 0) - probability);
                    for (var j = 0; j <= size; j++)
                    {
                        curve[i, j] += curvature * x[at][i] * x[at][j];
                    }
                }
            }

            var move = curve.Solve(slope);
            for (var i = 0; i <= size; i++)
            {
                weights[i] = Math.Clamp(weights[i] + Math.Clamp(move[i], -2, 2), -15, 15);
            }

            if (move.AbsoluteMaximum() < 1e-8)
            {
                break;
            }
        }

        return new RidgeLogistic(means, deviations, weights);
    }

    /// <summary>What a row's values add to its known log-odds.</summary>
    public double LogOdds(IReadOnlyList<double> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var sum = _weights[^1];
        for (var at = 0; at < _means.Length; at++)
        {
            sum += Effect(row, at);
        }

        return sum;
    }

    /// <summary>What one of a row's values adds, set against an average one.</summary>
    public double Effect(IReadOnlyList<double> row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _weights[column] * (row[column] - _means[column]) / _deviations[column];
    }

    /// <summary>Probability of log-odds.</summary>
    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-Math.Clamp(logOdds, -30, 30)));

    /// <summary>Log-odds of a probability; the certain ones count as a millionth from certain.</summary>
    public static double LogOddsOf(double probability)
    {
        var inside = Math.Clamp(probability, 1e-6, 1 - 1e-6);
        return Math.Log(inside / (1 - inside));
    }

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var at = 0; at < one.Length; at++)
        {
            sum += one[at] * other[at];
        }

        return sum;
    }
}
