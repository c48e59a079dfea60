using BookedBarber.Algorithms.Sites;

namespace BookedBarber.Algorithms.Tests.Sites;

public sealed class SiteReturnTests
{
    [Fact]
    public void A_dearer_opening_or_a_slower_start_lowers_the_return()
    {
        var town = Town(new Random(3), 20, 8);
        var model = new HuffModel(1, 1.2, 0.3, 0.2);
        var own = new bool[8];
        double Return(SiteTerms terms) => SiteReturn.Of(model, town, own, 300, town.Distance.Select(row => row[2]).ToArray(), terms).Return;

        Return(new SiteTerms(8000, 500, 0.5)).ShouldBeLessThan(Return(new SiteTerms(4000, 500, 0.5)));
        Return(new SiteTerms(4000, 500, 0.5, FirstYearShare: 0.6)).ShouldBeLessThan(Return(new SiteTerms(4000, 500, 0.5)));
        Return(new SiteTerms(4000, 900, 0.5)).ShouldBe(Return(new SiteTerms(4000, 500, 0.5)) - 0.1, 1e-9);
    }

    private static TradeArea Town(Random random, int districts, int shops)
    {
        (double X, double Y)[] homes = [.. Enumerable.Range(0, districts).Select(_ => (random.NextDouble() * 10, random.NextDouble() * 10))];
        (double X, double Y)[] places = [.. Enumerable.Range(0, shops).Select(_ => (random.NextDouble() * 10, random.NextDouble() * 10))];
        return new TradeArea(
            [.. homes.Select(_ => 1000 + (9000 * random.NextDouble()))],
            [.. places.Select(_ => 100 + (900 * random.NextDouble()))],
            [.. homes.Select(home => places.Select(place => Math.Sqrt(Math.Pow(home.X - place.X, 2) + Math.Pow(home.Y - place.Y, 2))).ToArray())]);
    }
}
