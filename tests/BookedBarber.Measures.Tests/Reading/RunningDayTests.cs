using System.Text.Json;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Features;
using BookedBarber.Measures.Features.ReadDashboard;
using BookedBarber.Measures.Features.ReadSnapshot;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Tests.Reading;

/// <summary>A period that runs up to today, or beyond, holds a day that is not over: it must not look like a fall.</summary>
public sealed class RunningDayTests
{
    private static readonly Period UpToToday = new(new DateOnly(2026, 2, 28), Trade.Today);

    [Fact]
    public async Task A_change_is_of_the_days_that_are_over_and_nobody_falls_for_the_rest()
    {
        await using var trade = await AlwaysTheSameUntilYesterdayAsync();

        var dashboard = await DashboardAsync(trade, UpToToday);

        var netSales = dashboard.GetProperty("figures").EnumerateArray().Single(figure => figure.GetProperty("measure").GetString() == "net_sales");
        netSales.GetProperty("value").GetString().ShouldBe("200.00");
        netSales.GetProperty("change").GetString().ShouldBe("0.0000");
        dashboard.GetProperty("attention").GetArrayLength().ShouldBe(0);
        dashboard.GetProperty("sentences")[0].GetString().ShouldBe("Net sales from 28 February to 2 March 2026 are €200 so far; up to yesterday they are level with the same days last year.");
        var berlin = dashboard.GetProperty("bands").GetProperty("locations").EnumerateArray().Single(location => location.GetProperty("code").GetString() == "B1");
        berlin.GetProperty("change").GetString().ShouldBe("0.0000");
        var north = dashboard.GetProperty("regions").EnumerateArray().Single(region => region.GetProperty("name").GetString() == "North");
        north.GetProperty("change").GetString().ShouldBe("0.0000");
    }

    [Fact]
    public async Task Today_alone_compares_with_nothing_until_it_is_over()
    {
        await using var trade = await AlwaysTheSameUntilYesterdayAsync();
        await trade.CloseAsync(trade.Berlin, Trade.Today, 10, 1);
        await trade.SettleAsync();

        var dashboard = await DashboardAsync(trade, new Period(Trade.Today, Trade.Today));

        dashboard.GetProperty("figures")[0].GetProperty("value").GetString().ShouldBe("10.00");
        dashboard.GetProperty("figures")[0].GetProperty("change").ValueKind.ShouldBe(JsonValueKind.Null);
        dashboard.GetProperty("attention").GetArrayLength().ShouldBe(0);
        dashboard.GetProperty("sentences")[0].GetString().ShouldBe("Net sales on 2 March 2026 are €10 so far.");
    }

    [Fact]
    public async Task A_snapshot_says_the_same()
    {
        await using var trade = await AlwaysTheSameUntilYesterdayAsync();

        var answer = await trade.Node.Get<SnapshotReading>().RunAsync(Scope.OfSystem(trade.Network), trade.Node.Get<INetworkTree>().Find(trade.Berlin)!, UpToToday, Comparing.Year, TestContext.Current.CancellationToken);

        var netSales = JsonDocument.Parse(answer.Body).RootElement.GetProperty("measures").EnumerateArray().Single(measure => measure.GetProperty("measure").GetString() == "net_sales");
        netSales.GetProperty("change").GetString().ShouldBe("0.0000");
    }

    [Theory]
    [InlineData("2026-02-20", 0)]
    [InlineData("2026-02-14", 1)]
    public async Task A_fall_of_some_days_is_chance_a_fall_of_a_week_needs_somebody(string from, int attention)
    {
        await using var trade = await AlwaysTheSameUntilYesterdayAsync();
        await trade.WriteAsync("update records.daily_close set net_sales = 50 where business_day between '2026-02-14' and '2026-02-20'", new { });
        await trade.SettleAsync();

        var dashboard = await DashboardAsync(trade, new Period(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), new DateOnly(2026, 2, 20)));

        dashboard.GetProperty("attention").GetArrayLength().ShouldBe(attention);
    }

    // While a history is still being imported, newest year first, the year before holds a part of the shops only.
    [Fact]
    public async Task There_is_no_growth_over_a_year_of_which_open_shops_have_no_records()
    {
        await using var trade = await AlwaysTheSameUntilYesterdayAsync();
        await trade.CloseAsync(trade.Hamburg, new DateOnly(2026, 2, 20), 100, 4);
        await trade.SettleAsync();

        var dashboard = await DashboardAsync(trade, new Period(new DateOnly(2026, 2, 20), new DateOnly(2026, 2, 26)));

        var netSales = dashboard.GetProperty("figures")[0];
        (netSales.GetProperty("value").GetString(), netSales.GetProperty("comparison").GetString(), netSales.GetProperty("change").GetString()).ShouldBe(("800.00", "700.00", null));
        dashboard.GetProperty("regions")[0].GetProperty("change").ValueKind.ShouldBe(JsonValueKind.Null);
        dashboard.GetProperty("sentences")[0].GetString().ShouldBe("Net sales from 20 February to 26 February 2026 are €800; 1 shop that was open has no records of the same days last year, so there is no comparison.");
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-31", 3100)]
    [InlineData("2026-01-01", "2026-03-31", 9000)]
    [InlineData("2026-02-03", "2026-03-02", 2800)] // the last four weeks
    public async Task A_projection_reaches_to_the_end_of_what_the_period_is_the_beginning_of(string from, string end, decimal value)
    {
        await using var trade = await Trade.OpenAsync();
        await trade.WriteAsync(
            """
            insert into records.daily_close (network_id, location_id, business_day, source, id, currency, net_sales, visits)
            select @Network, @Berlin, d::date, 'test', gen_random_uuid(), 'EUR', 100, 4 from generate_series(@From::date, @To::date, interval '1 day') d
            """,
            new { Network = trade.Network.Value, Berlin = trade.Berlin.Value, From = new DateOnly(2024, 1, 1), To = Trade.Today.AddDays(-1) });
        await trade.SettleAsync();

        var projection = (await DashboardAsync(trade, new Period(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), Trade.Today))).GetProperty("projection");

        projection.GetProperty("periodEnd").GetString().ShouldBe(end);
        projection.GetProperty("value").GetString().ShouldBe($"{value}.00");
    }

    private static async Task<Trade> AlwaysTheSameUntilYesterdayAsync()
    {
        var trade = await Trade.OpenAsync();
        for (var day = new DateOnly(2025, 2, 10); day < Trade.Today; day = day.AddDays(day.Year == 2025 && day.Month == 3 && day.Day == 10 ? 330 : 1))
        {
            await trade.CloseAsync(trade.Berlin, day, 100, 4);
        }

        await trade.SettleAsync();
        return trade;
    }

    private static async Task<JsonElement> DashboardAsync(Trade trade, Period period)
    {
        var node = trade.Node.Get<INetworkTree>().Find(trade.Root)!;
        var answer = await trade.Node.Get<DashboardReading>().RunAsync(Scope.OfSystem(trade.Network), node, period, Comparing.Year, Catalogue.Get("net_sales"), TestContext.Current.CancellationToken);
        return JsonDocument.Parse(answer.Body).RootElement;
    }
}
