using BookedBarber.Algorithms.Clients;

namespace BookedBarber.Algorithms.Tests.Clients;

public sealed class LifetimeValueTests
{
    [Fact]
    public void Each_month_counts_its_visits_and_less_the_later_it_is() =>
        // 2 × 30 × 0.6, then 1 × 30 × 0.6 ÷ 1.01, then 0, then 0.5 × 30 × 0.6 ÷ 1.01³.
        new LifetimeValue(0.6, 0.01).Of([2, 1, 0, 0.5], 30).ShouldBe(36 + (18 / 1.01) + (9 / Math.Pow(1.01, 3)), 1e-9);

    [Fact]
    public void Without_discount_it_is_all_visits_at_their_contribution() => new LifetimeValue(0.5, 0).Of([.. Enumerable.Repeat(1.0, LifetimeValue.Months)], 20).ShouldBe(360, 1e-9);

    [Fact]
    public void What_is_not_known_of_spend_is_not_made_up() => new LifetimeValue(1, 0.01).Of([1, 1], double.NaN).ShouldBe(double.NaN);
}
