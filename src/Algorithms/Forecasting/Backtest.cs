namespace BookedBarber.Algorithms.Forecasting;

/// <summary>What the groups would have forecast at earlier origins, with only what was known then.</summary>
internal sealed class Backtest
{
    private readonly IReadOnlyList<ForecastGroup> _groups;
    private readonly int _period;
    private readonly int _horizon;
    private readonly List<Trial>[] _trials;

    private Backtest(IReadOnlyList<ForecastGroup> groups, int period, int horizon, List<Trial>[] trials) => (_groups, _period, _horizon, _trials) = (groups, period, horizon, trials);

    /// <summary>One origin of one series.</summary>
    private sealed record Trial(int Origin, double[] Actual, double[]?[] Parts);

    /// <summary>Tries the groups at origins half a horizon apart, the last a whole horizon before the end.</summary>
    public static Backtest Run(IReadOnlyList<double[]> series, IReadOnlyList<int>? starts, IReadOnlyList<ForecastGroup> groups, int period, int horizon, int origins, CancellationToken cancellationToken)
    {
        var step = Math.Max(1, horizon / 2);
        var furthest = horizon + ((origins - 1) * step);

        // Methods that learn from all series must not have seen what any origin is to forecast.
        var usable = Enumerable.Range(0, series.Count).Where(i => Cut(series[i], furthest) is { } before && IsEnough(before, period)).ToList();
        var known = new SeriesGroup([.. usable.Select(i => Cut(series[i], furthest)!)], starts is null ? null : [.. usable.Select(i => starts[i])]);
        var methods = groups.Select(group => group.Learn(known)).ToList();
        var trials = new List<Trial>[series.Count];
        Parallel.For(0, series.Count, CallersThreads.Options(Environment.ProcessorCount, cancellationToken), i =>
        {
            trials[i] = [];
            for (var k = 0; k < origins; k++)
            {
                var back = horizon + (k * step);
                if (Cut(series[i], back) is { } before && IsEnough(before, period))
                {
                    trials[i].Add(new Trial(k, series[i][^back..][..horizon], [.. methods.Select(method => method(before, starts?[i] ?? 0))]));
                }
            }
        });
        return new Backtest(groups, period, horizon, trials);
    }

    /// <summary>Origins that a series was tried at.</summary>
    public int OriginsOf(int series) => _trials[series].Count;

    /// <summary>Weight of each group, summing to 1: the inverse of its mean scaled error to a power; their priors when nothing could be tried.</summary>
    public double[] Weights(double sharpness)
    {
        var errors = new double[_groups.Count];
        var means = new double[_groups.Count];
        foreach (var trial in _trials.SelectMany(trials => trials))
        {
            // A group that cannot answer everywhere is judged against the others where it can.
            var losses = trial.Parts.Select(part => part is null ? double.NaN : ForecastAccuracy.Smape(part, trial.Actual)).ToArray();
            var mean = losses.Where(double.IsFinite).DefaultIfEmpty(0).Average();
            for (var g = 0; g < errors.Length; g++)
            {
                if (double.IsFinite(losses[g]))
                {
                    errors[g] += losses[g];
                    means[g] += mean;
                }
            }
        }

        if (means.Sum() <= 0)
        {
            return [.. _groups.Select(group => group.Prior / _groups.Sum(other => other.Prior))];
        }

        var relative = errors.Select((error, g) => means[g] > 0 ? error / means[g] : 1).ToArray();
        var best = relative.Min();
        var raw = Array.ConvertAll(relative, error => Math.Pow((best + 1e-9) / (error + 1e-9), sharpness));
        return Array.ConvertAll(raw, weight => weight / raw.Sum());
    }

    /// <summary>Errors of the weighted combination on each series' scale, ready to become ranges.</summary>
    public ErrorBands Bands(IReadOnlyList<double[]> series, double[] weights)
    {
        var errors = new List<double[]>[series.Count];
        for (var i = 0; i < series.Count; i++)
        {
            var scale = PositiveScale.Of(series[i]);
            errors[i] = [.. _trials[i].Select(trial =>
            {
                var mixed = SeriesForecaster.Mix(trial.Parts, weights, series[i], _period, _horizon);
                return Enumerable.Range(0, _horizon).Select(h => scale.To(trial.Actual[h]) - scale.To(mixed[h])).ToArray();
            })];
        }

        return new ErrorBands(errors, [.. series.Select(values => Unrest(values, _period))], _horizon);
    }

    private static double[]? Cut(double[] values, int back) => values.Length > back ? values[..^back] : null;

    private static bool IsEnough(double[] values, int period) => values.Length >= Math.Max(8, Math.Min(2 * period, 60)) && SeriesForecaster.CanFit(values);

    // How much the series moves from step to step beside its season, on its scale.
    private static double Unrest(double[] values, int period)
    {
        var points = PositiveScale.Of(values).To(values);
        var lag = points.Length > 2 * period ? period : 1;
        var sum = 0.0;
        for (var t = lag; t < points.Length; t++)
        {
            sum += Math.Abs(points[t] - points[t - lag]);
        }

        return points.Length > lag ? sum / (points.Length - lag) : 0;
    }
}
