using BookedBarber.Records.Contracts;

namespace BookedBarber.Records.Tests;

/// <summary>An instant belongs to the local day of the location.</summary>
public sealed class BusinessDayTests : IAsyncLifetime
{
    private Shop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await Shop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Theory]
    [InlineData("America/New_York", "2026-01-15T23:59:00-05:00", "2026-01-15")]
    [InlineData("America/New_York", "2026-01-16T00:01:00-05:00", "2026-01-16")]
    [InlineData("America/New_York", "2025-03-09T06:59:59Z", "2025-03-09")] // a second before the clocks jump
    [InlineData("America/New_York", "2025-11-02T03:59:59Z", "2025-11-01")]
    [InlineData("Australia/Lord_Howe", "2025-10-04T13:29:00Z", "2025-10-04")] // half an hour of summer time: 23:59 in winter
    [InlineData("Australia/Lord_Howe", "2025-10-04T13:30:00Z", "2025-10-05")]
    [InlineData("Australia/Lord_Howe", "2025-10-05T12:59:00Z", "2025-10-05")] // and 23:59 on the first day of summer
    [InlineData("Australia/Lord_Howe", "2025-10-05T13:00:00Z", "2025-10-06")]
    [InlineData("Pacific/Kiritimati", "2025-12-31T10:00:00Z", "2026-01-01")]
    public async Task A_sale_counts_into_the_local_day(string zone, string instant, string day)
    {
        var location = Shop.Location(_shop.Network, zone);

        await _shop.WriteOneAsync(A.Plain(A.Line(SaleLineKind.Service, 1)) with { OccurredAt = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture) }, location: location);

        (await _shop.ReadAsync<DateOnly>("select business_day from records.sale")).ToString("O").ShouldBe(day);
    }

    [Fact]
    public async Task A_shop_that_closes_after_midnight_may_count_a_sale_into_the_day_before()
    {
        var sale = A.Plain(A.Line(SaleLineKind.Service, 1)) with { OccurredAt = new(2026, 3, 1, 0, 30, 0, TimeSpan.FromHours(-5)), BusinessDay = new DateOnly(2026, 2, 28) };

        (await _shop.WriteOneAsync(sale)).State.ShouldBe(WriteState.Created);
        (await _shop.ReadAsync<DateOnly>("select business_day from records.sale")).ShouldBe(new DateOnly(2026, 2, 28));
    }
}
