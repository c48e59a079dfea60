using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Tests.Reading;

public sealed class ClientMeasuresTests
{
    private static readonly Period October = new(new DateOnly(2025, 10, 1), new DateOnly(2025, 10, 31));

    [Fact]
    public async Task Retention_counts_who_came_again_within_the_window_of_those_whose_window_is_over()
    {
        await using var trade = await Trade.OpenAsync();
        await VisitsAsync(trade, "on day 30", "2025-10-05", "2025-11-04");
        await VisitsAsync(trade, "on day 31", "2025-10-05", "2025-11-05");
        await VisitsAsync(trade, "never", "2025-10-05");
        await VisitsAsync(trade, "within the month", "2025-10-01", "2025-10-20", "2026-02-01");

        (await ValueAsync(trade, "retention_30", trade.Berlin, October)).ShouldBe(50);
        (await ValueAsync(trade, "retention_60", trade.Berlin, October)).ShouldBe(75);
    }

    [Fact]
    public async Task Unfinished_windows_are_left_out_even_of_those_who_have_come_again()
    {
        await using var trade = await Trade.OpenAsync();
        // Today is 2 March 2026: 90 days before yesterday is 1 December.
        await VisitsAsync(trade, "just over", "2025-12-01");
        await VisitsAsync(trade, "not over", "2025-12-02", "2025-12-20");

        (await ValueAsync(trade, "retention_90", trade.Berlin, new Period(new DateOnly(2025, 12, 1), new DateOnly(2025, 12, 31)))).ShouldBe(0);
        (await ValueAsync(trade, "retention_90", trade.Berlin, new Period(new DateOnly(2025, 12, 2), new DateOnly(2025, 12, 31)))).ShouldBeNull();
    }

    [Fact]
    public async Task New_and_returning_clients_are_told_apart_by_their_first_visit_in_the_network()
    {
        await using var trade = await Trade.OpenAsync();
        await VisitsAsync(trade, "new and back", "2025-10-05", "2025-11-05");
        await VisitsAsync(trade, "new and gone", "2025-10-06");
        await VisitsAsync(trade, "old and back", "2025-10-07", "2025-12-07");
        await trade.SellAsync(trade.NewYork, new DateOnly(2025, 3, 1), "old and back", 30);

        (await ValueAsync(trade, "retention_new_90", trade.Berlin, October)).ShouldBe(50);
        (await ValueAsync(trade, "retention_returning_90", trade.Berlin, October)).ShouldBe(100);
        (await ValueAsync(trade, "new_clients", trade.Berlin, October)).ShouldBe(2);
    }

    [Fact]
    public async Task Coming_back_to_another_shop_counts_for_the_network_but_not_for_the_shop()
    {
        await using var trade = await Trade.OpenAsync();
        await VisitsAsync(trade, "Ada", "2025-10-05");
        await trade.SellAsync(trade.Hamburg, new DateOnly(2025, 10, 20), "Ada", 30);

        (await ValueAsync(trade, "retention_90", trade.Berlin, October)).ShouldBe(0);
        (await ValueAsync(trade, "retention_90", trade.North, October)).ShouldBe(100);
        (await ValueAsync(trade, "active_clients", trade.Root, October)).ShouldBe(1);
    }

    [Fact]
    public async Task Churn_looks_ninety_days_past_the_last_visit_of_the_period()
    {
        await using var trade = await Trade.OpenAsync();
        await VisitsAsync(trade, "stays", "2025-10-05", "2025-10-30", "2026-01-28");
        await VisitsAsync(trade, "leaves", "2025-10-05", "2025-10-30", "2026-01-29");

        (await ValueAsync(trade, "churn_rate", trade.Berlin, October)).ShouldBe(50);
    }

    [Fact]
    public async Task A_regular_lapses_after_twice_the_own_interval_anybody_else_after_120_days()
    {
        await using var trade = await Trade.OpenAsync();
        var asOf = new DateOnly(2026, 1, 31);
        // Median interval 10 days: lapsed after more than 20.
        await VisitsAsync(trade, "regular, away 20", "2025-12-22", "2026-01-01", "2026-01-11");
        await VisitsAsync(trade, "regular, away 21", "2025-12-21", "2025-12-31", "2026-01-10");
        await VisitsAsync(trade, "twice, away 120", "2025-09-25", "2025-10-03");
        await VisitsAsync(trade, "once, away 121", "2025-10-02");

        (await ValueAsync(trade, "lapsed_clients", trade.Berlin, new Period(asOf, asOf))).ShouldBe(2);
    }

    [Fact]
    public async Task Value_to_date_is_all_net_sales_of_known_clients_over_their_number()
    {
        await using var trade = await Trade.OpenAsync();
        await VisitsAsync(trade, "Ada", "2025-10-05", "2025-10-06");
        await VisitsAsync(trade, "Ben", "2025-10-05");
        await trade.SellAsync(trade.Berlin, new DateOnly(2025, 10, 7), "Ada", service: 0, refund: 10);
        await trade.SellAsync(trade.Berlin, new DateOnly(2025, 10, 7), client: null, service: 500);
        await trade.SellAsync(trade.Berlin, new DateOnly(2025, 11, 7), "Ben", service: 500);

        (await ValueAsync(trade, "client_value_to_date", trade.Berlin, October)).ShouldBe((3 * 40 - 10) / 2m);
    }

    [Fact]
    public async Task Lifetime_value_discounts_expected_visits_at_the_ticket_and_contribution_rate()
    {
        await using var trade = await Trade.OpenAsync();
        // Twenty clients who each came once, a year before: one visit in month 0, none in the eleven observed after it.
        for (var client = 0; client < 20; client++)
        {
            await VisitsAsync(trade, $"client {client}", "2025-02-01");
        }

        var value = await ValueAsync(trade, "lifetime_value", trade.Berlin, new Period(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)));

        value.ShouldBe(40 * 0.40m);
    }

    [Fact]
    public async Task A_refund_lowers_what_a_visit_is_worth_also_when_it_is_a_receipt_of_its_own()
    {
        await using var trade = await Trade.OpenAsync();
        for (var client = 0; client < 20; client++)
        {
            await VisitsAsync(trade, $"client {client}", "2025-02-10");
        }

        await trade.SellAsync(trade.Berlin, new DateOnly(2025, 2, 11), "client 0", service: 0, refund: 40);
        var value = await ValueAsync(trade, "lifetime_value", trade.Berlin, new Period(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)));

        value.ShouldBe(38 * 0.40m);
    }

    private static async Task VisitsAsync(Trade trade, string client, params string[] days)
    {
        foreach (var day in days)
        {
            await trade.SellAsync(trade.Berlin, DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), client, service: 40);
        }
    }

    private static async Task<decimal?> ValueAsync(Trade trade, string measure, NodeId node, Period period)
    {
        await trade.SettleAsync();
        return (await trade.ReadAsync([measure], period, By.Total, node)).ShouldHaveSingleItem().Value;
    }
}
