using BookedBarber.Algorithms.Sites;

namespace BookedBarber.Algorithms.Tests.Sites;

public sealed class SiteReturnTests
{
    // How far sales are from what draws people, as a standard deviation of the logarithm.
    private const double Noise = 0.15;

    [Fact]
    public void Most_realised_returns_of_simulated_towns_lie_within_the_range_told()
    {
        var (inside, all) = (0, 0);
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var town = Town(random, districts: 25, shops: 16);
            var planted = new HuffModel(1, 1.4, 0.3, 0);
            var own = Enumerable.Range(0, 16).Select(shop => shop < 6).ToArray();
            var model = HuffModel.Fit(town, [.. planted.Sales(town).Select(sale => sale * Math.Exp(Noise * Gaussian(random)))]);
            var distance = town.Distance.Select(row => (row[0] + row[9]) / 2).ToArray();
            var terms = new SiteTerms(4000, 500, 0.5, 0.8);

            var told = SiteReturn.Of(model, town, own, 400, distance, terms);
            var truth = SiteReturn.Of(planted, town, own, 400, distance, terms);
            var realised = ((((truth.Sales * Math.Exp(Noise * Gaussian(random))) - truth.TakenFromOwn) * 0.5 * 0.8) - 500) / 4000;

            all++;
            inside += realised >= told.Low && realised <= told.High ? 1 : 0;
        }

        (inside / (double)all).ShouldBeGreaterThanOrEqualTo(0.8);
    }

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

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
