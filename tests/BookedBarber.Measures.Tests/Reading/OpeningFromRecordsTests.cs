using BookedBarber.Measures.Reading;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Tests.Reading;

public sealed class OpeningFromRecordsTests
{
    // An import may bring the newest year first: what was held of it must not stay "young" when the older years arrive.
    [Fact]
    public async Task Older_records_make_a_shop_without_an_opening_day_older_although_the_period_itself_did_not_change()
    {
        await using var trade = await Trade.OpenAsync();
        var february = new Period(new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28));
        var older = new DateOnly(2024, 1, 10);
        var figures = trade.Node.Get<LocationFiguresCache>();
        await trade.CloseAsync(trade.Tokyo, february.From, 100, 1, "JPY");
        await trade.SettleAsync();
        (await OpenSinceAsync()).ShouldBe(february.From);

        await trade.CloseAsync(trade.Tokyo, older, 100, 1, "JPY");
        await trade.SettleAsync();
        figures.Drop(trade.Network, new Period(older, older)); // what the feed's listener does when the day has settled

        (await OpenSinceAsync()).ShouldBe(new DateOnly(2024, 1, 1));

        async Task<DateOnly?> OpenSinceAsync() => (await figures.GetAsync(trade.Node.Database, trade.Network, february, TestContext.Current.CancellationToken)).Locations[trade.Tokyo.Value].OpenSince;
    }
}
