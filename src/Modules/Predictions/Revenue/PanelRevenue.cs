using BookedBarber.Algorithms.Panels;

namespace BookedBarber.Predictions.Revenue;

/// <summary>Forecasts the days of many places together, with what is planned of them.</summary>
internal static class PanelRevenue
{
    // Below eight weeks of days in all there is nothing to learn from.
    private const int FewestValues = 56;

    // A place with less of its own lives on what the others do.
    private const int OwnDays = 56;

    /// <summary>Whether the file is one for this method: days on a calendar, and enough of them.</summary>
    public static bool Takes(RevenueFile file) => file is { Frequency: Frequency.Daily, Steps: not null } && file.Series.Sum(series => series.Values.Count(value => !double.IsNaN(value))) >= FewestValues;

    public static IReadOnlyList<RevenueForecast> Forecast(RevenueFile file, int horizon, CancellationToken cancellationToken)
    {
        List<PanelSeries> places = [.. file.Series.Select(series => new PanelSeries(series.First, series.Values, series.Regressors, series.Planned))];
        var forecast = PanelForecaster.Forecast(places, PanelCalendar.Days, horizon, new PanelOptions(), cancellationToken);
        var closings = new UsualClosings(places);
        var result = new RevenueForecast[places.Count];
        Parallel.For(0, result.Length, i => result[i] = One(file, places[i], i, forecast, closings, horizon));
        return result;
    }

    private static RevenueForecast One(RevenueFile file, PanelSeries place, int index, PanelForecast forecast, UsualClosings closings, int horizon)
    {
        var model = Describe(file, place, forecast);
        var (rows, models) = (new RevenueStep[horizon], new string[horizon]);
        for (var h = 0; h < horizon; h++)
        {
            var closed = place.Open is { } plan ? (plan[h] ? null : "closed by plan") : closings.Why(index, place.Values.Length + h);
            rows[h] = closed is null ? new RevenueStep(forecast.Mean(index, h), forecast.Quantile(index, h, 0.05), forecast.Quantile(index, h, 0.5), forecast.Quantile(index, h, 0.95)) : default;
            models[h] = closed ?? model;
        }

        return new RevenueForecast(rows, Array.TrueForAll(models, each => each == model) ? [model] : models);
    }

    private static string Describe(RevenueFile file, PanelSeries place, PanelForecast forecast)
    {
        var own = place.Values.Count(value => !double.IsNaN(value));
        var last = Array.FindLastIndex(place.Values, value => !double.IsNaN(value));
        var basis = own < OwnDays
            ? FormattableString.Invariant($"only {own} days of its own, the rest from {file.Series.Count} places")
            : FormattableString.Invariant($"own level and kinds of day, corrected by trees from {file.Series.Count} places");
        var range = forecast.Tried > 0 ? FormattableString.Invariant($"range from {forecast.Tried} earlier errors") : "too short for a range";
        var ended = place.Values.Length - 1 - last > 28 ? $"; no value since {file.Steps!.Write(place.First + last)}" : string.Empty;
        return $"{basis}; {range}{ended}";
    }
}
