using BookedBarber.Shared;

namespace BookedBarber.Measures.Tests.Cells;

public sealed class CellsFollowRecords
{
    private static readonly DateOnly Day = new(2026, 2, 10);

    [Fact]
    public async Task A_sale_reaches_its_day_its_month_and_everything_above()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 40);
        await trade.SellAsync(trade.Hamburg, Day, "Ben", service: 25);
        await trade.SellAsync(trade.Tokyo, Day, "Emi", service: 4000, currency: "JPY");

        await trade.SettleAsync();

        (await NetSalesAsync(trade, trade.Berlin, 'd', Day)).ShouldBe(40);
        (await NetSalesAsync(trade, trade.Berlin, 'm', new DateOnly(2026, 2, 1))).ShouldBe(40);
        (await NetSalesAsync(trade, trade.North, 'd', Day)).ShouldBe(65);
        (await NetSalesAsync(trade, trade.Root, 'm', new DateOnly(2026, 2, 1))).ShouldBe(65);
        (await NetSalesAsync(trade, trade.Root, 'm', new DateOnly(2026, 2, 1), "JPY")).ShouldBe(4000);
        (await trade.VerifyAsync()).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_the_last_record_of_a_day_removes_its_cells()
    {
        await using var trade = await Trade.OpenAsync();
        var sale = await trade.SellAsync(trade.Berlin, Day, "Ada", service: 40);
        await trade.SettleAsync();

        await trade.WriteAsync("delete from records.sale where network_id = @Network and id = @sale", new { trade.Network, sale });
        await trade.SettleAsync();

        (await trade.ReadAsync<long>("select count(*) from measures.cell")).ShouldBe(0);
        (await trade.ReadAsync<long>("select count(*) from measures.first_visit")).ShouldBe(0);
    }

    [Fact]
    public async Task An_earlier_sale_takes_the_new_client_from_the_day_that_had_it()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 40);
        await trade.SettleAsync();

        await trade.SellAsync(trade.NewYork, Day.AddYears(-1), "Ada", service: 30);
        await trade.SettleAsync();

        (await trade.ReadAsync<long?>("select new_clients from measures.cell where node_id = @Berlin and grain = 'd'", new { trade.Berlin })).ShouldBeNull();
        (await trade.ReadAsync<long?>("select new_clients from measures.cell where node_id = @NewYork and grain = 'd'", new { trade.NewYork })).ShouldBe(1);
        (await trade.VerifyAsync()).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_booking_made_after_a_visit_reaches_the_day_of_the_visit()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.BookAsync(trade.NewYork, Day, "23:00", 30, "completed", "Ada");
        await trade.SettleAsync();

        await trade.BookAsync(trade.NewYork, Day.AddDays(30), "10:00", 30, "confirmed", "Ada", bookedAt: new DateTimeOffset(2026, 2, 11, 22, 0, 0, TimeSpan.FromHours(-5)));
        await trade.SettleAsync();

        (await trade.ReadAsync<long?>("select rebooked_visits from measures.cell where node_id = @NewYork and grain = 'd' and period = @Day", new { trade.NewYork, Day })).ShouldBe(1);
        (await trade.VerifyAsync()).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tampered_cell_is_found_and_named()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 40);
        await trade.SettleAsync();

        await trade.WriteAsync("update measures.cell set net_sales = 41 where grain = 'd' and node_id = @Berlin", new { trade.Berlin });

        var found = await trade.VerifyAsync();
        found.Checked.ShouldBe(6);
        found.Differences.Select(difference => (difference.Grain, difference.Node)).ShouldBe([('d', trade.Berlin.Value), ('d', trade.North.Value), ('d', trade.Root.Value), ('m', trade.Berlin.Value)], ignoreOrder: true);
        found.Differences[0].Fault.ShouldBe("net_sales is 41, should be 40.0000");
    }

    [Fact]
    public async Task A_tampered_sum_is_found_although_other_sums_of_its_month_fall_behind_while_it_is_looked_at()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 40);
        await trade.SettleAsync();
        await trade.WriteAsync("update measures.cell set net_sales = 41 where grain = 'm' and node_id = @North", new { trade.North });

        var found = await trade.VerifyAsync(_ => trade.WriteAsync(
            "insert into measures.pending (network_id, node_id, month, first_day, last_day) values (@Network, @Tokyo, @Month, @Day, @Day) on conflict do nothing",
            new { trade.Network, trade.Tokyo, Month = new DateOnly(Day.Year, Day.Month, 1), Day }).GetAwaiter().GetResult());

        found.Differences.Select(difference => (difference.Grain, difference.Node)).ShouldBe([('m', trade.North.Value)]);
    }

    private static Task<decimal> NetSalesAsync(Trade trade, NodeId node, char grain, DateOnly period, string currency = "EUR") =>
        trade.ReadAsync<decimal>("select net_sales from measures.cell where node_id = @node and grain = @Grain::\"char\" and period = @period and currency = @currency", new { node, Grain = grain.ToString(), period, currency });
}
