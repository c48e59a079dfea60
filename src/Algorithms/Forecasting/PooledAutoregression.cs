using BookedBarber.Algorithms.LinearAlgebra;

namespace BookedBarber.Algorithms.Forecasting;

/// <summary>One autoregression for many series: each step ahead is a linear function of the last values, with coefficients that all series share.</summary>
/// <remarks>
/// Montero-Manso and Hyndman, "Principles and algorithms for forecasting groups of time series: locality and globality", International Journal of Forecasting 37 (2021): pooled over series, far longer
/// memories can be estimated than any one series allows. Windows are centred on their own level and scaled by the series' own seasonal change, so that series of any unit learn from each other;
/// each horizon is regressed directly, so that errors do not feed on themselves.
/// </remarks>
public sealed class PooledAutoregression
{
    private readonly int _lags;
    private readonly int _period;
    private readonly double[][] _coefficients;

    private PooledAutoregression(int lags, int period, double[][] coefficients) => (_lags, _period, _coefficients) = (lags, period, coefficients);

    /// <summary>Learns from all windows of all series.</summary>
    /// <param name="series">The series, oldest first, finite, on a scale on which their changes can be compared (logarithms, for shares).</param>
    /// <param name="lags">Values that are looked back on, 1 or more.</param>
    /// <param name="period">Season length, 1 to <paramref name="lags"/>: the mean of the last season is the level that a window is centred on, and the mean change over a season the series' unit.</param>
    /// <param name="horizon">Steps ahead, 1 or more.</param>
    /// <param name="ridge">Penalty on the coefficients, relative to inputs of unit scale. Typical 1e-4 to 1e-1.</param>
    /// <param name="memory">Windows per series at most, the newest; long series would otherwise speak for all.</param>
    /// <returns>The method; null when no series is long enough or fewer windows than inputs exist.</returns>
    public static PooledAutoregression? Fit(IReadOnlyList<double[]> series, int lags, int period, int horizon, double ridge, int memory = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lags);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        var equations = new NormalEquations(lags + 1, horizon);
        var row = new double[lags + 1 + horizon];
        var windows = 0;
        foreach (var values in series)
        {
            var count = Math.Min(values.Length - lags - horizon + 1, memory);
            if (count <= 0 || Scale(values, period) is not (> 0 and var scale))
            {
                continue;
            }

            for (var k = 0; k < count; k++)
            {
                var origin = values.Length - horizon - k;
                var level = Level(values, origin, period);
                Fill(values, origin, level, scale, row);
                for (var h = 0; h < horizon; h++)
                {
                    row[lags + 1 + h] = (values[origin + h] - level) / scale;
                }

                equations.Add(row, 1.0 / Math.Sqrt(count));
                windows++;
            }
        }

        return windows > lags && equations.Solve(ridge, unpenalised: lags) is { } coefficients ? new PooledAutoregression(lags, period, coefficients) : null;

        void Fill(double[] values, int origin, double level, double scale, double[] inputs) => FillInputs(values, origin, level, scale, lags, inputs);
    }

    /// <summary>Forecasts a series, whether it was learnt from or not.</summary>
    /// <param name="values">The series, oldest first, on the scale that was learnt on.</param>
    /// <returns>One value per step ahead; null when the series is shorter than the memory or constant.</returns>
    public double[]? Forecast(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length < _lags || Scale(values, _period) is not (> 0 and var scale))
        {
            return null;
        }

        var level = Level(values, values.Length, _period);
        var inputs = new double[_lags + 1];
        FillInputs(values, values.Length, level, scale, _lags, inputs);
        return [.. _coefficients.Select(coefficients => level + (scale * NormalEquations.Dot(coefficients, inputs)))];
    }

    private static void FillInputs(double[] values, int origin, double level, double scale, int lags, double[] inputs)
    {
        for (var i = 0; i < lags; i++)
        {
            inputs[i] = (values[origin - 1 - i] - level) / scale;
        }

        inputs[lags] = 1;
    }

    private static double Level(double[] values, int origin, int span)
    {
        var sum = 0.0;
        for (var t = origin - span; t < origin; t++)
        {
            sum += values[t];
        }

        return sum / span;
    }

    // Mean absolute change over a season: a series that its own past foretells well weighs more, as scaled errors are what is to be small.
    private static double Scale(double[] values, int period)
    {
        if (values.Length <= period)
        {
            return 0;
        }

        var sum = 0.0;
        for (var t = period; t < values.Length; t++)
        {
            sum += Math.Abs(values[t] - values[t - period]);
        }

        return sum / (values.Length - period);
    }
}
