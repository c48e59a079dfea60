using BookedBarber.Algorithms.Forecasting;
using BookedBarber.Algorithms.Reconciliation;

namespace BookedBarber.Predictions.Revenue;

/// <summary>The whole of all places beside them, all adding up (<c>--total</c>).</summary>
/// <remarks>
/// Of weeks, months and hours the whole is forecast as a series of its own, too; then it and the places are moved until they add up, each the less the surer it is. Days are forecast with their plan, which a whole does not have, and
/// a closing of one place is no bad day of the whole; so there the whole is the sum.
/// </remarks>
internal static class WholeForecast
{
    // Standard deviations between the 5th and the 95th percentile of a normal distribution.
    private const double RangeWidth = 3.29;

    /// <summary>Adds the whole after the places.</summary>
    /// <param name="file">The places.</param>
    /// <param name="forecasts">Their forecasts.</param>
    /// <param name="id">What the whole is called in the answer.</param>
    /// <param name="horizon">Steps ahead.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static (RevenueFile File, IReadOnlyList<RevenueForecast> Forecasts) Add(RevenueFile file, IReadOnlyList<RevenueForecast> forecasts, string id, int horizon, CancellationToken cancellationToken)
    {
        var whole = Sum(file, id);
        var own = file.Frequency == Frequency.Daily ? null : SeriesForecaster.Forecast([whole.Values], file.Period, horizon, cancellationToken: cancellationToken)[0];
        var places = forecasts.Select(forecast => forecast.Steps.ToArray()).ToList();
        var total = new RevenueStep[horizon];
        for (var h = 0; h < horizon; h++)
        {
            total[h] = At(places, own, h);
        }

        var model = own is null ? FormattableString.Invariant($"sum of {places.Count} places") : FormattableString.Invariant($"sum of {places.Count} places; reconciled with {own.Model}");
        return (file with { Series = [.. file.Series, whole] }, [.. places.Select((steps, i) => forecasts[i] with { Steps = steps }), new RevenueForecast(total, [model])]);
    }

    // The whole begins where its last place does, so that an opening is no growth.
    private static RevenueSeries Sum(RevenueFile file, string id)
    {
        var (first, end) = (file.Series.Max(series => series.First), file.Series.Max(series => series.End));
        var values = new double[end - first];
        foreach (var series in file.Series)
        {
            for (var t = 0; t < values.Length; t++)
            {
                var value = series.Values[first + t - series.First];
                values[t] += double.IsNaN(value) ? 0 : value;
            }
        }

        return new RevenueSeries(id, first, values, [], null);
    }

    private static RevenueStep At(List<RevenueStep[]> places, SeriesForecast? own, int h)
    {
        var sum = places.Sum(steps => steps[h].Mean);
        double[] forecasts = [own?.Mean[h] ?? sum, .. places.Select(steps => steps[h].Mean)];
        double[] variances = [Variance(own?.Quantile(h, 0.05), own?.Quantile(h, 0.95)), .. places.Select(steps => Variance(steps[h].P05, steps[h].P95))];

        // A place without a range is as sure as the others are on average; closed ones stay at nothing.
        var usual = variances.Skip(1).Where(variance => variance > 0 && double.IsFinite(variance)).DefaultIfEmpty(1).Average();
        for (var i = 1; i < variances.Length; i++)
        {
            variances[i] = double.IsFinite(variances[i]) && variances[i] > 0 ? variances[i] : forecasts[i] == 0 ? 1e-9 * usual : usual;
        }

        var coherent = CoherentTotals.Reconcile([-1, .. places.Select(_ => 0)], forecasts, variances);
        for (var i = 0; i < places.Count; i++)
        {
            places[i][h] = Moved(places[i][h], coherent[i + 1]);
        }

        return own is null
            ? new RevenueStep(sum, double.NaN, places.Sum(steps => steps[h].P50), double.NaN)
            : Moved(new RevenueStep(own.Mean[h], own.Quantile(h, 0.05), own.Quantile(h, 0.5), own.Quantile(h, 0.95)), places.Sum(steps => steps[h].Mean));
    }

    private static double Variance(double? low, double? high) => low is { } from && high is { } to && to > from ? Math.Pow((to - from) / RangeWidth, 2) : double.PositiveInfinity;

    private static RevenueStep Moved(RevenueStep step, double mean)
    {
        var kept = Math.Max(0, mean);
        return step.Mean > 0 ? new RevenueStep(kept, step.P05 * kept / step.Mean, step.P50 * kept / step.Mean, step.P95 * kept / step.Mean) : step;
    }
}
