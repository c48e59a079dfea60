using System.Globalization;
using BookedBarber.Measures;
using BookedBarber.Measures.Contracts;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Operations.Demo;
using BookedBarber.Predictions;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Operations.Tests.Story;

/// <summary>What happens to shops of the demo is found by the platform's own predictions, from the records alone, and sized within the ranges that they state.</summary>
public sealed class FoundAgainTests(FoundAgainTests.Demo demo) : IClassFixture<FoundAgainTests.Demo>
{
    private sealed record Finding(string Kind, string Code, string Subject, DateTime Since, float? Size, float? Low, float? High, double? UnitsLow, double? UnitsHigh, string Sentence);

    [Fact]
    public async Task A_price_rise_is_found_with_what_it_did_and_the_elasticity_behind_it()
    {
        var shop = Single(events => events.PriceRise is not null);
        var rise = shop.Events.PriceRise!;

        var found = await FindingAsync(shop, "price_change");

        DateOnly.FromDateTime(found.Since).ShouldBe(rise.On);
        found.Size!.Value.ShouldBe((float)rise.By, 0.01f);
        Covers(found.UnitsLow!.Value, found.UnitsHigh!.Value, rise.Visits - 1);
        foreach (var (service, low, high) in await demo.ReadAsync<(string, double, double)>(
            "select p.service, p.elasticity - (1.645 * p.deviation), p.elasticity + (1.645 * p.deviation) from predictions.price p join network.node n on n.id = p.location_id where n.code = @Code and p.units_a_week >= 10", new { shop.Code }))
        {
            Covers(low, high, rise.Elasticity, service);
        }
    }

    [Fact]
    public async Task A_competitor_that_closed_and_one_that_opened_are_found_as_steps()
    {
        foreach (var shop in demo.Plan.Shops.Where(shop => shop.Events.Competitor is not null))
        {
            var move = shop.Events.Competitor!;

            var found = await FindingAsync(shop, "sales_step");

            DateOnly.FromDateTime(found.Since).ShouldBeInRange(move.On.AddDays(-14), move.On.AddDays(14));
            Covers(found.Low!.Value, found.High!.Value, move.Visits - 1);
        }
    }

    [Fact]
    public async Task Clients_whom_a_voucher_brought_are_the_lapsed_cohort_and_at_risk()
    {
        var shop = Single(events => events.Vouchers is not null);
        var month = shop.Events.Vouchers!.Month;

        var found = await FindingAsync(shop, "lapsed_cohort");

        found.Subject.ShouldBe(month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        bool IsOfMonth(ShopHistory told, Client client) => told.Visits.Where(visit => visit.Client == client.Number - 1 && visit is { Fate: Fate.Kept, SoldAt: > 0 }).Select(visit => visit.Day).ToList() is { Count: >= 2 } days && days[0].Year == month.Year && days[0].Month == month.Month;
        double Lost(IEnumerable<ShopHistory> shops) => shops.SelectMany(told => told.Clients.Where(client => IsOfMonth(told, client))).Average(client => client.IsLost ? 1.0 : 0);
        var stories = demo.Stories.Where(told => demo.HasKnownClients(told.Shop)).ToList();
        Covers(found.Low!.Value, found.High!.Value, Lost(stories.Where(told => told.Shop.Code == shop.Code)) - Lost(stories.Where(told => told.Shop.Code != shop.Code)));

        var used = stories.Single(told => told.Shop.Code == shop.Code).Clients.Where(client => client.StaysFor is { } visits && client.Visits >= visits).Select(client => client.Key).ToArray();
        used.Length.ShouldBeGreaterThan(40);
        var outlook = await demo.ReadAsync<(bool IsLapsed, float NoVisit)>(
            "select o.is_lapsed, o.p_no_visit from predictions.client_outlook o join records.client c on c.network_id = o.network_id and c.id = o.client_id join network.node n on n.id = c.home_location_id where n.code = @Code and c.source_key = any(@used)", new { shop.Code, used });
        outlook.Count.ShouldBe(used.Length);
        outlook.Average(one => one.IsLapsed ? 1.0 : 0).ShouldBeGreaterThan(0.8); // the slowest are not yet away for twice their own gap
        outlook.Average(one => one.NoVisit).ShouldBeGreaterThan(0.8f);
    }

    [Fact]
    public async Task A_shop_in_decline_is_found_with_a_slope_that_covers_its_own()
    {
        var shop = Single(events => events.Decline is not null);
        var others = demo.Plan.Shops.Where(other => other.IsMature).Select(other => other.Growth).Order().ToList();

        var found = await FindingAsync(shop, "sales_drift");

        Covers(found.Low!.Value, found.High!.Value, Math.Exp(shop.Events.Decline!.AYear + shop.Growth - others[others.Count / 2]) - 1);
    }

    [Fact]
    public async Task Shops_to_which_nothing_happened_are_left_in_peace()
    {
        var quiet = demo.Plan.Shops.Where(shop => shop.Events == ShopEvents.None && shop.IsMature).Select(shop => shop.Code).ToList();

        (await AllAsync()).Where(one => one.Kind is "sales_step" or "sales_drift" or "price_change" or "lapsed_cohort" && quiet.Contains(one.Code)).Select(one => one.Sentence).ShouldBeEmpty();
    }

    private static void Covers(double low, double high, double truth, string? what = null)
    {
        low.ShouldBeLessThan(truth, what);
        high.ShouldBeGreaterThan(truth, what);
    }

    private ShopPlan Single(Func<ShopEvents, bool> events) => demo.Plan.Shops.Where(shop => events(shop.Events)).ShouldHaveSingleItem();

    private async Task<Finding> FindingAsync(ShopPlan shop, string kind)
    {
        var all = await AllAsync();
        return all.Where(one => one.Kind == kind && one.Code == shop.Code).ShouldHaveSingleItem($"{kind} of {shop.Code}; found were {string.Join('\n', all.Select(one => $"{one.Kind} {one.Code} {one.Sentence}"))}");
    }

    private Task<IReadOnlyList<Finding>> AllAsync() => demo.ReadAsync<Finding>(
        """
        select f.kind, n.code, split_part(f.key, ':', 3) as subject, f.since::timestamp as since, f.size, f.size_low as low, f.size_high as high, (f.evidence ->> 'unitsLow')::float8 as units_low, (f.evidence ->> 'unitsHigh')::float8 as units_high, f.sentence
        from predictions.finding f join network.node n on n.id = f.node_id
        """);

    /// <summary>A small demo network, told to the end, and the parts of a night's run that look for what happened.</summary>
    public sealed class Demo : IAsyncLifetime
    {
        private static readonly IModule[] Modules = [new NetworkModule(), new RecordsModule(), new MeasuresModule(), new OperationsModule(), new PredictionsModule()];

        private TestDatabase _database = null!;
        private TestNode _node = null!;

        internal NetworkPlan Plan { get; } = NetworkPlan.Make(new DemoSize(11, 380, 42, new DateOnly(2026, 3, 1)));

        internal IReadOnlyList<ShopHistory> Stories { get; private set; } = [];

        internal bool HasKnownClients(ShopPlan shop) => shop.Events.Vouchers is not null || Plan.Shops.Where(one => one.Events == ShopEvents.None && one.IsMature).Take(4).Contains(shop);

        public async ValueTask InitializeAsync()
        {
            _database = await TestDatabase.CreateAsync(Modules);
            _node = await TestNode.StartAsync(_database, Modules, new FakeClock(Shops.Now));
            Stories = [.. Plan.Shops.Select(shop => ShopLife.Tell(shop, Plan.Size.EndDay))];
            await WriteAsync();
            await _node.Get<IFeedCatchUp>().RunAsync(CancellationToken.None);
            await _node.Get<ICellSettling>().RunAsync(CancellationToken.None);
            var (network, run) = (_node.Get<INetworkTree>().FindNetwork("demo")!.Id, Guid.CreateVersion7(Shops.Now));
            await using (var session = await _node.Database.SystemAsync("test", CancellationToken.None))
            {
                await session.ExecuteAsync(
                    "insert into predictions.run (network_id, id, reason, today, parts, created_at) values (@network, @run, 'asked', '2026-03-02', '{clients,prices,findings}', @Now)", new { network, run, Shops.Now }, CancellationToken.None);
                await session.CommitAsync(CancellationToken.None);
            }

            var job = _node.Services.GetServices<IJobHandler>().Single(one => one.Kind == "predictions.run");
            await job.RunAsync(new JobLease(run, network, job.Kind, StorageJson.Serialize(new { networkId = network.Value, runId = run }), 1, null, _ => { }), CancellationToken.None);
            (await ReadAsync<string>("select state from predictions.run")).ShouldBe(["done"]);
        }

        // Sales and clients alone, as nothing else is looked at here; and clients of some shops only, as judging each of them takes its time.
        private async Task WriteAsync()
        {
            var maker = _node.Get<DemoMaker>();
            var row = await maker.BeginAsync(Plan.Size, "demo", "Fade & Co.", Shops.Now, isLive: false, _node.Clock, CancellationToken.None);
            var made = await maker.EnsureTreeAsync(row, CancellationToken.None);
            foreach (var (told, location) in Stories.Zip(made.Locations))
            {
                var records = new ShopRecords(told);
                var batch = records.Days(told.Shop.FirstDay, Plan.Size.EndDay, Shops.Now, newest: true);
                batch.Bookings.Clear();
                batch.Shifts.Clear();
                if (!HasKnownClients(told.Shop))
                {
                    batch.Clients.Clear();
                    var sales = batch.Sales.ConvertAll(sale => sale with { ClientKey = null });
                    batch.Sales.Clear();
                    batch.Sales.AddRange(sales);
                }

                await using var session = await _node.Database.WriteAsync(Scope.OfSystem(row.NetworkId), DemoWriter.Source, CancellationToken.None);
                await _node.Get<DemoWriter>().WriteAsync(session, [(location, records.Lists(Shops.Now)), (location, batch)], CancellationToken.None);
                await session.CommitAsync(CancellationToken.None);
            }
        }

        public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object? parameters = null)
        {
            await using var session = await _node.Database.SystemAsync("test", CancellationToken.None);
            return await session.QueryAsync<T>(sql, parameters, CancellationToken.None);
        }

        public async ValueTask DisposeAsync()
        {
            await _node.DisposeAsync();
            await _database.DisposeAsync();
        }
    }
}
