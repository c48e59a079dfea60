using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

public sealed class DashboardTests(Site site)
{
    [BrowserFact]
    public async Task The_first_screen_shows_the_figures_that_the_interface_answers()
    {
        var (from, to) = LastFourWeeks();
        await using var tab = await site.OpenAsync($"/?from={from}&to={to}");
        await tab.SettleAsync();

        var answer = await site.PostAsync("/api/v2/franchise-ai/network/dashboard", new { networkId = site.Network, from, to, compare = "year" });

        var sales = Figure(answer, "net_sales");
        await Assertions.Expect(tab.Page.GetByTitle(string.Create(CultureInfo.InvariantCulture, $"${sales:N2}"), new PageGetByTitleOptions { Exact = true }).First).ToBeVisibleAsync();
        foreach (var sentence in answer.GetProperty("sentences").EnumerateArray())
        {
            await Assertions.Expect(tab.Text(sentence.GetString()!)).ToBeVisibleAsync();
        }
    }

    [BrowserFact]
    public async Task From_the_network_a_click_leads_to_a_region_and_another_to_a_shop()
    {
        var (from, to) = LastFourWeeks();
        var dashboard = await site.PostAsync("/api/v2/franchise-ai/network/dashboard", new { networkId = site.Network, from, to, compare = "year" });
        // Other tests add units that have no shops yet.
        var region = dashboard.GetProperty("regions").EnumerateArray().First(unit => unit.GetProperty("locations").GetInt32() > 0).GetProperty("name").GetString()!;
        await using var tab = await site.OpenAsync();
        await tab.SettleAsync();

        await tab.Page.Locator("#regions li a").Filter(new LocatorFilterOptions { HasText = region }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync(region);
        await tab.SettleAsync();
        await tab.Page.Locator("#shops li a").First.ClickAsync();

        await tab.ReachAsync("**/shops/*");
        await Assertions.Expect(tab.Page.Locator("#timeline")).ToBeVisibleAsync();
        var path = tab.Page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Place in the network" });
        await Assertions.Expect(path).ToContainTextAsync(region);
    }

    [BrowserFact]
    public async Task A_copied_address_opens_the_same_view_for_somebody_else()
    {
        await using var tab = await site.OpenAsync("/shops");
        await tab.SettleAsync();
        await tab.Page.GetByPlaceholder("Find a shop by name or code").FillAsync(site.Shops[0].Code);
        await tab.ReachAsync("**q=*");
        await tab.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = site.Shops[0].Name }).First.ClickAsync();
        await tab.ReachAsync("**open=*");
        await tab.Page.Locator("aside h2").WaitForAsync();

        await using var other = await site.OpenAsync(new Uri(tab.Page.Url).PathAndQuery);

        await Assertions.Expect(other.Page.Locator("aside h2")).ToHaveTextAsync(site.Shops[0].Name);
        await Assertions.Expect(other.Page.GetByPlaceholder("Find a shop by name or code")).ToHaveValueAsync(site.Shops[0].Code);
        await other.Page.GoBackAsync();
    }

    private static (string From, string To) LastFourWeeks()
    {
        var to = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-2);
        return (Text(to.AddDays(-27)), Text(to));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static decimal Figure(JsonElement dashboard, string measure) => decimal.Parse(
        dashboard.GetProperty("figures").EnumerateArray().Single(figure => figure.GetProperty("measure").GetString() == measure).GetProperty("value").GetString()!,
        CultureInfo.InvariantCulture);
}
