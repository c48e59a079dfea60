using BookedBarber.Algorithms.Changes;
using BookedBarber.Predictions.Nightly.Clients;
using BookedBarber.Predictions.Nightly.Findings;
using BookedBarber.Predictions.Nightly.Revenue;

namespace BookedBarber.Predictions.Tests.Platform;

public sealed class FindingsTests
{
    private static readonly DateOnly First = new(2024, 6, 3);

    private sealed record Seen(string Kind, Guid Node, DateOnly Since, float? Size, float? Low, float? High, string Sentence, DateOnly? Closed);

    [Fact]
    public void A_step_and_a_drift_are_told_apart_and_sized()
    {
        var random = new Random(3);
        double Noise() => 0.05 * (random.NextDouble() - 0.5);
        double[] step = [.. Enumerable.Range(0, 52).Select(week => (week >= 30 ? 0.2 : 0) + Noise())];
        double[] drift = [.. Enumerable.Range(0, 52).Select(week => (-0.004 * week) + Noise())];
        double[] nothing = [.. Enumerable.Range(0, 52).Select(_ => Noise())];

        var found = ChangeFinder.Find(step, 5, 5)!;
        (found.IsStep, found.At).ShouldBe((true, 30));
        found.Low.ShouldBeLessThan(0.2);
        found.High.ShouldBeGreaterThan(0.2);
        found = ChangeFinder.Find(drift, 5, 5)!;
        found.IsStep.ShouldBeFalse();
        found.Low.ShouldBeLessThan(-0.004);
        found.High.ShouldBeGreaterThan(-0.004);
        ChangeFinder.Find(nothing, 5, 5).ShouldBeNull();
        ChangeFinder.Find([1, 2, 3], 5, 5).ShouldBeNull();
    }

    [Fact]
    public async Task A_shop_in_decline_and_one_whose_competitor_closed_are_found_and_sized_within_their_ranges()
    {
        await using var chain = await Chain.OpenAsync(8);
        await chain.TellDaysAsync(First, Chain.Today.AddDays(-1), (shop, day) => Usual(shop, day) * shop switch
        {
            2 => Math.Exp(-0.25 * Math.Max(0, day.DayNumber - Chain.Today.AddDays(-364).DayNumber) / 364.0),
            5 => day >= Chain.Today.AddDays(-84) ? 1.22 : 1,
            _ => 1,
        });

        await chain.RunAsync(FindingsPart.PartName);

        var found = await FoundAsync(chain);
        found.Where(one => one.Kind is "sales_step" or "sales_drift").Select(one => one.Node).ShouldBe([chain.Shops[2].Value, chain.Shops[5].Value], ignoreOrder: true);
        var decline = found.Single(one => one.Node == chain.Shops[2].Value);
        decline.Kind.ShouldBe("sales_drift");
        ((double)decline.Low!.Value, (double)decline.High!.Value).ShouldSatisfyAllConditions(range => range.Item1.ShouldBeLessThan(Math.Exp(-0.25) - 1), range => range.Item2.ShouldBeGreaterThan(Math.Exp(-0.25) - 1));
        var rise = found.Single(one => one.Node == chain.Shops[5].Value && one.Kind == "sales_step");
        rise.Since.ShouldBeInRange(Chain.Today.AddDays(-91), Chain.Today.AddDays(-77));
        rise.Low!.Value.ShouldBeLessThan(0.22f);
        rise.High!.Value.ShouldBeGreaterThan(0.22f);
    }

    [Fact]
    public async Task A_price_rise_is_found_with_what_it_did_to_units()
    {
        await using var chain = await Chain.OpenAsync(6);
        await chain.SellAsync([.. PlantedPrices.Sales(6, raisedShop: 3)]);

        await chain.RunAsync(FindingsPart.PartName);

        var rise = (await FoundAsync(chain)).Single(one => one.Kind == "price_change" && one.Node == chain.Shops[3].Value);
        rise.Low!.Value.ShouldBe((float)PlantedPrices.Rise, 0.001f); // what was asked is known; only what it did has a range
        rise.High!.Value.ShouldBe((float)PlantedPrices.Rise, 0.001f);
        rise.Since.ShouldBe(Chain.Today.AddDays(-7 * PlantedPrices.RaisedWeeksAgo));
        var units = (await chain.ReadAsync<(double Low, double High)>("select (evidence ->> 'unitsLow')::float8, (evidence ->> 'unitsHigh')::float8 from predictions.finding where kind = 'price_change' and node_id = @Node", new { Node = chain.Shops[3].Value })).Single();
        var truth = Math.Pow(1 + PlantedPrices.Rise, PlantedPrices.Elasticity) - 1;
        units.Low.ShouldBeLessThan(truth);
        units.High.ShouldBeGreaterThan(truth);
    }

    [Fact]
    public async Task A_lapsed_cohort_is_found_among_those_who_came_first_in_the_same_month()
    {
        await using var chain = await Chain.OpenAsync(4);
        var month = new DateOnly(2025, 6, 1);
        await chain.SellAsync([.. from shop in Enumerable.Range(0, 4)
                                 from client in Enumerable.Range(0, 40)
                                 from visit in Enumerable.Range(0, shop == 1 && client < 34 ? 4 : client < 4 ? 4 : 10)
                                 let day = month.AddDays((client % 28) + (28 * visit))
                                 where day < Chain.Today
                                 select new Chain.Sale(shop, day, $"client {shop}/{client}", "Haircut", 30)]);

        await chain.RunAsync(ClientsPart.PartName);
        await chain.RunAsync(FindingsPart.PartName);

        var cohort = (await FoundAsync(chain)).Single(one => one.Kind == "lapsed_cohort");
        cohort.Node.ShouldBe(chain.Shops[1].Value);
        cohort.Low!.Value.ShouldBeLessThan(0.75f);
        cohort.High!.Value.ShouldBeGreaterThan(0.70f);
    }

    [Fact]
    public async Task What_is_over_is_closed_and_what_goes_on_stays_one_finding()
    {
        await using var chain = await Chain.OpenAsync(6);
        await chain.TellDaysAsync(First, Chain.Today.AddDays(-1), (shop, day) => Usual(shop, day) * (shop == 2 && day >= Chain.Today.AddDays(-84) ? 1.3 : 1));
        await chain.RunAsync(FindingsPart.PartName);
        await chain.RunAsync(FindingsPart.PartName);
        (await FoundAsync(chain)).Count(one => one.Node == chain.Shops[2].Value && one.Kind == "sales_step").ShouldBe(1);
        await chain.WriteAsync("update records.daily_close set net_sales = net_sales / 1.3 where network_id = @Network and location_id = @Shop and business_day >= @From", new { chain.Network, Shop = chain.Shops[2].Value, From = Chain.Today.AddDays(-84) });
        await chain.SettleAsync();

        await chain.RunAsync(FindingsPart.PartName);

        (await FoundAsync(chain)).Single(one => one.Node == chain.Shops[2].Value && one.Kind == "sales_step").Closed.ShouldBe(Chain.Today);
    }

    [Fact]
    public async Task What_a_region_of_one_shop_takes_is_said_once_at_the_shop()
    {
        await using var chain = await Chain.OpenAsync(3);
        var month = new DateOnly(2026, 2, 1);
        await chain.TellDaysAsync(month, Chain.Today.AddDays(-1), (_, _) => 100);
        await chain.WriteAsync(
            """
            insert into predictions.revenue (network_id, node_id, currency, made_on, is_trial, id, run_id, model_id, known_from, known_days, mean, p05, p50, p95, naive, months, month_p05, month_p50, month_p95, total_p05, total_p50, total_p95)
            select @Network, n, 'USD', @month, false, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), @month, 60, array_fill(500.0, array[28]), d, d, d, d, array[@month], '{12000}', '{14000}', '{16000}', 0, 0, 0 from unnest(@Nodes::uuid[]) n, (select array_fill(500::real, array[28]) as d) days
            """,
            new { chain.Network, month, Nodes = chain.Regions.Concat(chain.Shops.Take(2)).Select(node => node.Value).ToArray() });

        await chain.RunAsync(FindingsPart.PartName);

        // The northern region has two shops; the southern one is its only shop.
        (await FoundAsync(chain)).Where(one => one.Kind == "sales_below_expected").Select(one => one.Node).ShouldBe([chain.Regions[0].Value, chain.Shops[0].Value, chain.Shops[1].Value], ignoreOrder: true);
    }

    [Fact]
    public async Task Forecasts_at_work_are_set_against_what_came()
    {
        await using var chain = await Chain.OpenAsync(3);
        await chain.TellDaysAsync(First, Chain.Today.AddDays(-1), Usual);
        await chain.RunAsync(RevenuePart.PartName, today: Chain.Today.AddDays(-21));

        await chain.RunAsync(FindingsPart.PartName);

        var errors = await chain.ReadAsync<(Guid Node, int Days, float Error, float Naive, float? Inside)>("select node_id, days, error, naive_error, inside from predictions.live_error");
        errors.Count.ShouldBe(1 + 2 + 3);
        errors.ShouldAllBe(one => one.Days == 21 && one.Error > 0 && one.Error < 0.2 && one.Inside != null);
    }

    private static async Task<IReadOnlyList<Seen>> FoundAsync(Chain chain) =>
        [.. (await chain.ReadAsync<(string Kind, Guid Node, DateTime Since, float? Size, float? Low, float? High, string Sentence, DateTime? Closed)>("select kind, node_id, since::timestamp, size, size_low, size_high, sentence, closed_on::timestamp from predictions.finding"))
            .Select(one => new Seen(one.Kind, one.Node, DateOnly.FromDateTime(one.Since), one.Size, one.Low, one.High, one.Sentence, one.Closed is { } closed ? DateOnly.FromDateTime(closed) : null))];

    // A week, a year and noise of five per cent that is the same on every run.
    private static double Usual(int shop, DateOnly day) => 500 * (1 + (0.1 * shop)) * (1 + (0.07 * ((int)day.DayOfWeek - 3))) * (1 + (0.1 * Math.Sin(2 * Math.PI * day.DayOfYear / 365)))
        * (1 + (0.1 * (new Random((day.DayNumber * 31) + shop).NextDouble() - 0.5)));
}
