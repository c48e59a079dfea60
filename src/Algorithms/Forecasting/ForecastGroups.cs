namespace BookedBarber.Algorithms.Forecasting;

/// <summary>The groups of methods that are tried, by the length of the season.</summary>
/// <remarks>
/// Which methods, and their constants, were chosen on rolling origins of the training parts of the M3, M4 and tourism series. Short seasons keep the whole history, as months are few; of weekly series the level
/// of the last two or three years is what counts and long histories mislead; of hourly series the memory of two weeks shared by all series beats anything fitted to one.
/// </remarks>
internal static class ForecastGroups
{
    // Weight of a season relative to the next: months change little from year to year, weeks of the year also shift against the calendar.
    private const double FadingOfMonths = 0.7;
    private const double FadingOfWeeks = 0.55;
    private const double FadingOfHours = 0.55;
    private const int Day = 24;

    public static IReadOnlyList<ForecastGroup> For(int period, int horizon, bool sharedCalendar) => period switch
    {
        Day => [SharedMemory(horizon), new("hours of the week", Each(values => HoursOfWeek(values, horizon)))],
        >= 26 => [new("level of recent years with the season of the year", Each(values => RecentYears(values, period, horizon))), SameSeason(period, horizon)],
        >= 4 when sharedCalendar => [new("theta and smoothing at several scales", Each(values => Local(values, period, horizon))), Wide(period, horizon), SameSeason(period, horizon)],
        _ => [new("theta and smoothing at several scales", Each(values => Local(values, period, horizon))), Wide(period, horizon)],
    };

    // Median of methods that look at the series alone.
    private static double[] Local(double[] values, int period, int horizon)
    {
        var scale = PositiveScale.Of(values);
        var points = scale.To(values);
        var profile = SeasonalProfile.Estimate(points, period, FadingOfMonths);
        var level = Take(points, profile);
        var members = new List<double[]> { Put(Theta.Forecast(level, horizon, optimised: false)), Put(Theta.Forecast(level, horizon, optimised: true)), ThetaOfValues(values, scale, profile, horizon) };
        foreach (var block in new[] { period / 4, period / 2, period }.Where(block => block > 1))
        {
            members.Add(Put(BlockForecast.Forecast(level, block, horizon, (means, ahead) => Theta.Forecast(means, ahead, optimised: false))));
        }

        return Combine.Median(members);

        double[] Put(double[] forecast) => scale.From(Season(forecast, profile, points.Length));
    }

    // Theta of the seasonally adjusted values themselves: where growth is a line and not a rate.
    private static double[] ThetaOfValues(double[] values, PositiveScale scale, double[] profile, int horizon)
    {
        var adjusted = scale.From(Take(scale.To(values), profile));
        return scale.From(Season(scale.To(Array.ConvertAll(Theta.Forecast(adjusted, horizon, optimised: true), value => scale.IsLogarithmic ? Math.Max(value, 0) : value)), profile, values.Length));
    }

    // Mean of methods of different kinds, some of which learn from all series.
    private static ForecastGroup Wide(int period, int horizon) => new("smoothing and shared autoregression", group =>
    {
        var series = group.Values;
        var memory = Math.Max(3 * period, 12);
        var shared = new[]
        {
            PooledAutoregression.Fit([.. series.Select(values => PositiveScale.Of(values).To(values))], memory, period, horizon, 1e-2),
            PooledAutoregression.Fit(series, memory, period, horizon, 1e-2),
        };
        var sharedLevel = PooledAutoregression.Fit([.. series.Select(values => Level(values, period))], Math.Max(2 * period, 8), Math.Max(1, period / 2), horizon, 1e-3);
        return (values, _) => WideOf(values, period, horizon, shared, sharedLevel);
    });

    private static double[] WideOf(double[] values, int period, int horizon, PooledAutoregression?[] shared, PooledAutoregression? sharedLevel)
    {
        var scale = PositiveScale.Of(values);
        var points = scale.To(values);
        var profile = SeasonalProfile.Estimate(points, period, FadingOfMonths);
        var level = Take(points, profile);
        var form = period > 1 && values.Length >= 3 * period ? SeasonalForm.Additive : SeasonalForm.None;
        var members = new List<double[]?>
        {
            Put(Theta.Forecast(level, horizon, optimised: false)),
            ThetaOfValues(values, scale, profile, horizon),
            ExponentialSmoothing.Fit(values, period, TrendForm.Damped, form, relative: false).Forecast(horizon),
            scale.From(ExponentialSmoothing.Fit(points, period, TrendForm.Damped, form, relative: false).Forecast(horizon)),
            shared[0]?.Forecast(points) is { } logarithmic ? scale.From(logarithmic) : null,
            shared[1]?.Forecast(values),
            sharedLevel?.Forecast(level) is { } moved ? Put(moved) : null,
        };
        return Combine.Mean([.. members.OfType<double[]>()]);

        double[] Put(double[] forecast) => scale.From(Season(forecast, profile, points.Length));
    }

    private static double[] RecentYears(double[] values, int period, int horizon)
    {
        var scale = PositiveScale.Of(values);
        var points = scale.To(values);
        var profile = SeasonalProfile.Estimate(points, period, FadingOfWeeks);
        var level = Take(points, profile);
        var members = new List<double[]>();
        foreach (var years in new[] { 2, 3 })
        {
            var recent = level.Length > years * period ? level[^(years * period)..] : level;
            members.Add(Theta.Forecast(recent, horizon, optimised: false));
            members.Add(Theta.Forecast(recent, horizon, optimised: true));
            members.Add(ExponentialSmoothing.Fit(recent, period, TrendForm.Damped, SeasonalForm.None, relative: false).Forecast(horizon));
        }

        return scale.From(Season(Combine.Mean(members), profile, points.Length));
    }

    private static ForecastGroup SameSeason(int period, int horizon) => new("the same season of earlier years", group =>
    {
        var mean = group.Mean();
        return (values, start) =>
        {
            var scale = PositiveScale.Of(values);
            return LastYear.Forecast(scale.To(values), period, horizon, mean, start) is { } points ? scale.From(points) : null;
        };
    }, Prior: 8); // where nothing could be tried there are hardly two years, and so no other estimate of the season

    private static ForecastGroup SharedMemory(int horizon) => new("memory of two weeks shared by all series", group =>
    {
        var series = group.Values;
        const int Week = 7 * Day;
        List<double[]> logarithms = [.. series.Select(values => PositiveScale.Of(values).To(values))];
        List<double[]> levels = [.. series.Select(values => Level(values, Week))];
        var longest = series.Count == 0 ? 0 : series.Max(values => values.Length);
        int[] memories = [15 * Day, 3 * Week];
        var shared = memories.Where(lags => lags + (2 * horizon) <= longest).Select(lags => PooledAutoregression.Fit(logarithms, lags, Day, horizon, 1e-2, memory: 700)).OfType<PooledAutoregression>().ToList();
        var sharedLevel = PooledAutoregression.Fit(levels, memories[0], Day, horizon, 1e-2, memory: 700);
        return (values, _) =>
        {
            var scale = PositiveScale.Of(values);
            var points = scale.To(values);
            List<double[]> members = [.. shared.Select(method => method.Forecast(points)).OfType<double[]>()];
            if (sharedLevel is not null)
            {
                var profile = SeasonalProfile.Estimate(points, Week, 0.7);
                if (sharedLevel.Forecast(Take(points, profile)) is { } level)
                {
                    members.Add(Season(level, profile, points.Length));
                }
            }

            return members.Count == 0 ? null : scale.From(Combine.Mean(members));
        };
    });

    private static double[] HoursOfWeek(double[] values, int horizon)
    {
        var period = values.Length >= 3 * 7 * Day ? 7 * Day : Day;
        var scale = PositiveScale.Of(values);
        var points = scale.To(values);
        var profile = SeasonalProfile.Estimate(points, period, FadingOfHours);
        var level = Take(points, profile);
        return scale.From(Season(Combine.Mean([Theta.Forecast(level, horizon, optimised: true), Theta.Forecast(level.Length > 7 * Day ? level[^(7 * Day)..] : level, horizon, optimised: true)]), profile, points.Length));
    }

    private static double[] Level(double[] values, int period)
    {
        var points = PositiveScale.Of(values).To(values);
        return Take(points, SeasonalProfile.Estimate(points, period, FadingOfMonths));
    }

    private static double[] Take(double[] points, double[] profile)
    {
        var result = new double[points.Length];
        for (var t = 0; t < result.Length; t++)
        {
            result[t] = points[t] - profile[t % profile.Length];
        }

        return result;
    }

    private static double[] Season(double[] forecast, double[] profile, int length)
    {
        var result = new double[forecast.Length];
        for (var h = 0; h < result.Length; h++)
        {
            result[h] = forecast[h] + profile[(length + h) % profile.Length];
        }

        return result;
    }

    private static Func<SeriesGroup, Func<double[], int, double[]?>> Each(Func<double[], double[]?> method) => _ => (values, _) => method(values);
}
