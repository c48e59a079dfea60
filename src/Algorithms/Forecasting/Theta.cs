using BookedBarber.Algorithms.Optimisation;

namespace BookedBarber.Algorithms.Forecasting;

/// <summary>The Theta method: the level by simple smoothing, drawn on by a share of the long-run trend.</summary>
/// <remarks>
/// Assimakopoulos and Nikolopoulos, "The theta model", International Journal of Forecasting 16 (2000), winner of the M3 competition. The form with an optimised theta is the dynamic model of
/// Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, "Models for optimising the theta method", International Journal of Forecasting 32 (2016), equations 12 to 19.
/// </remarks>
public static class Theta
{
    // The two lines with theta 0 and 2 of the original method.
    private const double Standard = 2;

    /// <summary>Forecasts a series without season.</summary>
    /// <param name="values">The series, oldest first, finite; at least four values. Take a season out first.</param>
    /// <param name="horizon">Steps ahead, 1 or more.</param>
    /// <param name="optimised">Whether theta, too, is fitted (from 1, no trend, upward); otherwise it is 2, half the trend.</param>
    /// <returns>One value per step ahead.</returns>
    /// <exception cref="ArgumentException">Fewer than four values.</exception>
    public static double[] Forecast(ReadOnlySpan<double> values, int horizon, bool optimised)
    {
        if (values.Length < 4)
        {
            throw new ArgumentException($"The Theta method needs four values; there are {values.Length}.", nameof(values));
        }

        var series = values.ToArray();
        var scale = series.Average(Math.Abs) + 1e-9;
        List<double> start = optimised ? [series[0] / scale, 0, 0.7] : [series[0] / scale, 0];
        List<double> steps = optimised ? [0.1, 1, 1] : [0.1, 1];
        var (point, _) = NelderMead.Minimise(parameters => Run(series, parameters, scale, null), start, steps, 100 * start.Count, 1e-6);
        var result = new double[horizon];
        Run(series, point, scale, result);
        return result;
    }

    // One step after the other: the level, and the running mean and line through everything so far. The sum of squared errors; forecasts when asked for.
    private static double Run(double[] values, double[] parameters, double scale, double[]? forecasts)
    {
        var level = parameters[0] * scale;
        var alpha = 1e-4 + (0.9998 / (1 + Math.Exp(-parameters[1])));
        var theta = parameters.Length > 2 ? 1 + Math.Exp(Math.Min(parameters[2], 6)) : Standard;
        var (mean, slope, anchor) = (0.0, 0.0, 0.0);
        var (fade, squares) = (1.0, 0.0);
        var steps = values.Length + (forecasts?.Length ?? 0);
        for (var t = 0; t < steps; t++)
        {
            // Weight of the line: (1 - 1/theta) times its height where the smoothing stands.
            var expected = t == 0 ? level : level + ((1 - (1 / theta)) * ((anchor * fade) + (slope * (1 - (fade * (1 - alpha))) / alpha)));
            var value = t < values.Length ? values[t] : expected;
            if (t >= values.Length)
            {
                forecasts![t - values.Length] = expected;
            }
            else if (t > 0)
            {
                squares += (value - expected) * (value - expected);
            }

            level = (alpha * value) + ((1 - alpha) * level);
            fade *= 1 - alpha;
            var before = mean;
            mean += (value - mean) / (t + 1);
            if (t == 0)
            {
                (slope, anchor) = (0, value);
                continue;
            }

            slope = (((t - 1) * slope) + (6 * (value - before) / (t + 1))) / (t + 2);
            anchor = mean - (slope * (t + 2) / 2);
        }

        return double.IsFinite(squares) ? squares : double.PositiveInfinity;
    }
}
