namespace BookedBarber.Algorithms.Tests;

public sealed class ExpectedVisitsTests
{
    [Fact]
    public void Observed_months_are_their_averages_and_later_ones_decay()
    {
        List<(long, long)> observed = [(100, 150), (100, 80), (100, 40), (100, 20), (100, 10)];

        var expected = ExpectedVisits.PerMonth(observed, 7);

        expected.Take(5).ShouldBe([1.5, 0.8, 0.4, 0.2, 0.1]);
        // The last two months (0.2, 0.1) against the two before (0.8, 0.4): a quarter in two months, half in one.
        (expected[6] / expected[5]).ShouldBe(0.5, 1e-9);
        expected[5].ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Months_with_too_few_clients_are_not_believed() =>
        ExpectedVisits.PerMonth([(100, 120), (19, 190)], 2)[1].ShouldBe(1.2 * ExpectedVisits.DefaultDecay, 1e-9);

    [Fact]
    public void Nobody_known_means_nothing_expected() => ExpectedVisits.PerMonth([(5, 9)], 36).ShouldAllBe(visits => visits == 0);

    [Fact]
    public void Visits_that_grow_are_carried_on_level_never_up() =>
        ExpectedVisits.PerMonth([(50, 50), (50, 10), (50, 20), (50, 30), (50, 40)], 40).Skip(5).Max().ShouldBeLessThanOrEqualTo(0.8);
}
