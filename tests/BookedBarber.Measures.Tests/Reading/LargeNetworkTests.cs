using System.Globalization;
using System.Text.Json;
using BookedBarber.Measures.Caching;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Features;
using BookedBarber.Measures.Features.ReadAhead;
using BookedBarber.Measures.Features.ReadMeasures;
using BookedBarber.Measures.Features.ReadSnapshot;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Tests.Reading;

/// <summary>In large networks the figures of all locations together may be some seconds old; what is made of them must not stay so.</summary>
public sealed class LargeNetworkTests
{
    private static readonly Period Day = new(new DateOnly(2026, 2, 20), new DateOnly(2026, 2, 20));

    [Fact]
    public async Task An_answer_made_from_figures_of_before_a_change_is_made_again_within_fifteen_seconds()
    {
        await using var trade = await LargeAsync();
        await trade.CloseAsync(trade.Berlin, Day.From.AddYears(-1), 50, 2);
        await trade.CloseAsync(trade.Berlin, Day.From, 50, 2);
        await trade.SettleAsync();
        (await NetSalesAsync(trade)).ShouldBe("50.00");
        (await GrowthAsync(trade)).ShouldBe("0.0000");

        await trade.CloseAsync(trade.Berlin, Day.From, 100, 2);
        await trade.SettleAsync();
        trade.Node.Get<AnswerCache>().Drop(trade.Network, Day, new HashSet<Guid> { trade.Berlin.Value, trade.North.Value, trade.Root.Value });
        trade.Node.Get<LocationFiguresCache>().Drop(trade.Network, Day, new HashSet<Guid> { trade.Berlin.Value });
        trade.Clock.Advance(TimeSpan.FromSeconds(1));
        await NetSalesAsync(trade);
        await GrowthAsync(trade);
        trade.Clock.Advance(TimeSpan.FromSeconds(14));

        (await NetSalesAsync(trade)).ShouldBe("100.00");
        (await GrowthAsync(trade)).ShouldBe("100.0000");
    }

    [Fact]
    public async Task What_the_app_opens_with_is_read_before_somebody_asks_and_again_when_a_day_has_begun()
    {
        await using var trade = await LargeAsync();
        var (ahead, figures) = (trade.Node.Get<FiguresAhead>(), trade.Node.Get<LocationFiguresCache>());

        await ahead.RunOnceAsync(TestContext.Current.CancellationToken);
        await ShouldBeThereAsync(Trade.Today);
        trade.Clock.Advance(TimeSpan.FromDays(1));
        await ahead.RunOnceAsync(TestContext.Current.CancellationToken);
        await ShouldBeThereAsync(Trade.Today.AddDays(1));

        async Task ShouldBeThereAsync(DateOnly today)
        {
            foreach (var period in new[] { new Period(today.AddDays(-27), today), new Period(today.AddDays(-27), today.AddDays(-1)) })
            {
                // Without a database only what is held can be given.
                (await figures.GetAsync(null!, trade.Network, period, TestContext.Current.CancellationToken)).Locations.Count.ShouldBe(504);
                (await figures.GetAsync(null!, trade.Network, period.YearBefore(), TestContext.Current.CancellationToken)).Locations.Count.ShouldBe(504);
            }
        }
    }

    private static async Task<Trade> LargeAsync()
    {
        var trade = await Trade.OpenAsync();
        var shops = Enumerable.Range(0, 500).Select(shop => new NewNode(NodeKind.Location, string.Create(CultureInfo.InvariantCulture, $"X{shop}"), "Shop", "S", OpenedOn: new DateOnly(2020, 1, 1)));
        (await trade.Node.Get<INetworkEditor>().UpsertNodesAsync(Scope.OfSystem(trade.Network), [.. shops], TestContext.Current.CancellationToken)).Problem.ShouldBeNull();
        return trade;
    }

    private static async Task<string?> NetSalesAsync(Trade trade)
    {
        var berlin = trade.Node.Get<INetworkTree>().Find(trade.Berlin)!;
        var answer = await trade.Node.Get<SnapshotReading>().RunAsync(Scope.OfSystem(trade.Network), berlin, Day, Comparing.Year, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(answer.Body).RootElement.GetProperty("measures").EnumerateArray().Single(measure => measure.GetProperty("measure").GetString() == "net_sales").GetProperty("value").GetString();
    }

    private static async Task<string?> GrowthAsync(Trade trade)
    {
        var root = trade.Node.Get<INetworkTree>().Find(trade.Root)!;
        var request = new MeasuresRequest([Catalogue.Get("same_location_growth")], Day, By.Total, [root], "root", Comparing.None, IsCsv: false);
        var answer = await trade.Node.Get<MeasuresReading>().RunAsync(Scope.OfSystem(trade.Network), request, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(answer.Body).RootElement.GetProperty("rows")[0].GetProperty("value").GetString();
    }
}
