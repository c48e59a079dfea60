using BookedBarber.Algorithms.Demand;

namespace BookedBarber.Algorithms.Tests.Demand;

public sealed class CensoredDemandTests
{
    [Fact]
    public void Demand_hidden_by_full_hours_is_recovered()
    {
        // Six chairs, demand 6 on average: what was served averages 5.0.
        var random = new Random(1);
        int[] wanted = [.. Enumerable.Range(0, 4000).Select(_ => Poisson(random, 6))];
        int[] served = [.. wanted.Select(count => Math.Min(count, 6))];

        var mean = CensoredDemand.Mean(served, [.. served.Select(count => count == 6)], [.. served.Select(_ => 1.0)], 5, 1);

        served.Average().ShouldBeLessThan(5.3);
        mean.ShouldBe(6, 0.15);
    }

    [Fact]
    public void Without_full_hours_it_is_the_weighted_mean_drawn_toward_the_usual() =>
        CensoredDemand.Mean([2, 4], [false, false], [1, 3], 1, 2).ShouldBe((2 + 12 + 2) / 6.0, 1e-9);

    [Fact]
    public void Quantiles_of_the_Poisson_distribution_are_those_of_the_tables()
    {
        // Poisson with mean 4: P(X ≤ 1) = 0.0916, P(X ≤ 4) = 0.6288, P(X ≤ 8) = 0.9786.
        CensoredDemand.Quantile(4, 1, 0.09).ShouldBe(1);
        CensoredDemand.Quantile(4, 1, 0.5).ShouldBe(4);
        CensoredDemand.Quantile(4, 1, 0.97).ShouldBe(8);
        CensoredDemand.Quantile(4, 2, 0.97).ShouldBeGreaterThan(8);
    }

    [Fact]
    public void Hours_that_are_always_full_give_a_finite_answer() =>
        CensoredDemand.Mean([3, 3, 3], [true, true, true], [1, 1, 1], 3, 2).ShouldBeInRange(3.0, 30.0);

    private static int Poisson(Random random, double mean)
    {
        var (count, product) = (0, random.NextDouble());
        while (product > Math.Exp(-mean))
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }
}
