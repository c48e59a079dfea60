using BookedBarber.Algorithms.Forecasting;

namespace BookedBarber.Algorithms.Tests.Forecasting;

public sealed class ExponentialSmoothingTests
{
    // Oil production of Saudi Arabia 1996–2013: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 2nd ed., table 7.1.
    private static readonly double[] Oil =
    [
        445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89, 509.87, 456.72, 473.82, 525.95, 549.83, 542.34,
    ];

    [Fact]
    public void The_textbook_example_of_simple_smoothing_comes_out_as_printed() =>
        ExponentialSmoothing.Fit(Oil, 1, TrendForm.None, SeasonalForm.None, relative: false).Forecast(2).ShouldAllBe(value => Math.Abs(value - 542.68) < 0.1);

    [Fact]
    public void A_line_is_carried_on()
    {
        double[] line = [.. Enumerable.Range(0, 40).Select(t => 100 + (3.0 * t))];

        var forecast = ExponentialSmoothing.Fit(line, 1, TrendForm.Additive, SeasonalForm.None, relative: false).Forecast(5);

        Enumerable.Range(0, 5).ShouldAllBe(h => Math.Abs(forecast[h] - (100 + (3.0 * (40 + h)))) < 0.5);
    }

    [Fact]
    public void A_damped_trend_levels_off()
    {
        double[] line = [.. Enumerable.Range(0, 40).Select(t => 100 + (3.0 * t) + (t % 2))];

        var forecast = ExponentialSmoothing.Fit(line, 1, TrendForm.Damped, SeasonalForm.None, relative: false).Forecast(60);

        (forecast[59] - forecast[58]).ShouldBeLessThan(forecast[1] - forecast[0]);
    }

    [Fact]
    public void A_season_that_multiplies_is_carried_on_with_its_growth()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(t => (100 + (2.0 * t)) * (1 + (0.3 * Math.Sin(2 * Math.PI * t / 12))))];

        var forecast = ExponentialSmoothing.Fit(values, 12, TrendForm.Additive, SeasonalForm.Multiplicative, relative: true).Forecast(12);

        Enumerable.Range(0, 12).ShouldAllBe(h => Math.Abs(forecast[h] / ((100 + (2.0 * (60 + h))) * (1 + (0.3 * Math.Sin(2 * Math.PI * h / 12)))) - 1) < 0.03);
    }

    [Fact]
    public void The_criterion_prefers_the_form_that_made_the_series()
    {
        var random = new Random(3);
        double[] seasonal = [.. Enumerable.Range(0, 96).Select(t => 100 + (20 * Math.Sin(2 * Math.PI * t / 12)) + random.NextDouble())];

        ExponentialSmoothing.Fit(seasonal, 12, TrendForm.None, SeasonalForm.Additive, relative: false).Criterion
            .ShouldBeLessThan(ExponentialSmoothing.Fit(seasonal, 12, TrendForm.None, SeasonalForm.None, relative: false).Criterion);
    }

    [Fact]
    public void Fewer_than_two_seasons_are_refused() =>
        Should.Throw<ArgumentException>(() => ExponentialSmoothing.Fit(Oil, 12, TrendForm.None, SeasonalForm.Additive, relative: false)).Message.ShouldContain("there are 18");
}
