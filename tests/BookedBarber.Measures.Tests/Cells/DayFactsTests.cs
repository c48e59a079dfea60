using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Tests.Cells;

public sealed class DayFactsTests
{
    private static readonly DateOnly Day = new(2026, 2, 10);

    [Fact]
    public async Task Net_sales_leave_out_tax_tips_and_gift_cards_and_take_off_discounts_and_refunds()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 40, product: 15, discount: 5, tax: 9.5m, tips: 6, giftCards: 50);
        await trade.SellAsync(trade.Berlin, Day, "Ben", service: 0, refund: 12.25m);

        var facts = await OnlyAsync(trade, trade.Berlin, Day);

        facts.NetSales.ShouldBe(40 + 15 - 5 - 12.25m);
        facts.NetServiceSales.ShouldBe(40 - 5 - 12.25m);
        (facts.Tax, facts.Tips, facts.GiftCardSales, facts.Transactions).ShouldBe((9.5m, 6m, 50m, 2));
    }

    [Fact]
    public async Task A_client_visits_once_a_day_and_a_nameless_sale_is_a_visit_of_its_own()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.SellAsync(trade.Berlin, Day.AddDays(-1), "Ada", service: 40);
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 40);
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 0, product: 10);
        await trade.SellAsync(trade.Berlin, Day, "Ben", service: 30);
        await trade.SellAsync(trade.Berlin, Day, client: null, service: 20);
        await trade.SellAsync(trade.Berlin, Day, client: null, service: 20);
        await trade.SellAsync(trade.Berlin, Day, "Cleo", service: 0, giftCards: 100);

        var facts = await OnlyAsync(trade, trade.Berlin, Day);

        (facts.Visits, facts.KnownVisits, facts.NewClients, facts.Transactions).ShouldBe((4, 2, 1, 6));
    }

    [Fact]
    public async Task Overlapping_services_of_one_barber_count_once_and_only_inside_the_shift()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.ShiftAsync(trade.Berlin, Day, "09:00", 480, "Kim", blocked: 60);
        await trade.BookAsync(trade.Berlin, Day, "10:00", 60, "completed", "Ada", "Kim");
        await trade.BookAsync(trade.Berlin, Day, "10:30", 60, "in_service", "Ben", "Kim");
        await trade.BookAsync(trade.Berlin, Day, "16:30", 60, "completed", "Cleo", "Kim");
        await trade.BookAsync(trade.Berlin, Day, "13:00", 60, "no_show", "Dan", "Kim");
        await trade.BookAsync(trade.Berlin, Day, "12:00", 60, "completed", "Eve", "Lou");

        var facts = await OnlyAsync(trade, trade.Berlin, Day);

        (facts.BusyMinutes, facts.ScheduledMinutes, facts.BlockedMinutes).ShouldBe((90 + 30, 480, 60));
        (facts.ChairBusyMinutes, facts.ChairMinutes).ShouldBe((90 + 30 + 60, 2 * 480));
        (facts.Bookings, facts.CompletedBookings, facts.NoShows).ShouldBe((5, 3, 1));
    }

    [Fact]
    public async Task Shifts_over_a_change_of_the_clock_have_their_real_length()
    {
        await using var trade = await Trade.OpenAsync();
        var spring = new DateOnly(2026, 3, 29);
        await trade.WriteAsync(
            "update network.opening_hours set opens = '00:30', closes = '08:30' where network_id = @Network and location_id = @Berlin",
            new { trade.Network, trade.Berlin });
        await trade.BookAsync(trade.Berlin, spring, "06:00", 60, "completed", "Ada", "Kim");

        var facts = await OnlyAsync(trade, trade.Berlin, spring);

        facts.ChairMinutes.ShouldBe(2 * 7 * 60);
        facts.ChairBusyMinutes.ShouldBe(60);
    }

    [Fact]
    public async Task A_visit_is_rebooked_when_the_client_books_again_between_arrival_and_a_day_after_leaving()
    {
        await using var trade = await Trade.OpenAsync();
        var leaving = new DateTimeOffset(2026, 2, 10, 11, 0, 0, TimeSpan.FromHours(1));
        foreach (var client in new[] { "in time", "too late", "earlier", "never" })
        {
            await trade.BookAsync(trade.Berlin, Day, "10:00", 60, "completed", client, bookedAt: leaving.AddDays(-3));
        }

        await trade.BookAsync(trade.Berlin, Day.AddDays(28), "10:00", 60, "confirmed", "in time", bookedAt: leaving.AddHours(24));
        await trade.BookAsync(trade.Berlin, Day.AddDays(28), "10:00", 60, "confirmed", "too late", bookedAt: leaving.AddHours(24).AddMinutes(1));
        await trade.BookAsync(trade.Berlin, Day.AddDays(28), "10:00", 60, "confirmed", "earlier", bookedAt: leaving.AddHours(-1).AddMinutes(-1));

        var facts = await OnlyAsync(trade, trade.Berlin, Day);

        (facts.RebookedVisits, facts.CompletedVisits).ShouldBe((1, 4));
    }

    [Fact]
    public async Task Day_totals_count_only_on_days_without_sales()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.CloseAsync(trade.Berlin, Day, 900, 31);
        await trade.CloseAsync(trade.Berlin, Day.AddDays(1), 800, 30);
        await trade.CloseAsync(trade.Berlin, Day.AddDays(1), 850, 32, source: "later");
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 40);

        (await OnlyAsync(trade, trade.Berlin, Day)).NetSales.ShouldBe(40);
        var total = await OnlyAsync(trade, trade.Berlin, Day.AddDays(1));
        (total.UnsplitNetSales, total.NetSales, total.Visits, total.ChairMinutes).ShouldBe((850m, 850m, 32, 0));
    }

    [Fact]
    public async Task Each_currency_has_its_own_row_and_a_client_still_visits_once()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 40);
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 1000, currency: "JPY");

        var facts = await ComputeAsync(trade, trade.Berlin, Day);

        facts.Select(row => (row.Currency, row.NetSales, row.Visits)).Order().ShouldBe([("EUR", 40m, 1L), ("JPY", 1000m, 0L)]);
    }

    private static async Task<DayFacts> OnlyAsync(Trade trade, NodeId location, DateOnly day) => (await ComputeAsync(trade, location, day)).ShouldHaveSingleItem();

    private static async Task<IReadOnlyList<DayFacts>> ComputeAsync(Trade trade, NodeId location, DateOnly day)
    {
        await using var session = await trade.Node.Database.ReadAsync(trade.Network, CancellationToken.None);
        return await trade.Node.Get<IDayFacts>().ComputeAsync(session, trade.Network, [new DaySpan(location, day, day)], CancellationToken.None);
    }
}
