using BookedBarber.Algorithms.Forecasting;

namespace BookedBarber.Algorithms.Tests.Forecasting;

public sealed class SeriesForecasterTests
{
    private const int Horizon = 12;

    [Fact]
    public void Ranges_hold_what_they_say_on_values_not_seen()
    {
        var (known, came) = Simulated(80, 11);

        var forecasts = SeriesForecaster.Forecast(known, 12, Horizon, cancellationToken: TestContext.Current.CancellationToken);

        Coverage(forecasts, came, 0.8).ShouldBeInRange(0.74, 0.86);
        Coverage(forecasts, came, 0.95).ShouldBeInRange(0.91, 0.985);
    }

    [Fact]
    public void Forecasts_err_less_than_repeating_the_last_season()
    {
        var (known, came) = Simulated(30, 12);

        var forecasts = SeriesForecaster.Forecast(known, 12, Horizon, cancellationToken: TestContext.Current.CancellationToken);

        var ours = Enumerable.Range(0, known.Count).Average(i => ForecastAccuracy.Smape(forecasts[i].Mean, came[i]));
        ours.ShouldBeLessThan(0.85 * Enumerable.Range(0, known.Count).Average(i => ForecastAccuracy.Smape(SeasonalNaive.Forecast(known[i], 12, Horizon), came[i])));
    }

    [Fact]
    public void The_unit_of_the_values_does_not_matter()
    {
        var (known, _) = Simulated(8, 13);

        var plain = SeriesForecaster.Forecast(known, 12, Horizon, cancellationToken: TestContext.Current.CancellationToken);
        var thousandfold = SeriesForecaster.Forecast([.. known.Select(values => Array.ConvertAll(values, value => value * 1000))], 12, Horizon, cancellationToken: TestContext.Current.CancellationToken);

        for (var i = 0; i < known.Count; i++)
        {
            (thousandfold[i].Mean[3] / plain[i].Mean[3]).ShouldBe(1000, 20);
        }
    }

    [Fact]
    public void The_same_series_give_the_same_forecasts()
    {
        var (known, _) = Simulated(12, 14);

        var first = SeriesForecaster.Forecast(known, 12, Horizon, cancellationToken: TestContext.Current.CancellationToken);
        var second = SeriesForecaster.Forecast(known, 12, Horizon, cancellationToken: TestContext.Current.CancellationToken);

        second.SelectMany(forecast => forecast.Mean).ShouldBe(first.SelectMany(forecast => forecast.Mean));
        second.Select(forecast => forecast.Quantile(5, 0.05)).ShouldBe(first.Select(forecast => forecast.Quantile(5, 0.05)));
    }

    [Fact]
    public void What_rests_on_little_says_so()
    {
        var forecasts = SeriesForecaster.Forecast([[5], [7, 7, 7, 7, 7, 7], [0, 0, 0, 0, 0]], 12, 3, cancellationToken: TestContext.Current.CancellationToken);

        forecasts[0].Model.ShouldBe("last value; only 1 known, too few for a range");
        forecasts[1].Model.ShouldBe("constant: all 6 values are the same; no range can be told from that");
        forecasts[2].Mean.ShouldBe([0, 0, 0]);
        forecasts.ShouldAllBe(forecast => double.IsNaN(forecast.Quantile(0, 0.05)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(24)]
    [InlineData(52)]
    public void Any_series_gets_a_finite_forecast(int period)
    {
        var random = new Random(period);
        List<double[]> series = [.. Enumerable.Range(4, 40).Select(length => (double[])[.. Enumerable.Range(0, length * 4).Select(t => random.Next(5) == 0 ? 0 : random.NextDouble() * Math.Pow(10, length % 7))])];
        series.Add([-5, 3, -2, 8, 1, -7, 2, 2, 9, -3]);

        SeriesForecaster.Forecast(series, period, 6, cancellationToken: TestContext.Current.CancellationToken).SelectMany(forecast => forecast.Mean).ShouldAllBe(value => double.IsFinite(value));
    }

    private static double Coverage(IReadOnlyList<SeriesForecast> forecasts, IReadOnlyList<double[]> came, double share)
    {
        var inside = 0;
        for (var i = 0; i < came.Count; i++)
        {
            inside += Enumerable.Range(0, Horizon).Count(h => came[i][h] >= forecasts[i].Quantile(h, (1 - share) / 2) && came[i][h] <= forecasts[i].Quantile(h, (1 + share) / 2));
        }

        return inside / (double)(came.Count * Horizon);
    }

    // Random walks with drift and a season of the year.
    private static (List<double[]> Known, List<double[]> Came) Simulated(int count, int seed)
    {
        var random = new Random(seed);
        var (known, came) = (new List<double[]>(), new List<double[]>());
        for (var i = 0; i < count; i++)
        {
            var (level, drift, swing, noise) = (3 + random.NextDouble(), 0.01 * (random.NextDouble() - 0.3), 0.3 * random.NextDouble(), 0.02 + (0.06 * random.NextDouble()));
            double[] values = [.. Enumerable.Range(0, 96).Select(t => Math.Exp((level += drift + (0.01 * Gaussian(random))) + (swing * Math.Sin(2 * Math.PI * t / 12)) + (noise * Gaussian(random))))];
            known.Add(values[..^Horizon]);
            came.Add(values[^Horizon..]);
        }

        return (known, came);
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
