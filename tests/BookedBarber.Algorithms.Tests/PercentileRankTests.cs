using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Algorithms.Tests;

public sealed class PercentileRankTests
{
    [Theory]
    [InlineData(10, 5)]
    [InlineData(20, 25)]
    [InlineData(30, 60)]
    [InlineData(40, 95)]
    [InlineData(5, 0)]
    [InlineData(99, 100)]
    public void A_value_stands_at_lower_plus_half_of_equal(int value, int percentile)
    {
        var rank = new PercentileRank([10, 20, 20, 20, 30, 30, 30, 30, 39, 40]);

        // Ten peers: 10 once, 20 three times, 30 four times, 39 and 40.
        rank.Of(value).ShouldBe(percentile);
    }

    [Fact]
    public void Equal_peers_all_stand_in_the_middle() => new PercentileRank([7, 7, 7]).Of(7).ShouldBe(50);

    [Fact]
    public void It_agrees_with_counting_one_by_one_and_averages_to_fifty() =>
        Prop.ForAll(
            Gen.Choose(0, 20).NonEmptyListOf().Select(values => values.ConvertAll(value => (decimal)value)).ToArbitrary(),
            values =>
            {
                var rank = new PercentileRank(values);
                var counted = values.ConvertAll(value => (values.Count(other => other < value) + (values.Count(other => other == value) / 2m)) / values.Count * 100);
                return values.Select(rank.Of).SequenceEqual(counted) && Math.Abs(counted.Average() - 50) < 0.0001m;
            }).QuickCheckThrowOnFailure();
}
