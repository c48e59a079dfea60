using BookedBarber.Algorithms.Optimisation;
using BookedBarber.Algorithms.Sites;

namespace BookedBarber.Algorithms.Tests.Sites;

public sealed class HuffModelTests
{
    [Theory]
    [InlineData(1.2, 1.8, 1)]
    [InlineData(0.7, 0.9, 2)]
    [InlineData(1.0, 2.5, 3)]
    public void Planted_parameters_are_recovered_within_five_per_cent(double attraction, double decay, int seed)
    {
        var (town, random) = (Town(40, 25, seed), new Random(seed));
        // Known to 2 %, for two shops of three.
        var sales = new HuffModel(attraction, decay, 0.3, 0).Sales(town).Select((sale, shop) => shop % 3 == 2 ? double.NaN : sale * (0.98 + (0.04 * random.NextDouble()))).ToArray();

        var model = HuffModel.Fit(town, sales);

        model.Attraction.ShouldBe(attraction, 0.05 * attraction);
        model.Decay.ShouldBe(decay, 0.05 * decay);
        model.Level.ShouldBe(0.3, 0.05 * 0.3);
    }

    [Fact]
    public void All_that_people_spend_is_spent_somewhere()
    {
        var town = Town(30, 12, 4);

        new HuffModel(1.1, 1.4, 1, 0).Sales(town).Sum().ShouldBe(town.Demand.Sum(), 1e-6 * town.Demand.Sum());
    }

    [Fact]
    public void A_shop_at_the_door_does_not_draw_everybody()
    {
        var town = new TradeArea([100], [50, 50], [[0, 1]]);

        new HuffModel(1, 1, 1, 0).Sales(town)[0].ShouldBeInRange(90, 99.9);
    }

    [Fact]
    public void Four_known_shops_are_refused()
    {
        var town = Town(10, 6, 5);

        Should.Throw<ArgumentException>(() => HuffModel.Fit(town, [1, 2, 3, 4, double.NaN, double.NaN])).Message.ShouldStartWith("Sales of 4 shops are known; 5 are needed");
    }

    [Theory]
    [InlineData(21)]
    [InlineData(81)]
    [InlineData(129)]
    [InlineData(171)]
    [InlineData(177)]
    public void Exact_sales_give_the_planted_numbers_and_not_those_the_search_began_at(int seed)
    {
        var random = new Random(seed);
        var (districts, shops) = (5 + random.Next(40), 6 + random.Next(20));
        var town = new TradeArea(
            [.. Enumerable.Range(0, districts).Select(_ => 1000 + (9000 * random.NextDouble()))],
            [.. Enumerable.Range(0, shops).Select(_ => 100 + (900 * random.NextDouble()))],
            [.. Enumerable.Range(0, districts).Select(_ => Enumerable.Range(0, shops).Select(_ => random.NextDouble() * 10).ToArray())]);
        var planted = new HuffModel(0.5 + random.NextDouble(), 0.5 + (2 * random.NextDouble()), 0.3, 0);

        var model = HuffModel.Fit(town, planted.Sales(town));

        model.Attraction.ShouldBe(planted.Attraction, 0.05 * planted.Attraction);
        model.Decay.ShouldBe(planted.Decay, 0.05 * planted.Decay);
    }

    [Fact]
    public void A_search_that_runs_out_of_steps_is_refused_by_name()
    {
        var town = Town(20, 12, 8);

        Should.Throw<NotSettledException>(() => HuffModel.Fit(town, new HuffModel(1, 1, 1, 0).Sales(town), evaluations: 6)).Message.ShouldStartWith("How size and distance count cannot be told from these sales");
    }

    [Fact]
    public void What_a_candidate_takes_is_what_the_others_lose()
    {
        var town = Town(30, 10, 6);
        var model = new HuffModel(1, 1.5, 1, 0.1);
        var distance = town.Distance.Select(row => row.Average() * 0.5).ToArray();

        var worth = SiteReturn.Of(model, town, [.. Enumerable.Range(0, 10).Select(shop => shop < 4)], 300, distance, new SiteTerms(200_000, 10_000, 0.5));

        (worth.TakenFromOwn + worth.TakenFromOthers).ShouldBe(worth.Sales, 1e-6 * worth.Sales);
        worth.Return.ShouldBe((((worth.Sales - worth.TakenFromOwn) * 0.5) - 10_000) / 200_000, 1e-9);
        worth.Low.ShouldBeLessThan(worth.Return);
        worth.High.ShouldBeGreaterThan(worth.Return);
    }

    private static TradeArea Town(int districts, int shops, int seed)
    {
        var random = new Random(seed);
        (double X, double Y)[] homes = [.. Enumerable.Range(0, districts).Select(_ => (random.NextDouble() * 10, random.NextDouble() * 10))];
        (double X, double Y)[] places = [.. Enumerable.Range(0, shops).Select(_ => (random.NextDouble() * 10, random.NextDouble() * 10))];
        return new TradeArea(
            [.. homes.Select(_ => 1000 + (9000 * random.NextDouble()))],
            [.. places.Select(_ => 100 + (900 * random.NextDouble()))],
            [.. homes.Select(home => places.Select(place => Math.Sqrt(Math.Pow(home.X - place.X, 2) + Math.Pow(home.Y - place.Y, 2))).ToArray())]);
    }
}
