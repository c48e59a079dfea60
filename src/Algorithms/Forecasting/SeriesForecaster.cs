namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Forecasts all series of a file together: several groups of methods, weighted by how they would have done at earlier origins, with ranges from the errors they would have made.</summary>
/// <remarks>
/// Weights are those of the whole file, as one series' few origins say little: each group counts by a power of its mean error over all series and origins. Ranges are conformal (Vovk, Gammerman and Shafer, Algorithmic Learning
/// in a Random World, 2005): errors of the combination at earlier origins, each divided by how far off its series usually is, are pooled by step and multiplied by how far off the series at hand is.
/// </remarks>
public static class SeriesForecaster
{
    // A method 5 % worse than another gets about a third of its weight.
    private const double Sharpness = 24;
    private const int Origins = 3;
    private const int Shortest = 4;

    /// <summary>Forecasts.</summary>
    /// <param name="series">The series, oldest first, each finite and with at least one value.</param>
    /// <param name="period">Season length: 12 for months, 52 for weeks, 24 for hours, 7 for days, 1 for none.</param>
    /// <param name="horizon">Steps ahead, 1 or more.</param>
    /// <param name="starts">Steps of a common calendar that the series begin at, when they share one: then seasons are borrowed from each other. Null otherwise.</param>
    /// <param name="regressors">What is known of each step, horizon included; null for nothing. What it adds is taken out of the series first and put back ahead, where it can be told from chance.</param>
    /// <param name="cancellationToken">Ends the work between two series.</param>
    /// <returns>One forecast per series, in their order.</returns>
    public static IReadOnlyList<SeriesForecast> Forecast(IReadOnlyList<double[]> series, int period, int horizon, IReadOnlyList<int>? starts = null, SeriesRegressors? regressors = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        if (regressors?.Learn(series, starts, period) is not { } effects)
        {
            return Alone(series, period, horizon, starts, cancellationToken);
        }

        var without = Alone([.. series.Select(effects.Without)], period, horizon, starts, cancellationToken);
        return [.. without.Select((forecast, i) => effects.PutBack(i, series[i].Length, forecast))];
    }

    private static SeriesForecast[] Alone(IReadOnlyList<double[]> series, int period, int horizon, IReadOnlyList<int>? starts, CancellationToken cancellationToken)
    {
        var groups = ForecastGroups.For(period, horizon, starts is not null);
        var backtest = Backtest.Run(series, starts, groups, period, horizon, Origins, cancellationToken);
        var weights = backtest.Weights(Sharpness);
        var usable = Enumerable.Range(0, series.Count).Where(i => CanFit(series[i])).ToList();
        var known = new SeriesGroup([.. usable.Select(i => series[i])], starts is null ? null : [.. usable.Select(i => starts[i])]);
        var methods = groups.Select(group => group.Learn(known)).ToList();
        var bands = backtest.Bands(series, weights);
        var result = new SeriesForecast[series.Count];
        Parallel.For(0, series.Count, CallersThreads.Options(Environment.ProcessorCount, cancellationToken), i => result[i] = One(i));
        return result;

        SeriesForecast One(int i)
        {
            var values = series[i];
            if (!CanFit(values))
            {
                return Short(values, period, horizon);
            }

            var parts = methods.Select(method => method(values, starts?[i] ?? 0)).ToList();
            var mean = Mix(parts, weights, values, period, horizon);
            var origins = backtest.OriginsOf(i);
            return new SeriesForecast(mean, bands.Errors(i), PositiveScale.Of(values), Describe(groups, parts, weights, origins, values.Length));
        }
    }

    /// <summary>Whether there is enough to fit a method to: a few values, not all the same.</summary>
    internal static bool CanFit(double[] values) => values.Length >= Shortest && values.Any(value => value != values[0]);

    /// <summary>The weighted mean of the groups that could forecast; the seasonal naive forecast when none could.</summary>
    internal static double[] Mix(IReadOnlyList<double[]?> parts, double[] weights, double[] values, int period, int horizon)
    {
        var sum = new double[horizon];
        var total = 0.0;
        for (var g = 0; g < parts.Count; g++)
        {
            if (parts[g] is not { } part || Array.Exists(part, value => !double.IsFinite(value)))
            {
                continue;
            }

            total += weights[g];
            for (var h = 0; h < horizon; h++)
            {
                sum[h] += weights[g] * part[h];
            }
        }

        return total > 0 ? Array.ConvertAll(sum, value => value / total) : SeasonalNaive.Forecast(values, period, horizon);
    }

    private static SeriesForecast Short(double[] values, int period, int horizon)
    {
        var constant = Array.TrueForAll(values, value => value == values[0]);
        var model = !constant || values.Length < Shortest
            ? FormattableString.Invariant($"last value; only {values.Length} known, too few for a range")
            : FormattableString.Invariant($"constant: all {values.Length} values are the same; no range can be told from that");
        return new SeriesForecast(SeasonalNaive.Forecast(values, period, horizon), [.. Enumerable.Repeat(Array.Empty<double>(), horizon)], PositiveScale.Of(values), model);
    }

    private static string Describe(IReadOnlyList<ForecastGroup> groups, List<double[]?> parts, double[] weights, int origins, int length)
    {
        var total = Enumerable.Range(0, groups.Count).Where(g => parts[g] is not null).Sum(g => weights[g]);
        var shares = Enumerable.Range(0, groups.Count)
            .Where(g => parts[g] is not null && weights[g] / total >= 0.005)
            .OrderByDescending(g => weights[g])
            .Select(g => FormattableString.Invariant($"{groups[g].Name} {100 * weights[g] / total:0} %"));
        var basis = origins > 0
            ? FormattableString.Invariant($"range from {origins} earlier origins")
            : FormattableString.Invariant($"only {length} values, range borrowed from other series");
        return $"{string.Join(" + ", shares)}; {basis}";
    }
}
