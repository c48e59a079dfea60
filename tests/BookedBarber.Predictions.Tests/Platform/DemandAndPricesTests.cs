using BookedBarber.Predictions.Features.PriceLab;
using BookedBarber.Predictions.Features.ReadDemand;
using BookedBarber.Predictions.Nightly.Demand;
using BookedBarber.Predictions.Nightly.Prices;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Tests.Platform;

public sealed class DemandAndPricesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demand_is_told_for_each_hour_of_the_week_and_service()
    {
        await using var chain = await Chain.OpenAsync(1);
        await chain.BookAsync([.. from day in Enumerable.Range(1, 180).Select(back => Chain.Today.AddDays(-back))
                                 where day.DayOfWeek != DayOfWeek.Sunday
                                 from hour in Enumerable.Range(10, 8)
                                 from visit in Enumerable.Range(0, day.DayOfWeek == DayOfWeek.Saturday ? 3 : 1)
                                 select new Chain.Booking(0, day, hour, null, visit == 0 ? "Haircut" : "Beard trim", "completed", 1)]);

        await chain.RunAsync(DemandPart.PartName);

        var all = (await chain.Get<DemandReading>().ReadAsync(chain.Find(chain.Shops[0]), null, Ct)).Value!;
        all.Hours.Count.ShouldBe(6 * 8);
        all.Services.ShouldBe(["Haircut", "Beard trim"]);
        all.Hours.Single(hour => hour is { Weekday: 6, Hour: 12 }).Mean.ShouldBeInRange(2.6, 3.1);
        all.Hours.Single(hour => hour is { Weekday: 2, Hour: 12 }).Mean.ShouldBeInRange(0.9, 1.3);
        (await chain.Get<DemandReading>().ReadAsync(chain.Find(chain.Shops[0]), "Beard trim", Ct)).Value!.Hours.Single(hour => hour is { Weekday: 2, Hour: 12 }).Served.ShouldBe(0);
        (await chain.Get<DemandReading>().ReadAsync(chain.Find(chain.Shops[0]), "Massage", Ct)).Problem!.Code.ShouldBe("invalid_request");
    }

    [Fact]
    public async Task A_shop_without_bookings_gets_no_demand()
    {
        await using var chain = await Chain.OpenAsync(1);

        (await chain.RunAsync(DemandPart.PartName)).ShouldBe("No bookings with times are known.");

        (await chain.Get<DemandReading>().ReadAsync(chain.Find(chain.Shops[0]), null, Ct)).Problem!.Code.ShouldBe("no_demand_yet");
    }

    [Fact]
    public async Task How_units_follow_a_price_is_learnt_and_proposals_keep_the_owners_bounds()
    {
        await using var chain = await Chain.OpenAsync(6);
        await chain.SellAsync([.. PlantedPrices.Sales(6, raisedShop: -1)]);
        await chain.RunAsync(PricesPart.PartName);
        var (reading, shop) = (chain.Get<PriceReading>(), chain.Find(chain.Shops[0]));

        var before = (await reading.ReadAsync(shop, Ct)).Value!.Items.Single(item => item.Service == "Haircut");
        var after = (await reading.BoundAsync(Scope.OfSystem(chain.Network), shop, new PriceBounds("Haircut", before.Price, before.Price + 1), Ct)).Value!.Items.Single(item => item.Service == "Haircut");

        before.Elasticity.ShouldBeInRange(-1.1, -0.3);
        before.ElasticityLow.ShouldBeLessThan(PlantedPrices.Elasticity);
        before.ElasticityHigh.ShouldBeGreaterThan(PlantedPrices.Elasticity);
        before.BoundsSet.ShouldBeFalse();
        after.BoundsSet.ShouldBeTrue();
        after.Proposed.ShouldBeInRange(before.Price, before.Price + 1);
        (await reading.BoundAsync(Scope.OfSystem(chain.Network), shop, new PriceBounds("Haircut", 40, 20), Ct)).Problem!.Code.ShouldBe("invalid_request");
    }

    [Fact]
    public async Task A_trial_of_a_price_fixes_its_size_beforehand_and_deals_out_its_shops()
    {
        await using var chain = await Chain.OpenAsync(6);
        await chain.SellAsync([.. PlantedPrices.Sales(6, raisedShop: -1)]);
        var tests = chain.Get<PriceTests>();
        var scope = Scope.OfSystem(chain.Network);

        var started = await tests.StartAsync(scope, new PriceTestRequest("Haircut", 36, [.. chain.Shops.Select(shop => shop.Value)], 0.1, null, null), Ct);
        var refused = await tests.StartAsync(scope, new PriceTestRequest("Haircut", 36, [chain.Shops[0].Value], 0.1, null, null), Ct);

        started.Problem.ShouldBeNull();
        (started.Value!.Trying.Count, started.Value.Staying.Count, started.Value.Verdict).ShouldBe((3, 3, "waiting"));
        started.Value.Trying.Concat(started.Value.Staying).ShouldBe(chain.Shops.Select(shop => shop.Value), ignoreOrder: true);
        started.Value.Planned.ShouldBeGreaterThan(1);
        refused.Problem!.Fields!.ShouldContain(field => field.Field == "locationIds");
        (await tests.StopAsync(scope, started.Value.Id, Ct)).Value!.State.ShouldBe("stopped");
    }
}
