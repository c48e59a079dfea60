using BookedBarber.Algorithms.Demand;

namespace BookedBarber.Algorithms.Tests.Demand;

public sealed class SaturationTests
{
    [Theory]
    [InlineData(3.0, 1.0, 4)]
    [InlineData(3.0, 1.8, 4)]
    [InlineData(0.4, 1.0, 1)]
    [InlineData(9.0, 2.5, 6)]
    public void What_is_served_and_turned_away_is_what_a_simulation_finds(double mean, double dispersion, int capacity)
    {
        var random = new Random(7);
        double[] draws = [.. Enumerable.Range(0, 40_000).Select(_ => (double)CensoredDemand.Quantile(mean, dispersion, random.NextDouble()))];

        var told = Saturation.Of(mean, dispersion, capacity);

        told.Served.ShouldBe(draws.Average(demand => Math.Min(demand, capacity)), 0.05);
        told.TurnedAway.ShouldBe(draws.Average(demand => Math.Max(0, demand - capacity)), 0.06);
        told.FullProbability.ShouldBe(draws.Average(demand => demand >= capacity ? 1.0 : 0), 0.02);
    }

    [Fact]
    public void Demand_without_end_fills_every_place()
    {
        var told = Saturation.Of(500, 1, 4);

        (told.Served, told.Utilisation, told.FullProbability).ShouldBe((4, 1, 1));
        told.TurnedAway.ShouldBe(496, 1e-9);
    }

    [Fact]
    public void Nobody_who_comes_leaves_every_place_empty() => Saturation.Of(0, 1, 4).ShouldBe(new Saturation(0, 0, 0, 0));
}
