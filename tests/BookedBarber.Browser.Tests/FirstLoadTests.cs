using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

/// <summary>What a reader waits for, and what is left without a connection.</summary>
public sealed class FirstLoadTests(Site site)
{
    [BrowserFact]
    public async Task The_first_page_asks_for_neither_charts_nor_the_API_reference()
    {
        using var client = new HttpClient { BaseAddress = site.Url };

        var page = await client.GetStringAsync("/", TestContext.Current.CancellationToken);

        page.ShouldContain("/assets/index-");
        page.ShouldNotContain("charts-");
        page.ShouldNotContain("/reference/");
    }

    [BrowserFact]
    public async Task The_app_opens_without_a_connection_and_says_so()
    {
        await using var tab = await site.OpenInstalledAsync("/settings");
        await tab.SettleAsync();
        await tab.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");

        await tab.Page.Context.SetOfflineAsync(true);
        await tab.Page.ReloadAsync();

        await Assertions.Expect(tab.Text("You are offline")).ToBeVisibleAsync();
    }
}
