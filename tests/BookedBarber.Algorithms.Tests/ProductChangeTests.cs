using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Algorithms.Tests;

public sealed class ProductChangeTests
{
    [Fact]
    public void Ten_more_visits_and_a_ticket_two_higher_share_the_change()
    {
        // 100 visits at 30 become 110 at 32: 10 × 31 and 2 × 105.
        ProductChange.Split(before: 3000, after: 3520, countBefore: 100, countAfter: 110, digits: 2).ShouldBe((310m, 210m));
    }

    [Fact]
    public void The_parts_always_sum_to_the_change() =>
        Prop.ForAll(
            (from before in Gen.Choose(0, 1_000_000) from after in Gen.Choose(0, 1_000_000) from first in Gen.Choose(1, 5000) from second in Gen.Choose(1, 5000)
             select (Before: before / 100m, After: after / 100m, First: first, Second: second)).ToArbitrary(),
            sample =>
            {
                var (count, each) = ProductChange.Split(sample.Before, sample.After, sample.First, sample.Second, 2);
                return count + each == sample.After - sample.Before && (sample.First != sample.Second || count == 0);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_visits_at_all_cannot_be_split() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ProductChange.Split(0, 10, 0, 1, 2)).ParamName.ShouldBe("countBefore");
}
