using BookedBarber.Algorithms.Pricing;

namespace BookedBarber.Algorithms.Tests.Pricing;

public sealed class PricingTests
{
    [Fact]
    public void Planted_elasticities_come_back_with_promotions_set_apart()
    {
        var elasticities = PriceElasticities.Fit(Weeks(shops: 12, items: 3, weeks: 80, noise: 0.15, seed: 1));

        for (var item = 0; item < 3; item++)
        {
            Enumerable.Range(0, 12).Average(shop => elasticities.Of(shop, item).Value).ShouldBe(Planted(item), 0.12);
        }
    }

    [Fact]
    public void A_shop_whose_price_never_moved_takes_the_word_of_the_others()
    {
        var rows = Weeks(shops: 12, items: 2, weeks: 80, noise: 0.15, seed: 2).ConvertAll(row => row.Shop == 0 ? row with { Price = 10 } : row);

        var told = PriceElasticities.Fit(rows).Of(0, 0);

        told.OwnWeight.ShouldBe(0);
        told.Value.ShouldBe(Planted(0), 0.3);
    }

    [Fact]
    public void No_shop_is_said_to_sell_more_when_it_is_dearer()
    {
        // Prices that followed demand up: the naive slope is positive.
        var random = new Random(3);
        var rows = Enumerable.Range(0, 60).Select(week => (Week: week, Rush: random.NextDouble())).Select(week => new PriceObservation(0, 0, week.Week, Math.Exp(2 + (0.2 * week.Rush)), Math.Exp(3 + week.Rush), [])).ToList();

        PriceElasticities.Fit(rows).Of(0, 0).Value.ShouldBeLessThanOrEqualTo(PriceElasticities.Weakest);
    }

    [Fact]
    public void Prices_that_never_moved_are_refused()
    {
        var rows = Enumerable.Range(0, 10).Select(week => new PriceObservation(0, 0, week, 20, 5 + week, [])).ToList();

        Should.Throw<ArgumentException>(() => PriceElasticities.Fit(rows)).Message.ShouldStartWith("No price ever moved within a shop");
    }

    [Fact]
    public void Units_at_planned_prices_are_near_what_then_sells()
    {
        var rows = Weeks(shops: 8, items: 3, weeks: 90, noise: 0.1, seed: 4);
        var truth = rows.Where(row => row.Period >= 75).Select(row => row.Units).ToList();

        var told = PriceForecast.Units(rows.ConvertAll(row => row.Period >= 75 ? row with { Units = double.NaN } : row), []);

        (told.Zip(truth, (one, other) => Math.Abs(one - other)).Sum() / truth.Sum()).ShouldBeLessThan(0.14);
    }

    [Fact]
    public void The_best_price_inside_wide_bounds_is_the_textbook_one()
    {
        // Cost 6, elasticity -3: 6 × 3 / 2 = 9.
        var proposal = PriceProposal.Make(12, 6, new PriceElasticities.Elasticity(-3, 0.01, 1), 5, 15);

        proposal.Price.ShouldBe(9, 0.06);
        proposal.ProfitChange.ShouldBe((Math.Pow(9 / 12.0, -3) * 3 / 6) - 1, 0.01);
    }

    [Fact]
    public void A_gain_that_is_not_sure_is_not_proposed()
    {
        var unsure = PriceProposal.Make(12, 6, new PriceElasticities.Elasticity(-2, 1.5, 0), 11, 13);

        (unsure.Price, unsure.ProfitChange).ShouldBe((12, 0));
    }

    [Fact]
    public void The_sample_size_is_that_of_the_tables() =>
        // Half a deviation: 63 of each group (Cohen, 1988, table 2.4.1: 64 with the t distribution).
        PriceTest.SampleSize(2, 1).ShouldBe(63);

    [Fact]
    public void Looking_every_day_finds_no_effect_where_there_is_none_more_often_than_promised()
    {
        var random = new Random(5);
        const int Tests = 300;
        var found = Enumerable.Range(0, Tests).Count(_ => EverFound(random));

        (found / (double)Tests).ShouldBeLessThan(0.06);
    }

    [Fact]
    public void An_effect_worth_finding_is_found_near_the_planned_size()
    {
        var random = new Random(6);
        var a = Enumerable.Range(0, 200).Select(_ => Gaussian(random)).ToList();
        var b = Enumerable.Range(0, 200).Select(_ => 0.6 + Gaussian(random)).ToList();

        var (difference, low, high) = PriceTest.AlwaysValid(a, b, planned: 100);

        low.ShouldBeGreaterThan(0);
        difference.ShouldBeInRange(low, high);
    }

    private static double Planted(int item) => -0.8 - (0.6 * item);

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // The first looks rest on a variance of a few days, before which no test should be ended.
    private static bool EverFound(Random random)
    {
        var (a, b) = (new List<double>(), new List<double>());
        for (var day = 0; day < 200; day++)
        {
            a.Add(Gaussian(random));
            b.Add(Gaussian(random));
            if (day >= 15 && PriceTest.AlwaysValid(a, b, planned: 100) is { Low: > 0 } or { High: < 0 })
            {
                return true;
            }
        }

        return false;
    }

    // A promotion lowers the price and lifts units beyond what the price does: a slope that does not set it apart is too steep.
    private static List<PriceObservation> Weeks(int shops, int items, int weeks, double noise, int seed)
    {
        var random = new Random(seed);
        var rows = new List<PriceObservation>();
        foreach (var (shop, item) in Enumerable.Range(0, shops).SelectMany(_ => Enumerable.Range(0, items), (shop, item) => (shop, item)))
        {
            for (var week = 0; week < weeks; week++)
            {
                var promotion = random.Next(5) == 0 ? 1.0 : 0;
                var price = 10 * Math.Exp((0.12 * Gaussian(random)) - (0.2 * promotion));
                var units = Math.Exp(4 + (0.3 * shop / shops) + (Planted(item) * Math.Log(price / 10)) + (0.5 * promotion) + (noise * Gaussian(random)));
                rows.Add(new PriceObservation(shop, item, week, price, units, [promotion]));
            }
        }

        return rows;
    }
}
