using System.Text.Json;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Features;
using BookedBarber.Measures.Features.ReadMeasures;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Tests.Reading;

public sealed class ComparisonTests
{
    [Fact]
    public async Task Each_week_of_an_uneven_period_compares_with_as_many_days_in_the_same_place_of_the_period_before()
    {
        await using var trade = await Trade.OpenAsync();
        await CloseEachDayAsync(trade, new DateOnly(2026, 1, 25), new DateOnly(2026, 2, 13), _ => 1);

        var rows = await ReadAsync(trade, new Period(new DateOnly(2026, 2, 4), new DateOnly(2026, 2, 13)), By.Week, Comparing.Previous);

        rows.ShouldBe([("2026-W06", "5.00", "5.00"), ("2026-W07", "5.00", "5.00")]);
    }

    [Fact]
    public async Task Each_month_of_an_uneven_period_compares_with_as_many_days_in_the_same_place_of_the_period_before()
    {
        await using var trade = await Trade.OpenAsync();
        await CloseEachDayAsync(trade, new DateOnly(2025, 11, 29), new DateOnly(2026, 2, 20), _ => 1);

        var rows = await ReadAsync(trade, new Period(new DateOnly(2026, 1, 10), new DateOnly(2026, 2, 20)), By.Month, Comparing.Previous);

        rows.ShouldBe([("2026-01", "22.00", "22.00"), ("2026-02", "20.00", "20.00")]);
    }

    [Fact]
    public async Task Whole_months_compare_with_the_months_as_many_months_earlier_also_by_year()
    {
        await using var trade = await Trade.OpenAsync();
        await CloseEachDayAsync(trade, new DateOnly(2025, 11, 1), new DateOnly(2026, 2, 28), _ => 1);

        var months = await ReadAsync(trade, new Period(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 28)), By.Month, Comparing.Previous);
        var years = await ReadAsync(trade, new Period(new DateOnly(2025, 12, 1), new DateOnly(2026, 1, 31)), By.Year, Comparing.Previous);

        months.ShouldBe([("2026-01", "31.00", "30.00"), ("2026-02", "28.00", "31.00")]);
        years.ShouldBe([("2025", "31.00", "0.00"), ("2026", "31.00", "30.00")]);
    }

    [Fact]
    public async Task A_leap_day_compares_with_the_28th_and_the_28th_with_the_28th()
    {
        await using var trade = await Trade.OpenAsync();
        await CloseEachDayAsync(trade, new DateOnly(2023, 2, 27), new DateOnly(2023, 3, 1), Stamp);
        await CloseEachDayAsync(trade, new DateOnly(2024, 2, 27), new DateOnly(2024, 3, 1), Stamp);
        await CloseEachDayAsync(trade, new DateOnly(2025, 2, 27), new DateOnly(2025, 3, 1), Stamp);

        var leap = await ReadAsync(trade, new Period(new DateOnly(2024, 2, 27), new DateOnly(2024, 3, 1)), By.Day, Comparing.Year);
        var after = await ReadAsync(trade, new Period(new DateOnly(2025, 2, 27), new DateOnly(2025, 3, 1)), By.Day, Comparing.Year);
        var month = await ReadAsync(trade, new Period(new DateOnly(2025, 2, 1), new DateOnly(2025, 2, 28)), By.Day, Comparing.Year);

        leap.Select(row => row.Comparison).ShouldBe(["20230227.00", "20230228.00", "20230228.00", "20230301.00"]);
        after.Select(row => row.Comparison).ShouldBe(["20240227.00", "20240228.00", "20240301.00"]);
        month[^1].Comparison.ShouldBe("20240228.00");

        static decimal Stamp(DateOnly day) => (day.Year * 10000) + (day.Month * 100) + day.Day;
    }

    [Fact]
    public void Only_whole_months_reach_to_the_leap_day_of_the_year_before()
    {
        new Period(new DateOnly(2025, 2, 28), new DateOnly(2025, 2, 28)).YearBefore().ShouldBe(new Period(new DateOnly(2024, 2, 28), new DateOnly(2024, 2, 28)));
        new Period(new DateOnly(2025, 2, 22), new DateOnly(2025, 2, 28)).YearBefore().Days.ShouldBe(7);
        new Period(new DateOnly(2025, 2, 1), new DateOnly(2025, 2, 28)).YearBefore().Days.ShouldBe(29);
        new Period(new DateOnly(2024, 2, 1), new DateOnly(2024, 2, 29)).YearBefore().Days.ShouldBe(28);
    }

    [Theory]
    [InlineData("lifetime_value")]
    [InlineData("client_value_to_date")]
    [InlineData("lapsed_clients")]
    [InlineData("same_location_growth")]
    [InlineData("active_locations")]
    public async Task A_measure_that_looks_at_everything_for_each_period_is_not_given_for_thousands_of_days(string measure)
    {
        await using var trade = await Trade.OpenAsync();
        var (scope, tree) = (Scope.OfSystem(trade.Network), trade.Node.Get<INetworkTree>());

        var days = MeasuresRequest.Read(new MeasuresQuery { Measures = measure, From = "2016-03-01", To = "2026-02-28", By = "day", Per = "network" }, scope, tree);
        var months = MeasuresRequest.Read(new MeasuresQuery { Measures = measure, From = "2016-03-01", To = "2026-02-28", By = "month", Per = "network" }, scope, tree);

        days.Problem.ShouldNotBeNull().Code.ShouldBe("too_many_periods");
        months.Problem.ShouldBeNull();
    }

    private static async Task CloseEachDayAsync(Trade trade, DateOnly from, DateOnly to, Func<DateOnly, decimal> netSales)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            await trade.CloseAsync(trade.Berlin, day, netSales(day), visits: 1);
        }

        await trade.SettleAsync();
    }

    private static async Task<IReadOnlyList<(string Period, string? Value, string? Comparison)>> ReadAsync(Trade trade, Period period, By by, Comparing comparing)
    {
        var berlin = trade.Node.Get<INetworkTree>().Find(trade.Berlin)!;
        var request = new MeasuresRequest([Catalogue.Get("net_sales")], period, by, [berlin], "berlin", comparing, IsCsv: false);
        var answer = await trade.Node.Get<MeasuresReading>().RunAsync(Scope.OfSystem(trade.Network), request, TestContext.Current.CancellationToken);
        return [.. JsonDocument.Parse(answer.Body).RootElement.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("period").GetString()!, Text(row, "value"), Text(row, "comparison")))];
    }

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString() : null;
}
