using BookedBarber.Algorithms.Forecasting;
using BookedBarber.Algorithms.LinearAlgebra;
using BookedBarber.Algorithms.Optimisation;

namespace BookedBarber.Algorithms.Tests.Forecasting;

public sealed class PooledAutoregressionTests
{
    [Fact]
    public void What_series_have_in_common_is_learnt_and_carried_to_one_that_was_not_seen()
    {
        // Waves of one length obey one autoregression whatever their height and phase.
        List<double[]> waves = [.. Enumerable.Range(1, 20).Select(i => Wave(i, 0.3 * i, 60))];
        var method = PooledAutoregression.Fit(waves, 14, 3, 5, 1e-9).ShouldNotBeNull();

        var forecast = method.Forecast(Wave(50, 2, 60)).ShouldNotBeNull();

        var truth = Wave(50, 2, 65)[60..];
        Enumerable.Range(0, 5).ShouldAllBe(h => Math.Abs(forecast[h] - truth[h]) < 0.1);
    }

    [Fact]
    public void Too_few_windows_give_no_method() => PooledAutoregression.Fit([[1, 2, 3, 4, 5]], 3, 1, 1, 0.1).ShouldBeNull();

    [Fact]
    public void Least_squares_finds_planted_coefficients()
    {
        var random = new Random(9);
        var equations = new NormalEquations(3, 2);
        for (var i = 0; i < 50; i++)
        {
            double[] x = [random.NextDouble(), random.NextDouble(), 1];
            equations.Add([.. x, (2 * x[0]) - x[1] + 3, x[1] - 1], weight: 1 + i);
        }

        var solved = equations.Solve(0).ShouldNotBeNull();

        solved[0].Zip([2.0, -1, 3]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
        solved[1].Zip([0.0, 1, -1]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
    }

    [Fact]
    public void The_simplex_finds_the_end_of_Rosenbrocks_valley()
    {
        // Rosenbrock, "An automatic method for finding the greatest or least value of a function" (1960): minimum 0 at (1, 1).
        var (point, value) = NelderMead.Minimise(x => (100 * Math.Pow(x[1] - (x[0] * x[0]), 2)) + Math.Pow(1 - x[0], 2), [-1.2, 1], [0.5, 0.5], 1000, 1e-14);

        value.ShouldBeLessThan(1e-8);
        point.ShouldAllBe(x => Math.Abs(x - 1) < 1e-3);
    }

    private static double[] Wave(double height, double phase, int length) => [.. Enumerable.Range(0, length).Select(t => 100 + (height * Math.Sin((2 * Math.PI * t / 7) + phase)))];
}
