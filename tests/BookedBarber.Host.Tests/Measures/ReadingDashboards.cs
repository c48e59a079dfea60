using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Measures;

public sealed class ReadingDashboards(SharedApp shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v2/franchise-ai/network/dashboard")]
    [InlineData("/franchise-ai/network/dashboard")]
    public async Task The_dashboard_shows_figures_trend_bands_regions_and_sentences(string path)
    {
        var figures = await Figures.OpenAsync(shared.App);
        using var client = await figures.App.SignInAsync(Role.Executive, NodeId.Root(figures.Town.Network));

        var dashboard = await Figures.JsonAsync(await client.PostAsJsonAsync(path, new { networkId = figures.Town.Network, from = "2025-03-01", to = "2025-03-31", compare = "year" }, Token));

        var netSales = dashboard.GetProperty("figures")[0];
        (netSales.GetProperty("measure").GetString(), netSales.GetProperty("value").GetString(), netSales.GetProperty("comparison").GetString(), netSales.GetProperty("change").GetString())
            .ShouldBe(("net_sales", "18978.00", "18990.00", "-0.0006"));
        dashboard.GetProperty("trend").GetArrayLength().ShouldBe(31);
        dashboard.GetProperty("trend").EnumerateArray().Sum(point => Money(point, "netSales")).ShouldBe(18978m);
        dashboard.GetProperty("regions").EnumerateArray().Sum(region => Money(region, "netSales")).ShouldBe(18978m);
        dashboard.GetProperty("bands").GetProperty("peerGroups")[0].GetProperty("placedBy").GetString().ShouldBe("targets");
        dashboard.GetProperty("bands").GetProperty("counts").GetProperty("average").GetInt32().ShouldBe(3);
        dashboard.GetProperty("sentences")[0].GetString().ShouldBe("Net sales in March 2025 are $18,978, 0.1% below the same days last year.");
        dashboard.GetProperty("projection").ValueKind.ShouldBe(JsonValueKind.Null);
        dashboard.GetProperty("live").GetProperty("locationsOpen").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Another_networks_id_and_a_branch_of_others_are_answered_like_what_does_not_exist()
    {
        var figures = await Figures.OpenAsync(shared.App);
        var other = await Town.BuildAsync(figures.App, "other");
        using var owner = await figures.App.SignInAsync(Role.Owner, figures.Town.Group);

        async Task<HttpStatusCode> AskAsync(NetworkId network, NodeId? node) =>
            (await owner.PostAsJsonAsync("/api/v2/franchise-ai/network/dashboard", new { networkId = network, nodeId = node, from = "2025-03-01", to = "2025-03-31" }, Token)).StatusCode;

        (await AskAsync(other.Network, null)).ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(new NetworkId(Guid.Parse("00000000-0000-7000-8000-000000000001")), null)).ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(figures.Town.Network, figures.Town.Harbor)).ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(figures.Town.Network, null)).ShouldBe(HttpStatusCode.OK);
        using var barber = await figures.App.SignInAsync(Role.Barber, figures.Town.Main);
        (await barber.PostAsJsonAsync("/api/v2/franchise-ai/network/dashboard", new { networkId = figures.Town.Network, from = "2025-03-01", to = "2025-03-31" }, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_snapshot_shows_each_measure_with_drivers_that_sum_to_its_change()
    {
        var figures = await Figures.OpenAsync(shared.App);
        await figures.WriteAsync("update records.daily_close set net_sales = net_sales * 1.5, visits = 12 where network_id = @Network and location_id = @Main and business_day between '2025-03-01' and '2025-03-31'");
        await figures.SettleAsync();
        using var manager = await figures.App.SignInAsync(Role.LocationManager, figures.Town.Main);

        var snapshot = await Figures.JsonAsync(await manager.GetAsync($"/api/v2/franchise/locations/{figures.Town.Main}/snapshot?from=2025-03-01&to=2025-03-31", Token));

        snapshot.GetProperty("band").GetString().ShouldBe("elite");
        var measures = snapshot.GetProperty("measures").EnumerateArray().ToDictionary(measure => measure.GetProperty("measure").GetString()!);
        var netSales = measures["net_sales"];
        var change = Money(netSales, "value") - Money(netSales, "comparison");
        change.ShouldBe((3226m * 1.5m) - 3230m);
        netSales.GetProperty("drivers").EnumerateArray().Where(driver => driver.GetProperty("name").GetString()!.StartsWith("by_factor", StringComparison.Ordinal)).Sum(driver => Money(driver, "effect")).ShouldBe(change);
        netSales.GetProperty("drivers").EnumerateArray().Where(driver => driver.GetProperty("name").GetString()!.StartsWith("by_source", StringComparison.Ordinal)).Sum(driver => Money(driver, "effect")).ShouldBe(change);
        netSales.GetProperty("trend").GetArrayLength().ShouldBe(13);
        (await manager.GetAsync($"/api/v2/franchise/locations/{figures.Town.Side}/snapshot?from=2025-03-01&to=2025-03-31", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_target_is_set_shown_and_taken_in_proportion_to_the_days()
    {
        var figures = await Figures.OpenAsync(shared.App);
        using var owner = await figures.App.SignInAsync(Role.Owner, figures.Town.Group);
        var path = $"/api/v2/franchise/networks/{figures.Town.Network}/targets";

        (await owner.PutAsJsonAsync(path, new { measure = "net_sales", nodeId = figures.Town.Main, value = "3100.00", from = "2025-01-01" }, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await owner.PutAsJsonAsync(path, new { measure = "no_show_rate", nodeId = figures.Town.Group, value = "5", from = "2025-01-01" }, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await owner.PutAsJsonAsync(path, new { measure = "net_sales", nodeId = figures.Town.Harbor, value = "1" }, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await owner.PutAsJsonAsync(path, new { measure = "net_sales", nodeId = figures.Town.Main, value = "-1" }, Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await Figures.JsonAsync(await owner.GetAsync(path, Token))).GetProperty("items").GetArrayLength().ShouldBe(2);
        var snapshot = await Figures.JsonAsync(await owner.GetAsync($"/api/v2/franchise/locations/{figures.Town.Main}/snapshot?from=2025-03-01&to=2025-03-10", Token));
        var targets = snapshot.GetProperty("measures").EnumerateArray().ToDictionary(measure => measure.GetProperty("measure").GetString()!, measure => measure.GetProperty("target").GetString());
        (targets["net_sales"], targets["no_show_rate"], targets["visits"]).ShouldBe(("1000.00", "5.0000", null));
    }

    [Fact]
    public async Task Same_location_growth_lists_what_is_left_out_and_why()
    {
        var figures = await Figures.OpenAsync(shared.App);
        await figures.WriteAsync("delete from records.daily_close where network_id = @Network and location_id = @Side and business_day between '2024-03-01' and '2024-03-31'");
        await figures.SettleAsync();
        using var client = await figures.App.SignInAsync(Role.Executive, NodeId.Root(figures.Town.Network));

        var growth = await Figures.JsonAsync(await client.GetAsync($"/api/v2/franchise/networks/{figures.Town.Network}/same-location?from=2025-03-01&to=2025-03-31", Token));

        growth.GetProperty("included").GetArrayLength().ShouldBe(2);
        growth.GetProperty("excluded")[0].GetProperty("reason").GetString().ShouldBe("no_sales_in_prior_period");
    }

    private static decimal Money(JsonElement item, string name) => decimal.Parse(item.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
