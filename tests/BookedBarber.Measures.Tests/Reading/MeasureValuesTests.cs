using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Tests.Reading;

public sealed class MeasureValuesTests
{
    private static readonly DateOnly Day = new(2026, 2, 10);

    [Fact]
    public async Task Ratios_are_of_sums_and_null_when_there_is_nothing_to_divide_by()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 40);
        await trade.SellAsync(trade.Hamburg, Day, "Ben", service: 20);
        await trade.SellAsync(trade.Hamburg, Day, "Cleo", service: 30);
        await trade.BookAsync(trade.Berlin, Day, "10:00", 30, "no_show");
        await trade.BookAsync(trade.Berlin, Day, "11:00", 30, "completed");
        await trade.BookAsync(trade.Berlin, Day, "12:00", 30, "late_cancelled");
        await trade.BookAsync(trade.Berlin, Day, "13:00", 30, "cancelled");
        await trade.BookAsync(trade.Hamburg, Day, "13:00", 30, "completed");
        await trade.SettleAsync();

        var values = await trade.ReadAsync(["average_ticket", "no_show_rate", "late_cancel_rate", "barber_utilisation", "visits"], new Period(Day, Day), By.Total, trade.North);

        values.Select(value => (value.Measure.Name, value.Value)).ShouldBe(
            [("average_ticket", 30m), ("no_show_rate", 25m), ("late_cancel_rate", 25m), ("barber_utilisation", null), ("visits", 3m)]);
    }

    [Fact]
    public async Task Revenue_per_chair_hour_leaves_out_shops_whose_chairs_are_not_known()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 400, product: 100);
        await trade.SellAsync(trade.Hamburg, Day, "Ben", service: 999);
        await trade.BookAsync(trade.Berlin, Day, "10:00", 240, "completed");
        await trade.SettleAsync();

        var values = await trade.ReadAsync(["revenue_per_chair_hour", "revenue_per_occupied_chair_hour", "chair_utilisation"], new Period(Day, Day), By.Total, trade.Root);

        values.Select(value => value.Value).ShouldBe([400m / 16, 400m / 4, 25m]);
    }

    [Fact]
    public async Task A_node_with_two_currencies_has_a_value_for_each_and_one_for_counts()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.SellAsync(trade.Berlin, Day, "Ada", service: 40);
        await trade.SellAsync(trade.Tokyo, Day, "Emi", service: 4000, currency: "JPY");
        await trade.SettleAsync();

        var values = await trade.ReadAsync(["net_sales", "visits"], new Period(Day, Day), By.Total, trade.Root);

        values.Select(value => (value.Measure.Name, value.Currency, value.Value)).ShouldBe([("net_sales", "EUR", 40m), ("net_sales", "JPY", 4000m), ("visits", null, 2m)]);
        MeasureFormat.Text(Catalogue.Get("net_sales"), values[1].Value, "JPY").ShouldBe("4000");
    }

    [Fact]
    public async Task Whole_months_and_loose_days_sum_to_the_days()
    {
        await using var trade = await Trade.OpenAsync();
        for (var day = new DateOnly(2025, 11, 20); day <= Day; day = day.AddDays(1))
        {
            await trade.CloseAsync(trade.Berlin, day, day.Day + 0.25m, 1);
        }

        await trade.SettleAsync();
        var period = new Period(new DateOnly(2025, 11, 25), new DateOnly(2026, 2, 5));

        foreach (var by in Enum.GetValues<By>())
        {
            var values = await trade.ReadAsync(["net_sales"], period, by, trade.Berlin);
            values.Sum(value => value.Value).ShouldBe(Enumerable.Range(0, period.Days).Sum(offset => period.From.AddDays(offset).Day + 0.25m), by.ToString());
            values.Count.ShouldBe(Buckets.Count(period, by), by.ToString());
        }
    }

    [Fact]
    public void Labels_are_days_iso_weeks_months_years_and_the_period()
    {
        var period = new Period(new DateOnly(2020, 12, 31), new DateOnly(2021, 1, 4));

        string[] Labels(By by) => [.. Buckets.Of(period, by).Select(bucket => bucket.Label)];

        Labels(By.Day)[0].ShouldBe("2020-12-31");
        Labels(By.Week).ShouldBe(["2020-W53", "2021-W01"]);
        Labels(By.Month).ShouldBe(["2020-12", "2021-01"]);
        Labels(By.Year).ShouldBe(["2020", "2021"]);
        Labels(By.Total).ShouldBe(["2020-12-31/2021-01-04"]);
    }

    [Fact]
    public async Task Same_location_growth_takes_only_locations_open_through_both_periods()
    {
        await using var trade = await Trade.OpenAsync();
        var period = new Period(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31));
        foreach (var (location, now, then) in new[] { (trade.Berlin, 110m, 100m), (trade.NewYork, 500m, 50m) })
        {
            await trade.CloseAsync(location, new DateOnly(2026, 1, 15), now, 1);
            await trade.CloseAsync(location, new DateOnly(2025, 1, 15), then, 1);
        }

        await trade.CloseAsync(trade.Berlin, new DateOnly(2024, 12, 15), 1, 1); // its records begin before both periods
        await trade.CloseAsync(trade.Hamburg, new DateOnly(2026, 1, 15), 70, 1);
        await trade.CloseAsync(trade.Tokyo, new DateOnly(2026, 1, 15), 9000, 1, "JPY");
        await trade.CloseAsync(trade.Tokyo, new DateOnly(2024, 1, 15), 9000, 1, "JPY");
        await trade.SettleAsync();

        (await trade.ReadAsync(["same_location_growth"], period, By.Total, trade.Root)).ShouldHaveSingleItem().Value.ShouldBe(10m);
        var growth = await trade.GrowthAsync(period);
        growth.Included.Select(location => location.Id).ShouldBe([trade.Berlin]);
        growth.Excluded.Select(excluded => (excluded.Location.Id, excluded.Reason)).ShouldBe(
            [(trade.Hamburg, "no_sales_in_prior_period"), (trade.NewYork, "not_open_through_prior_period"), (trade.Tokyo, "other_currency")], ignoreOrder: true);
    }

    // Five days of November 2024 against all of November 2025 would be a growth of 500 %.
    [Theory]
    [InlineData("2024-11-26", "interrupted")]
    [InlineData("2024-11-04", null)]
    public async Task A_location_whose_records_begin_within_the_year_before_does_not_grow(string firstRecord, string? reason)
    {
        await using var trade = await Trade.OpenAsync();
        await trade.WriteAsync(
            """
            insert into records.daily_close (network_id, location_id, business_day, source, id, currency, net_sales, visits)
            select @Network, @Berlin, d::date, 'test', gen_random_uuid(), 'EUR', 100, 4 from generate_series(@From::date, '2025-11-30', interval '1 day') d
            """,
            new { Network = trade.Network.Value, Berlin = trade.Berlin.Value, From = DateOnly.Parse(firstRecord, System.Globalization.CultureInfo.InvariantCulture) });
        await trade.SettleAsync();

        var growth = await trade.GrowthAsync(new Period(new DateOnly(2025, 11, 1), new DateOnly(2025, 11, 30)));

        growth.Excluded.Where(excluded => excluded.Location.Id == trade.Berlin).Select(excluded => excluded.Reason).ShouldBe(reason is null ? [] : [reason]);
    }

    [Fact]
    public async Task A_moved_shop_leaves_its_history_where_it_was_earned()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.CloseAsync(trade.Berlin, new DateOnly(2026, 1, 10), 100, 1);
        await trade.CloseAsync(trade.Berlin, new DateOnly(2026, 2, 10), 200, 1);
        await trade.SettleAsync();

        await trade.MoveAsync(trade.Berlin, trade.South, new DateOnly(2026, 2, 1));
        await trade.SettleAsync();

        var both = new Period(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 28));
        (await trade.ReadAsync(["net_sales"], both, By.Month, trade.North)).Select(value => value.Value).ShouldBe([100m]);
        (await trade.ReadAsync(["net_sales"], both, By.Month, trade.South)).Select(value => value.Value).ShouldBe([200m]);
        (await trade.ReadAsync(["net_sales"], both, By.Total, trade.Root)).Select(value => value.Value).ShouldBe([300m]);
        (await trade.VerifyAsync()).Differences.ShouldBeEmpty();
    }
}
