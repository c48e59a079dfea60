using BookedBarber.Algorithms.Panels;

namespace BookedBarber.Algorithms.Tests.Panels;

public sealed class PanelForecasterTests
{
    private const int Horizon = 28;
    private const double PromotionEffect = 0.3;
    private static readonly PanelOptions Small = new() { Rows = 8_000, TreesEach = 60, Runs = 1 };

    // A Monday.
    private static readonly int First = new DateOnly(2023, 1, 2).DayNumber;

    [Fact]
    public void Weekdays_promotions_and_closed_days_are_learnt_and_ranges_hold()
    {
        var (series, came) = Chain(24, 500, seed: 1);

        var forecast = PanelForecaster.Forecast(series, PanelCalendar.Days, Horizon, Small, TestContext.Current.CancellationToken);

        var (error, inside, count) = (0.0, 0, 0);
        for (var s = 0; s < series.Count; s++)
        {
            for (var h = 0; h < Horizon; h++)
            {
                forecast.IsOpen(s, h).ShouldBe((First + 500 + h) % 7 != 6);
                if (forecast.IsOpen(s, h))
                {
                    error += Math.Abs(Math.Log(forecast.Mean(s, h) / came[s][h]));
                    inside += came[s][h] >= forecast.Quantile(s, h, 0.1) && came[s][h] <= forecast.Quantile(s, h, 0.9) ? 1 : 0;
                    count++;
                }
            }
        }

        // The noise alone is 0.05 in standard deviation, 0.04 in the mean.
        (error / count).ShouldBeLessThan(0.06);
        (inside / (double)count).ShouldBeInRange(0.7, 0.9);
    }

    [Fact]
    public void A_planned_promotion_raises_the_forecast_by_what_promotions_did()
    {
        var (series, _) = Chain(24, 500, seed: 2);
        List<PanelSeries> Planned(float promotion) => [.. series.Select(one => one with { Facts = [[.. one.Facts[0][..500], .. Enumerable.Repeat(promotion, Horizon)]] })];

        var with = PanelForecaster.Forecast(Planned(1), PanelCalendar.Days, Horizon, Small, TestContext.Current.CancellationToken);
        var without = PanelForecaster.Forecast(Planned(0), PanelCalendar.Days, Horizon, Small, TestContext.Current.CancellationToken);

        Enumerable.Range(0, series.Count).Average(s => Math.Log(with.Mean(s, 2) / without.Mean(s, 2))).ShouldBe(PromotionEffect, 0.06);
    }

    [Fact]
    public void A_new_place_borrows_weekdays_from_the_others()
    {
        var (series, _) = Chain(24, 500, seed: 3);
        var fresh = series[0] with { First = series[0].First + 490, Values = series[0].Values[490..], Facts = [series[0].Facts[0][490..]] };
        series[0] = fresh;

        var forecast = PanelForecaster.Forecast(series, PanelCalendar.Days, Horizon, Small, TestContext.Current.CancellationToken);

        // Day 500 is a Wednesday: Thursdays are 0.1 above Wednesdays in logarithms.
        double Weekday(int day) => Enumerable.Range(0, 4).Average(week => Math.Log(forecast.Mean(0, (7 * week) + day)) - (series[0].Facts[0][10 + (7 * week) + day] * PromotionEffect));
        (Weekday(1) - Weekday(0)).ShouldBe(0.1, 0.06);
    }

    [Fact]
    public void The_same_seed_gives_the_same_forecast()
    {
        var (series, _) = Chain(6, 200, seed: 4);

        double[] Means() => [.. Enumerable.Range(0, Horizon).Select(h => PanelForecaster.Forecast(series, PanelCalendar.Days, Horizon, Small with { TreesEach = 10 }, TestContext.Current.CancellationToken).Mean(0, h))];

        Means().ShouldBe(Means());
    }

    [Fact]
    public void Weekdays_and_dates_that_were_always_closed_are_closed_ahead()
    {
        var (series, _) = Chain(12, 715, seed: 5);
        foreach (var one in series)
        {
            one.Values[new DateOnly(2023, 12, 25).DayNumber - First] = double.NaN;
        }

        var closings = new UsualClosings(series);

        // Day 715 is Tuesday 17 December 2024.
        closings.Why(0, 715).ShouldBeNull();
        closings.Why(0, 720).ShouldBe("closed on this weekday for half a year");
        closings.Why(0, new DateOnly(2024, 12, 25).DayNumber - First).ShouldBe("closed on this date in every year before");
    }

    [Fact]
    public void A_place_of_a_few_days_and_one_without_a_plan_get_finite_forecasts()
    {
        List<PanelSeries> series = [new(First, [5, double.NaN, 7], [], null), new(First + 2, [0], [], null)];

        var forecast = PanelForecaster.Forecast(series, PanelCalendar.Days, 3, Small, TestContext.Current.CancellationToken);

        Enumerable.Range(0, 2).SelectMany(s => Enumerable.Range(0, 3).Select(h => forecast.Mean(s, h))).ShouldAllBe(value => double.IsFinite(value) && value >= 0);
        forecast.Quantile(0, 0, 0.05).ShouldBe(double.NaN);
    }

    // Closed on Sundays; each weekday 0.1 above the one before; a promotion every other week.
    private static (List<PanelSeries> Series, List<double[]> Came) Chain(int places, int days, int seed)
    {
        var random = new Random(seed);
        var (series, came) = (new List<PanelSeries>(), new List<double[]>());
        for (var place = 0; place < places; place++)
        {
            var level = 6 + random.NextDouble();
            float[] promotion = [.. Enumerable.Range(0, days + Horizon).Select(day => (float)(day / 7 % 2))];
            double[] values = [.. Enumerable.Range(0, days + Horizon).Select(day => day % 7 == 6 ? double.NaN : Math.Exp((level += 0.002 * Gaussian(random)) + (0.1 * (day % 7)) + (PromotionEffect * promotion[day]) + (0.05 * Gaussian(random))))];
            series.Add(new PanelSeries(First, values[..days], [promotion], null));
            came.Add(values[days..]);
        }

        return (series, came);
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
