using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

public sealed class InsightsTests(Site site)
{
    // A run learns, tries and forecasts for the whole network; the screens wait for it as people do.
    private static readonly LocatorAssertionsToBeVisibleOptions AfterARun = new() { Timeout = 120_000 };

    private string Predictions => $"/api/v2/franchise/networks/{site.Network}/predictions";

    [BrowserFact]
    public async Task What_is_asked_for_is_forecast_while_the_screen_waits_and_then_shown_as_the_interface_answers_it()
    {
        await site.PostAsync($"{Predictions}/runs", new { parts = new[] { "revenue" } });
        await using var tab = await site.OpenAsync("/insights/revenue");
        await Assertions.Expect(Heading(tab, "Where are sales heading?")).ToBeVisibleAsync(AfterARun);

        var forecast = await site.GetAsync($"{Predictions}/revenue");
        await Assertions.Expect(tab.Text(forecast.GetProperty("basis").GetProperty("sentence").GetString()!)).ToBeVisibleAsync();
        await tab.Page.Locator("#outlook").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Show as table" }).ClickAsync();
        foreach (var month in forecast.GetProperty("months").EnumerateArray())
        {
            var mean = decimal.Parse(month.GetProperty("value").GetProperty("mean").GetString()!, CultureInfo.InvariantCulture);
            await Assertions.Expect(tab.Page.Locator("#outlook").GetByRole(AriaRole.Cell, new LocatorGetByRoleOptions { Name = mean.ToString("N2", CultureInfo.InvariantCulture), Exact = true }).First).ToBeVisibleAsync();
        }
    }

    [BrowserFact]
    public async Task A_click_on_a_unit_asks_the_same_of_it_and_a_shop_stays_on_the_screen()
    {
        await using var tab = await OpenForecastAsync();
        var units = (await site.GetAsync($"{Predictions}/revenue/units?per=location")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("node")).ToList();

        await tab.Page.Locator("#units").GetByText("All shops", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await tab.ReachAsync("**per=location*");
        await tab.Page.Locator("#units").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = Name(units[0]) }).First.ClickAsync();

        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync($"What will {Name(units[0])} take?");
        tab.Page.Url.ShouldContain($"node={units[0].GetProperty("id").GetGuid()}");
    }

    [BrowserFact]
    public async Task A_version_shows_what_it_learnt_from_and_is_not_refused_without_a_reason()
    {
        await using (await OpenForecastAsync())
        {
        }

        await using var tab = await site.OpenAsync("/insights/models");
        await tab.SettleAsync();
        await tab.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Revenue, version" }).First.ClickAsync();
        var panel = tab.Page.GetByRole(AriaRole.Complementary);
        await Assertions.Expect(panel.GetByText("Learnt from", new LocatorGetByTextOptions { Exact = true })).ToBeVisibleAsync();

        await panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Refuse", Exact = true }).ClickAsync();

        await Assertions.Expect(panel.GetByLabel("Why")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    private static string Name(JsonElement node) => node.GetProperty("name").GetString()!;

    private static ILocator Heading(Tab tab, string name) => tab.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name });

    private async Task<Tab> OpenForecastAsync()
    {
        await site.PostAsync($"{Predictions}/runs", new { parts = new[] { "revenue" } });
        var tab = await site.OpenAsync("/insights/revenue");
        await Assertions.Expect(Heading(tab, "Where are sales heading?")).ToBeVisibleAsync(AfterARun);
        return tab;
    }
}
