using BookedBarber.Algorithms;
using BookedBarber.Measures.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Measures.Tests;

public sealed class BandsTests
{
    [Theory]
    [InlineData(90, "Elite")]
    [InlineData(89.99, "HighPerformer")]
    [InlineData(70, "HighPerformer")]
    [InlineData(69.99, "Average")]
    [InlineData(30, "Average")]
    [InlineData(29.99, "Developing")]
    [InlineData(10, "Developing")]
    [InlineData(9.99, "Underperforming")]
    public void Percentiles_fall_into_the_published_bands(double percentile, string band) => BandRule.OfPercentile((decimal)percentile).ToString().ShouldBe(band);

    [Fact]
    public void Ten_different_values_give_one_elite_two_high_four_average_two_developing_one_under()
    {
        var rank = new PercentileRank(Enumerable.Range(1, 10).Select(value => (decimal)value));

        Enumerable.Range(1, 10).CountBy(value => BandRule.OfPercentile(rank.Of(value))).ToDictionary()
            .ShouldBe(new Dictionary<Band, int> { [Band.Underperforming] = 1, [Band.Developing] = 2, [Band.Average] = 4, [Band.HighPerformer] = 2, [Band.Elite] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void A_better_value_never_stands_in_a_worse_band() =>
        Prop.ForAll(
            Gen.Choose(-100, 100).ListOf(30).Select(values => values.ToList().ConvertAll(value => (decimal)value)).ToArbitrary(),
            values =>
            {
                var rank = new PercentileRank(values);
                var bands = values.Order().Select(value => BandRule.OfPercentile(rank.Of(value))).ToList();
                return bands.Zip(bands.Skip(1)).All(pair => pair.First >= pair.Second);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(110, 100, "Elite")]
    [InlineData(103, 100, "HighPerformer")]
    [InlineData(100, 100, "Average")]
    [InlineData(91, 100, "Developing")]
    [InlineData(89, 100, "Underperforming")]
    public void Small_groups_are_placed_by_their_target(int value, int target, string band)
    {
        BandRule.OfTarget(value, target, Direction.Up).ToString().ShouldBe(band);
        BandRule.OfTarget((2 * target) - value, target, Direction.Down).ToString().ShouldBe(band);
    }

    [Fact]
    public void Every_measure_has_words_a_formula_and_its_own_name()
    {
        Catalogue.All.Count.ShouldBe(42);
        Catalogue.All.Select(measure => measure.Name).Distinct().Count().ShouldBe(Catalogue.All.Count);
        Catalogue.All.ShouldAllBe(measure => measure.Title.Length > 2 && measure.Text.EndsWith('.') && measure.Formula.Length > 5);
    }
}
