using BookedBarber.Operations.Demo;
using BookedBarber.Shared;
using BookedBarber.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Operations.Tests.Loading;

public sealed class DemoVerbTests
{
    private const string Totals =
        """
        select coalesce(string_agg(concat_ws(' ', n.code, s.business_day, s.count, s.total, s.tips), E'\n' order by n.code, s.business_day), '')
        from (select location_id, business_day, count(*) as count, sum(total) as total, sum(tips) as tips from records.sale group by 1, 2) s
        join network.node n on n.id = s.location_id
        """;

    private static readonly string[] Small = ["--locations", "4", "--days", "90", "--seed", "3"];

    [Fact]
    public async Task It_makes_a_network_once_and_refuses_a_slug_that_is_taken()
    {
        await using var database = await Node.DatabaseAsync();
        await using var node = await Node.StartAsync(database, new FakeClock(Shops.Now));

        var (made, output, _) = await RunAsync(node, Small);
        var (again, _, error) = await RunAsync(node, Small);

        made.ShouldBe(0, output);
        output.ShouldContain("Sign in as executive: executive@demo.bookedbarber.local / correct-horse-42");
        again.ShouldBe(2);
        error.ShouldContain("already");
        (await TextAsync(node, Totals)).Split('\n').Length.ShouldBeGreaterThan(150);
    }

    [Fact]
    public async Task What_was_interrupted_goes_on_to_the_same_records()
    {
        await using var whole = await Node.DatabaseAsync();
        await using var broken = await Node.DatabaseAsync();
        await using var one = await Node.StartAsync(whole, new FakeClock(Shops.Now));
        await using var other = await Node.StartAsync(broken, new FakeClock(Shops.Now));
        (await RunAsync(one, Small)).Code.ShouldBe(0);

        using var stop = new CancellationTokenSource();
        var maker = other.Get<DemoMaker>();
        var row = await maker.BeginAsync(new DemoSize(4, 90, 3, Shops.Today), "demo", "Fade & Co.", Shops.Now, isLive: true, other.Clock, stop.Token);
        var made = await maker.EnsureTreeAsync(row, stop.Token);
        await Should.ThrowAsync<OperationCanceledException>(() => maker.LoadAllAsync(made, 1, progress => stop.Cancel(), stop.Token));
        (await TextAsync(other, Totals)).ShouldNotBe(await TextAsync(one, Totals));
        (await RunAsync(other, Small)).Code.ShouldBe(0);

        (await TextAsync(other, Totals)).ShouldBe(await TextAsync(one, Totals));
    }

    [Fact]
    public async Task A_very_large_network_holds_day_totals_and_says_so()
    {
        await using var database = await Node.DatabaseAsync();
        await using var node = await Node.StartAsync(database, new FakeClock(Shops.Now));

        var (code, _, error) = await RunAsync(node, ["--locations", "12", "--days", "90", "--detail", "1000", "--network", "large", "--until", "2026-02-20"]);

        code.ShouldBe(0, error);
        error.ShouldContain("1,080 shop-days are too many to keep every sale: shops get one daily close per day, and 12 of them single sales for the last two days.");
        var closes = int.Parse(await TextAsync(node, "select count(*)::text from records.daily_close"), System.Globalization.CultureInfo.InvariantCulture);
        closes.ShouldBeInRange(750, 1080);
        (await TextAsync(node, "select count(distinct location_id)::text from records.sale")).ShouldBe("12");
        (await TextAsync(node, "select count(*)::text from records.daily_close c join records.sale s using (network_id, location_id, business_day)")).ShouldBe("0");
        (await RunAsync(node, ["--locations", "12", "--days", "90", "--network", "large", "--until", "2026-02-20"])).Code.ShouldBe(2);
    }

    [Fact]
    public void Of_a_very_large_network_two_hundred_shops_are_told_visit_by_visit()
    {
        var plan = NetworkPlan.Make(new DemoSize(1000, 201, 42, Shops.Today));

        plan.Size.KeepsDayTotals.ShouldBeTrue();
        plan.Storied.Count.ShouldBe(200);
        plan.Storied.ShouldAllBe(shop => shop.StoryFrom > Shops.Today.AddDays(-40));
        NetworkPlan.Make(new DemoSize(1000, 200, 42, Shops.Today)).Size.KeepsDayTotals.ShouldBeFalse();
    }

    [Theory]
    [InlineData("--locations", "0")]
    [InlineData("--days", "many")]
    [InlineData("--network", "Not A Slug")]
    [InlineData("--until", "2031-01-01")]
    [InlineData("--colour", "red")]
    [InlineData("--detail", "-1")]
    [InlineData("--seed")]
    public async Task Wrong_options_are_refused_with_a_sentence(params string[] arguments)
    {
        await using var database = await Node.DatabaseAsync();
        await using var node = await Node.StartAsync(database, new FakeClock(Shops.Now));

        var (code, _, error) = await RunAsync(node, arguments);

        code.ShouldBe(2);
        error.ShouldContain(arguments[0]);
    }

    internal static async Task<(int Code, string Output, string Error)> RunAsync(TestNode node, params string[] arguments)
    {
        var verb = node.Services.GetServices<IVerb>().Single(verb => verb.Name == "demo");
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await verb.RunAsync(arguments, output, TextWriter.Synchronized(error), TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    internal static async Task<string> TextAsync(TestNode node, string sql)
    {
        await using var session = await node.Database.SystemAsync("test", TestContext.Current.CancellationToken);
        return await session.FirstAsync<string>(sql, null, TestContext.Current.CancellationToken) ?? string.Empty;
    }
}
