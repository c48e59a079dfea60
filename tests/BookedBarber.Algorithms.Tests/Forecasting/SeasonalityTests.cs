using BookedBarber.Algorithms.Forecasting;

namespace BookedBarber.Algorithms.Tests.Forecasting;

public sealed class SeasonalityTests
{
    [Fact]
    public void Indices_of_an_exact_season_are_found()
    {
        double[] factors = [0.8, 1.1, 1.3, 0.8];
        double[] values = [.. Enumerable.Range(0, 24).Select(t => 50 * factors[t % 4])];

        var indices = Seasonality.Indices(values, 4, multiplicative: true);

        Enumerable.Range(0, 4).ShouldAllBe(i => Math.Abs(indices[i] - factors[i]) < 1e-9);
    }

    [Fact]
    public void A_season_is_told_from_noise()
    {
        var random = new Random(1);
        double[] noise = [.. Enumerable.Range(0, 120).Select(_ => random.NextDouble())];
        double[] season = [.. noise.Select((value, t) => value + (2 * Math.Cos(2 * Math.PI * t / 12)))];

        Seasonality.IsPresent(season, 12).ShouldBeTrue();
        Seasonality.IsPresent(noise, 12).ShouldBeFalse();
    }

    [Fact]
    public void A_profile_of_noise_shrinks_to_nearly_nothing_and_one_of_a_season_stays()
    {
        var random = new Random(2);
        double[] noise = [.. Enumerable.Range(0, 120).Select(_ => random.NextDouble() - 0.5)];
        double[] season = [.. noise.Select((value, t) => value + (2 * Math.Cos(2 * Math.PI * t / 12)))];

        SeasonalProfile.Estimate(noise, 12, 1).Max(Math.Abs).ShouldBeLessThan(0.1);
        SeasonalProfile.Estimate(season, 12, 1)[0].ShouldBe(2, 0.25);
    }

    [Fact]
    public void A_profile_follows_a_season_that_changed()
    {
        double[] values = [.. Enumerable.Range(0, 120).Select(t => (t < 60 ? 1 : 3) * Math.Cos(2 * Math.PI * t / 12))];

        SeasonalProfile.Estimate(values, 12, 0.3)[0].ShouldBeGreaterThan(SeasonalProfile.Estimate(values, 12, 1)[0] + 0.5);
    }

    [Fact]
    public void The_naive_forecast_repeats_the_last_season() =>
        SeasonalNaive.Forecast([1, 2, 3, 4, 5, 6], 3, 4).ShouldBe([4, 5, 6, 4]);
}
