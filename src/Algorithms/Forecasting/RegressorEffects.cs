using MathNet.Numerics.LinearAlgebra;

namespace BookedBarber.Algorithms.Forecasting;

/// <summary>What regressors such as a promotion, a price or a moving holiday add to each step of many series, so that it can be taken out before a method looks at level and season, and put back ahead.</summary>
/// <remarks>
/// Least squares over all series on deviations from neighbours and season, with Huber's weights; effects that cannot be told from chance are dropped, by errors that are summed within each step of the calendar, as places of a chain
/// share their weeks (Cameron, Gelbach and Miller, "Robust inference with multiway clustering", Journal of Business and Economic Statistics 29, 2011). Each series' own effect is drawn toward that of all by what its noise explains
/// (empirical Bayes; Efron and Morris, 1975). Time is series × steps × columns².
/// </remarks>
public sealed class RegressorEffects
{
    // Three standard errors: with a dozen columns one in a few hundred files keeps a column that does nothing.
    private const double LeastSure = 3;

    // Huber's usual constant, in mean absolute errors.
    private const double Clip = 2;
    private const double Ridge = 1e-9;
    private readonly double[][] _effects;

    private RegressorEffects(double[][] effects, int columns) => (_effects, Columns) = (effects, columns);

    /// <summary>Inputs that were kept; kinds of one regressor count each.</summary>
    public int Columns { get; }

    /// <summary>What is added to each step of a series, its horizon included, on the scale of its points.</summary>
    public IReadOnlyList<double> Of(int series) => _effects[series];

    /// <summary>The values of a series without what the regressors add.</summary>
    internal double[] Without(double[] values, int series)
    {
        var scale = PositiveScale.Of(values);
        return [.. values.Select((value, t) => scale.From(scale.To(value) - _effects[series][t]))];
    }

    /// <summary>A forecast of what was left, with what the regressors add ahead.</summary>
    internal SeriesForecast PutBack(int series, int length, SeriesForecast forecast) => forecast with
    {
        Mean = [.. forecast.Mean.Select((value, h) => forecast.Scale.From(forecast.Scale.To(value) + _effects[series][length + h]))],
        Model = FormattableString.Invariant($"{forecast.Model}; effects of {Columns} regressors put back"),
    };

    /// <summary>Learns.</summary>
    /// <param name="points">The series on their scales (logarithms, for effects that multiply), oldest first, finite.</param>
    /// <param name="facts">Per series and regressor one value for each step of the series and of its horizon; NaN where not known.</param>
    /// <param name="kinds">Per regressor whether its values are kinds without order; otherwise they are amounts.</param>
    /// <param name="starts">Steps of a common calendar that the series begin at; null when they share none.</param>
    /// <param name="period">Season length in steps.</param>
    /// <returns>The effects; null when no regressor has one that can be told from chance.</returns>
    public static RegressorEffects? Fit(IReadOnlyList<double[]> points, IReadOnlyList<float[][]> facts, IReadOnlyList<bool> kinds, IReadOnlyList<int>? starts, int period)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(kinds);
        var found = RegressorColumn.Of(facts, [.. points.Select(one => one.Length)], kinds);
        if (found.Count == 0)
        {
            return null;
        }

        var columns = facts.Select((one, s) => found.Select(column => column.Values(one, points[s].Length)).ToArray()).ToList();
        var rows = points.Select((one, s) => new Rows(LocalDeviations.Of(one, one.Length, period), [.. columns[s].Select(column => LocalDeviations.Of(column, one.Length, period))], starts?[s] ?? (s * 1_000_000))).ToList();
        List<int> used = [.. Enumerable.Range(0, found.Count)];
        while (used.Count > 0)
        {
            var (shared, sure) = Solve(rows, used);
            var least = used.Select((_, i) => i).MinBy(i => sure[i]);
            if (sure[least] >= LeastSure)
            {
                return new RegressorEffects(Add(columns, Own(rows, used, shared), used), used.Count);
            }

            used.RemoveAt(least);
        }

        return null;
    }

    private sealed record Rows(double[] Targets, double[][] Columns, int Start)
    {
        public double Error { get; } = Math.Max(1e-6, Targets.Average(Math.Abs));
    }

    // Coefficients of all series, and how many standard errors each is from nothing.
    private static (Vector<double> Shared, double[] Sure) Solve(List<Rows> rows, List<int> used)
    {
        var (first, _) = Weighted(rows, used, null);
        var (shared, inverse) = Weighted(rows, used, first);
        var scores = new Dictionary<int, double[]>();
        foreach (var one in rows)
        {
            for (var t = 0; t < one.Targets.Length; t++)
            {
                var left = Left(one, used, shared, t);
                var factor = Weight(one, left) * left;
                if (!scores.TryGetValue(one.Start + t, out var score))
                {
                    scores[one.Start + t] = score = new double[used.Count];
                }

                for (var i = 0; i < used.Count; i++)
                {
                    score[i] += factor * one.Columns[used[i]][t];
                }
            }
        }

        var variances = new double[used.Count];
        foreach (var score in scores.Values)
        {
            var moved = inverse * Vector<double>.Build.Dense(score);
            for (var i = 0; i < variances.Length; i++)
            {
                variances[i] += moved[i] * moved[i];
            }
        }

        return (shared, [.. variances.Select((variance, i) => Math.Abs(shared[i]) / Math.Sqrt(variance + 1e-18))]);
    }

    private static (Vector<double> Coefficients, Matrix<double> Inverse) Weighted(List<Rows> rows, List<int> used, Vector<double>? before)
    {
        var products = Matrix<double>.Build.DenseDiagonal(used.Count, Ridge);
        var right = Vector<double>.Build.Dense(used.Count);
        foreach (var one in rows)
        {
            for (var t = 0; t < one.Targets.Length; t++)
            {
                var weight = Weight(one, before is null ? 0 : Left(one, used, before, t));
                for (var i = 0; i < used.Count; i++)
                {
                    var value = weight * one.Columns[used[i]][t];
                    right[i] += value * one.Targets[t];
                    for (var j = 0; value != 0 && j < used.Count; j++)
                    {
                        products[i, j] += value * one.Columns[used[j]][t];
                    }
                }
            }
        }

        var inverse = products.Inverse();
        return (inverse * right, inverse);
    }

    // Each series' own coefficients, column by column on what the shared ones leave.
    private static double[][] Own(List<Rows> rows, List<int> used, Vector<double> shared)
    {
        var own = rows.Select(_ => shared.ToArray()).ToArray();
        for (var i = 0; i < used.Count; i++)
        {
            var sums = rows.Select(one => (Product: Enumerable.Range(0, one.Targets.Length).Sum(t => one.Columns[used[i]][t] * Left(one, used, shared, t)), Square: one.Columns[used[i]].Sum(value => value * value))).ToList();
            var noise = rows.Select((one, s) => sums[s].Square > 0 ? one.Error * one.Error * (Math.PI / 2) / sums[s].Square : double.PositiveInfinity).ToList();
            var seen = Enumerable.Range(0, rows.Count).Where(s => double.IsFinite(noise[s])).ToList();
            var spread = seen.Count < 3 ? 0 : Math.Max(0, seen.Average(s => Math.Pow(sums[s].Product / sums[s].Square, 2) - noise[s]));
            foreach (var s in seen)
            {
                own[s][i] += spread / (spread + noise[s]) * sums[s].Product / sums[s].Square;
            }
        }

        return own;
    }

    private static double[][] Add(List<double[][]> columns, double[][] own, List<int> used) =>
    [
        .. columns.Select((each, s) =>
        {
            var sum = new double[each[0].Length];
            for (var i = 0; i < used.Count; i++)
            {
                for (var t = 0; t < sum.Length; t++)
                {
                    sum[t] += own[s][i] * each[used[i]][t];
                }
            }

            return sum;
        }),
    ];

    private static double Left(Rows one, List<int> used, Vector<double> coefficients, int t)
    {
        var left = one.Targets[t];
        for (var i = 0; i < used.Count; i++)
        {
            left -= coefficients[i] * one.Columns[used[i]][t];
        }

        return left;
    }

    private static double Weight(Rows one, double left) => Math.Min(1, Clip * one.Error / (Math.Abs(left) + 1e-12)) / (one.Error * one.Error);
}
