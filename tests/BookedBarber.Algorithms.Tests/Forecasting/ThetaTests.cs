using BookedBarber.Algorithms.Forecasting;

namespace BookedBarber.Algorithms.Tests.Forecasting;

public sealed class ThetaTests
{
    [Fact]
    public void The_standard_method_is_smoothing_with_half_the_trend()
    {
        // Hyndman and Billah, "Unmasking the Theta method" (2003): for long series the drift tends to half the slope of the line through all values.
        var random = new Random(4);
        double[] values = [.. Enumerable.Range(0, 400).Select(t => 100 + (0.5 * t) + (10 * (random.NextDouble() - 0.5)))];

        var forecast = Theta.Forecast(values, 20, optimised: false);

        ((forecast[19] - forecast[0]) / 19).ShouldBe(0.25, 0.03);
    }

    [Fact]
    public void An_optimised_theta_carries_a_clear_line_further_on_than_the_standard_one()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(t => 100 + (2.0 * t) + (t % 3))];

        var truth = 100 + (2.0 * 71) + 1;
        Math.Abs(Theta.Forecast(values, 12, optimised: true)[11] - truth).ShouldBeLessThan(Math.Abs(Theta.Forecast(values, 12, optimised: false)[11] - truth));
    }

    [Fact]
    public void Blocks_of_a_line_are_drawn_on_as_a_line()
    {
        double[] values = [.. Enumerable.Range(0, 36).Select(t => (double)t)];

        var forecast = BlockForecast.Forecast(values, 3, 6, (means, ahead) => [.. Enumerable.Range(1, ahead).Select(k => means[^1] + (3.0 * k))]);

        Enumerable.Range(0, 6).ShouldAllBe(h => Math.Abs(forecast[h] - (36 + h)) < 1e-9);
    }
}
