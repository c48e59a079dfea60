using BookedBarber.Measures.Contracts;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Features.ReadRevenue;
using BookedBarber.Predictions.Nightly.Demand;
using BookedBarber.Predictions.Nightly.Findings;
using BookedBarber.Predictions.Nightly.Revenue;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Tests.Platform;

public sealed class OutlookTests(OutlookTests.Told told) : IClassFixture<OutlookTests.Told>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Chain Chain => told.Chain;

    [Fact]
    public async Task The_next_days_are_those_of_the_stored_forecast_and_add_up()
    {
        var sales = (await ReadAsync(Chain.Root)).Sales!;

        var stored = (await Chain.Get<RevenueReading>().ReadAsync(Chain.Find(Chain.Root), byDay: true, Ct)).Value!;
        (sales.ForecastId, sales.From, sales.Days.Count).ShouldBe((stored.ForecastId!.Value, Chain.Today, 42));
        sales.Days.Select(day => (day.Day, day.Mean, day.P05, day.P95)).ShouldBe(stored.Days!.Take(42).Select(day => (day.Day, day.Mean, day.P05, day.P95)));
        sales.Spans.Select(span => span.Days).ShouldBe([30, 42]);
        sales.Spans[0].Mean.ShouldBe(stored.Days!.Take(30).Sum(day => day.Mean), 0.5m);
    }

    [Fact]
    public async Task The_range_of_a_sum_is_narrower_than_those_of_its_days_together()
    {
        var sales = (await ReadAsync(Chain.Shops[0])).Sales!;

        foreach (var span in sales.Spans)
        {
            var wide = sales.Days.Take(span.Days).Sum(day => day.P95!.Value - day.P05!.Value);
            (span.P95!.Value - span.P05!.Value).ShouldBeInRange(1, wide);
        }
    }

    [Fact]
    public async Task Demand_is_that_of_the_locations_below()
    {
        var (all, one) = ((await ReadAsync(Chain.Root)).Demand!, (await ReadAsync(Chain.Shops[0])).Demand!);

        (all.Locations, one.Locations).ShouldBe((2, 1));
        all.VisitsAWeek.ShouldBe(2 * one.VisitsAWeek, 0.2);
        one.VisitsAWeek.ShouldBe((await Chain.ReadAsync<double>("select sum(h) from predictions.demand d, unnest(d.mean) h where d.service = '' and d.location_id = @Shop", new { Shop = Chain.Shops[0].Value })).Single(), 0.1);
        (await ReadAsync(Chain.Shops[3])).Demand.ShouldBeNull();
    }

    [Fact]
    public async Task Findings_are_counted_at_and_below_the_unit()
    {
        var counts = new[] { await ReadAsync(Chain.Root), await ReadAsync(Chain.Regions[0]), await ReadAsync(Chain.Shops[2]), await ReadAsync(Chain.Shops[1]) }.Select(outlook => outlook.Findings).ToList();

        counts[2].ShouldBeGreaterThan(0);
        counts[0].ShouldBeGreaterThanOrEqualTo(counts[1]);
        counts[1].ShouldBeGreaterThanOrEqualTo(counts[2]);
        counts[3].ShouldBe(0);
    }

    [Fact]
    public async Task The_end_of_a_run_tells_the_feed_that_something_else_is_expected()
    {
        var (runs, id) = (Chain.Get<RunStore>(), Guid.CreateVersion7(Chain.Clock.GetUtcNow()));
        await Chain.WriteAsync("insert into predictions.run (network_id, id, reason, today, parts, state, created_at) values (@Network, @id, 'asked', @Today, '{}', 'running', now())", new { Chain.Network, id, Chain.Today });

        await runs.EndAsync(Chain.Network, id, null, Ct);

        await using var system = await Chain.Node.Database.SystemAsync("test", Ct);
        (await system.QueryAsync<string>("select entity from feed.change where ids = array[@id]::uuid[] union all select entity from feed.outbox where ids = array[@id]::uuid[]", new { id }, Ct)).ShouldBe([IOutlook.ToldAction]);
    }

    private async Task<UnitOutlook> ReadAsync(NodeId node)
    {
        var tree = Chain.Get<INetworkTree>();
        await tree.LoadAsync(Ct);
        var questions = Chain.Node.Database.Ask(Chain.Network);
        var outlook = Chain.Get<IOutlook>().Ask(questions, Chain.Find(node), tree.LocationsUnder(Chain.Network, [node]));
        await questions.AskAsync(Ct);
        return outlook();
    }

    /// <summary>A chain whose night is over: one shop rose by a third, two have bookings with times.</summary>
    public sealed class Told : IAsyncLifetime
    {
        public Chain Chain { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Chain = await Chain.OpenAsync(8);
            await Chain.TellDaysAsync(new DateOnly(2024, 3, 4), Chain.Today.AddDays(-1), (shop, day) => Usual(shop, day) * (shop == 2 && day >= Chain.Today.AddDays(-84) ? 1.33 : 1));
            await Chain.BookAsync([.. from back in Enumerable.Range(1, 90)
                                     from hour in Enumerable.Range(10, 8)
                                     from shop in Enumerable.Range(0, 2)
                                     select new Chain.Booking(shop, Chain.Today.AddDays(-back), hour, null, "Haircut", "completed", 1)]);
            foreach (var part in new[] { RevenuePart.PartName, DemandPart.PartName, FindingsPart.PartName })
            {
                await Chain.RunAsync(part);
            }
        }

        public ValueTask DisposeAsync() => Chain.DisposeAsync();

        private static double Usual(int shop, DateOnly day) => 500 * (1 + (0.1 * shop)) * (1 + (0.07 * ((int)day.DayOfWeek - 3))) * (1 + (0.1 * Math.Sin(2 * Math.PI * day.DayOfYear / 365)))
            * (1 + (0.1 * (new Random((day.DayNumber * 31) + shop).NextDouble() - 0.5)));
    }
}
