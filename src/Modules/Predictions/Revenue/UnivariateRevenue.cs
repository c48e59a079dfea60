using BookedBarber.Algorithms.Forecasting;

namespace BookedBarber.Predictions.Revenue;

/// <summary>Forecasts series from their own past, that of the others in the file, and what is known of the steps ahead.</summary>
internal static class UnivariateRevenue
{
    public static IReadOnlyList<RevenueForecast> Forecast(RevenueFile file, int horizon, CancellationToken cancellationToken)
    {
        // Series that end before the file does are forecast across the gap as well.
        var known = file.Series.Select(series => Trimmed(series.Values)).ToList();
        var behind = file.Series.Select((series, i) => series.Values.Length - known[i].Length).ToList();
        var reach = behind.Where(gap => gap <= horizon).DefaultIfEmpty(0).Max();
        var forecasts = SeriesForecaster.Forecast(known, file.Period, horizon + reach, Starts(file), CalendarFacts.Of(file, horizon + reach), cancellationToken);
        return [.. file.Series.Select((series, i) => One(series, forecasts[i], behind[i] <= horizon ? behind[i] : 0, behind[i], horizon, file.Steps))];
    }

    // Places of one table share its calendar; series of a benchmark share nothing.
    private static IReadOnlyList<int>? Starts(RevenueFile file)
    {
        if (file.Steps is null)
        {
            return null;
        }

        var first = file.Series.Min(series => series.First);
        return [.. file.Series.Select(series => series.First - first)];
    }

    private static RevenueForecast One(RevenueSeries series, SeriesForecast forecast, int skip, int behind, int horizon, Steps? steps)
    {
        var rows = new RevenueStep[horizon];
        var models = new string[horizon];
        for (var h = 0; h < horizon; h++)
        {
            var closed = series.Planned is { } planned && !planned[h];
            rows[h] = closed ? default : new RevenueStep(forecast.Mean[skip + h], forecast.Quantile(skip + h, 0.05), forecast.Quantile(skip + h, 0.5), forecast.Quantile(skip + h, 0.95));
            models[h] = closed ? "closed by plan" : behind > skip && steps is not null ? $"{forecast.Model}; no value since {steps.Write(series.End - behind - 1)}" : forecast.Model;
        }

        return new RevenueForecast(rows, models.Distinct().Count() == 1 ? [models[0]] : models);
    }

    private static double[] Trimmed(double[] values)
    {
        var end = values.Length;
        while (double.IsNaN(values[end - 1]))
        {
            end--;
        }

        return Gaps.Fill(values.AsSpan(0, end));
    }
}
