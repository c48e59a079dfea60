using BookedBarber.Predictions.Features.ReadClients;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Nightly.Clients;
using BookedBarber.Predictions.Web;

namespace BookedBarber.Predictions.Tests.Platform;

public sealed class ClientOutlookTests
{
    private static readonly ClientQuestion Lapsed = new(new VisibleLocations((IReadOnlyList<Guid>?)null), "lapsed", null, null, "risk");
    private static readonly ClientQuestion All = Lapsed with { State = "all" };
    private static readonly Paging Everything = new(200, 0);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_stays_away_beyond_twice_the_own_rhythm_is_lapsed_and_likelier_not_to_come()
    {
        await using var chain = await Chain.OpenAsync(2);
        await chain.SellAsync([.. Regulars(0, 60, lastWeeksAgo: 1), .. Regulars(1, 60, lastWeeksAgo: 20)]);

        await chain.RunAsync(ClientsPart.PartName);

        var reader = chain.Get<ClientRiskReader>();
        var lapsed = await reader.ListAsync(chain.Network, Lapsed, Everything, Ct);
        lapsed.Count.ShouldBe(60);
        lapsed.ShouldAllBe(client => client.LocationId == chain.Shops[1].Value && client.Step == "personal_call" && client.UsualGapDays == 28);
        var all = await reader.ListAsync(chain.Network, All, Everything, Ct);
        all.Where(client => !client.IsLapsed).Max(client => client.NoVisit).ShouldBeLessThan(lapsed.Min(client => client.NoVisit));
        all.ShouldAllBe(client => client.ValueToDate > 0 && client.Reason.Length > 10);
    }

    [Fact]
    public async Task The_version_of_the_model_is_tried_on_earlier_days_of_the_same_clients()
    {
        await using var chain = await Chain.OpenAsync(2);
        await chain.SellAsync([.. Regulars(0, 150, lastWeeksAgo: 1), .. Regulars(1, 150, lastWeeksAgo: 16)]);

        await chain.RunAsync(ClientsPart.PartName);

        var model = (await chain.ReadAsync<ModelVersion>($"select {ModelVersion.Columns} from predictions.model where kind = 'clients' and state = 'at_work'")).ShouldHaveSingleItem();
        model.Backtest.Origins.Count.ShouldBe(3);
        model.Backtest.Metric.ShouldBe("brier");
        model.DataCounts["clients"].ShouldBe(300);
        model.Calibration.Bins.Sum(bin => bin.Cases).ShouldBe((int)model.DataCounts["judged"]);
    }

    [Fact]
    public async Task Clients_that_the_records_no_longer_show_are_forgotten()
    {
        await using var chain = await Chain.OpenAsync(2);
        await chain.SellAsync([.. Regulars(0, 30, lastWeeksAgo: 1)]);
        await chain.RunAsync(ClientsPart.PartName);
        await chain.WriteAsync("update records.sale set client_id = null where client_id = @Gone", new { Gone = Chain.Person("client 0/7") });

        await chain.RunAsync(ClientsPart.PartName);

        var left = await chain.Get<ClientRiskReader>().ListAsync(chain.Network, All, Everything, Ct);
        left.Count.ShouldBe(29);
        left.ShouldNotContain(client => client.ClientId == Chain.Person("client 0/7"));
    }

    // Every four weeks, begun at different times, and then no more.
    private static IEnumerable<Chain.Sale> Regulars(int shop, int clients, int lastWeeksAgo) =>
        from client in Enumerable.Range(0, clients)
        from visit in Enumerable.Range(0, 8 + (client % 5))
        select new Chain.Sale(shop, Chain.Today.AddDays(-(7 * lastWeeksAgo) - (client % 7) - (28 * visit)), $"client {shop}/{client}", "Haircut", 30 + (client % 10));
}
