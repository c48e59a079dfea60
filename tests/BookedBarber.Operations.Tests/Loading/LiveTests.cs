using BookedBarber.Operations.Contracts;
using BookedBarber.Operations.Demo;
using BookedBarber.Testing;

namespace BookedBarber.Operations.Tests.Loading;

public sealed class LiveTests
{
    private const string State =
        """
        select coalesce(string_agg(concat_ws(' ', n.code, b.business_day, b.status, b.count), E'\n' order by n.code, b.business_day, b.status), '')
        from (select location_id, business_day, status, count(*) as count from records.booking group by 1, 2, 3) b join network.node n on n.id = b.location_id
        """;

    private const string Money =
        "select coalesce(string_agg(concat_ws(' ', n.code, s.business_day, s.count, s.total), E'\n' order by n.code, s.business_day), '') from (select location_id, business_day, count(*) as count, sum(total) as total from records.sale group by 1, 2) s join network.node n on n.id = s.location_id";

    private static readonly (string, string)[] Small = [("BOOKEDBARBER_DEMO_LOCATIONS", "5"), ("BOOKEDBARBER_DEMO_DAYS", "30")];

    [Fact]
    public async Task Living_in_small_steps_and_after_a_pause_ends_in_the_same_records()
    {
        await using var stepping = await Node.DatabaseAsync();
        await using var pausing = await Node.DatabaseAsync();
        await using var one = await Node.StartAsync(stepping, new FakeClock(Shops.Now), settings: Small);
        await using var other = await Node.StartAsync(pausing, new FakeClock(Shops.Now), settings: Small);

        var live = await LiveAsync(one);
        for (var minutes = 7; minutes <= 33 * 60; minutes += 7)
        {
            await live.StepAsync(Shops.Now.AddMinutes(minutes), TestContext.Current.CancellationToken);
        }

        await live.StepAsync(Shops.Now.AddHours(33), TestContext.Current.CancellationToken);
        await (await LiveAsync(other)).StepAsync(Shops.Now.AddHours(33), TestContext.Current.CancellationToken);

        (await DemoVerbTests.TextAsync(one, State)).ShouldBe(await DemoVerbTests.TextAsync(other, State));
        (await DemoVerbTests.TextAsync(one, Money)).ShouldBe(await DemoVerbTests.TextAsync(other, Money));
        (await DemoVerbTests.TextAsync(one, "select max(business_day)::text from records.sale")).ShouldBe("2026-03-03");
    }

    [Fact]
    public async Task The_server_lets_the_demo_live_on_by_the_clock()
    {
        await using var database = await Node.DatabaseAsync();
        var clock = new FakeClock(Shops.Now);
        await using var node = await Node.StartAsync(database, clock, settings: Small);
        await node.Get<IDemoStart>().RunAsync(TestContext.Current.CancellationToken);
        var before = await SalesAsync(node);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await SalesAsync(node) < before + 5)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<LiveNetwork> LiveAsync(TestNode node)
    {
        await node.Get<IDemoStart>().RunAsync(TestContext.Current.CancellationToken);
        var row = (await node.Get<DemoLedger>().ListAsync(TestContext.Current.CancellationToken)).Single();
        var made = await node.Get<DemoMaker>().EnsureTreeAsync(row, TestContext.Current.CancellationToken);
        return new LiveNetwork(made, node.Database, node.Get<DemoWriter>(), node.Get<TotalsLoader>());
    }

    private static async Task<int> SalesAsync(TestNode node) => int.Parse(await DemoVerbTests.TextAsync(node, "select count(*)::text from records.sale"), System.Globalization.CultureInfo.InvariantCulture);
}
