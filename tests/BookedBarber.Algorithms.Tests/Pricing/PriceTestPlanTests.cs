using BookedBarber.Algorithms.Pricing;

namespace BookedBarber.Algorithms.Tests.Pricing;

public sealed class PriceTestPlanTests
{
    private static readonly PriceTestPlan Plan = PriceTestPlan.Make(deviation: 1, smallestEffect: 0.5);

    [Fact]
    public void A_test_that_may_be_looked_at_daily_is_about_twice_as_large_as_one_looked_at_once() =>
        // 2 × ((3.035 + 0.842) ÷ 0.5)² = 120.2: half the width of the interval at the planned size, and the quantile of the power.
        Plan.PerGroup.ShouldBe(121);

    [Fact]
    public void A_smaller_effect_or_a_surer_test_needs_more()
    {
        PriceTestPlan.Make(1, 0.25).PerGroup.ShouldBeGreaterThan(4 * (Plan.PerGroup - 1));
        PriceTestPlan.Make(1, 0.5, alpha: 0.01).PerGroup.ShouldBeGreaterThan(Plan.PerGroup);
        PriceTestPlan.Make(1, 0.5, power: 0.95).PerGroup.ShouldBeGreaterThan(Plan.PerGroup);
    }

    [Fact]
    public void The_smallest_effect_that_matters_is_found_as_often_as_planned()
    {
        var ends = Ends(effect: 0.5, tests: 400, seed: 11);

        ends.Count(end => end.State == PriceTestState.Higher).ShouldBeGreaterThan((int)(0.8 * 400) - 16);
        ends.ShouldAllBe(end => end.CountA <= Plan.PerGroup);
        // Looked at daily, most tests end long before the planned size.
        ends.Average(end => end.CountA).ShouldBeLessThan(0.75 * Plan.PerGroup);
    }

    [Fact]
    public void Where_there_is_no_effect_one_is_found_no_more_often_than_promised()
    {
        var ends = Ends(effect: 0, tests: 400, seed: 12);

        ends.Count(end => end.State is PriceTestState.Higher or PriceTestState.Lower).ShouldBeLessThan((int)(0.05 * 400) + 6);
        ends.ShouldAllBe(end => end.State != PriceTestState.GoOn);
    }

    [Fact]
    public void Observations_beyond_the_planned_size_are_not_looked_at()
    {
        double[] flat = [.. Enumerable.Range(0, Plan.PerGroup).Select(at => at % 2 == 0 ? 1.0 : -1.0)];

        Plan.Read(flat, [.. flat, .. Enumerable.Repeat(1000.0, 50)]).ShouldBe(Plan.Read(flat, flat));
    }

    [Fact]
    public void A_handful_of_observations_ends_nothing()
    {
        var reading = Plan.Read([.. Enumerable.Repeat(0.0, PriceTestPlan.FirstLook - 1).Select((_, at) => at * 1e-6)], [.. Enumerable.Repeat(9.0, PriceTestPlan.FirstLook - 1).Select((_, at) => 9 + (at * 1e-6))]);

        (reading.State, reading.Low > 0).ShouldBe((PriceTestState.GoOn, true));
        Plan.Read([1], [2]).Difference.ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData(0, 0.5, 0.05, 0.8)]
    [InlineData(1, 0, 0.05, 0.8)]
    [InlineData(1, 0.5, 0.5, 0.8)]
    [InlineData(1, 0.5, 0.05, 1)]
    [InlineData(1, 1e-9, 0.05, 0.8)]
    public void Numbers_that_plan_no_test_are_refused(double deviation, double effect, double alpha, double power) =>
        Should.Throw<ArgumentOutOfRangeException>(() => PriceTestPlan.Make(deviation, effect, alpha, power));

    private static List<PriceTestReading> Ends(double effect, int tests, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, tests).Select(_ =>
        {
            var (a, b) = (new List<double>(), new List<double>());
            PriceTestReading reading;
            do
            {
                a.Add(Gaussian(random));
                b.Add(effect + Gaussian(random));
                reading = Plan.Read(a, b);
            }
            while (reading.State == PriceTestState.GoOn);
            return reading;
        })];
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
