using System.Net.Http.Json;
using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

public sealed class ShopTests(Site site)
{
    [BrowserFact]
    public async Task A_sale_rung_up_elsewhere_shows_on_the_live_tape_without_a_reload()
    {
        await using var tab = await site.OpenAsync();
        await tab.SettleAsync();
        await tab.Text("Live").WaitForAsync();

        await SellAsync("Browser cut", 71.25m);

        await Assertions.Expect(tab.Page.Locator("#tape")).ToContainTextAsync("$71.25", new LocatorAssertionsToContainTextOptions { Timeout = 10_000 });
        await Assertions.Expect(tab.Page.Locator("#tape")).ToContainTextAsync(site.Shops[0].Name);
    }

    [BrowserFact]
    public async Task A_sale_shows_in_the_till_of_its_shop_as_it_happens_and_opens_with_its_lines()
    {
        await using var tab = await site.OpenAsync($"/shops/{site.Shops[0].Id}");
        await tab.SettleAsync();
        await tab.Text("Live").WaitForAsync();

        await SellAsync("Hot towel shave", 83.5m);

        var sale = tab.Page.Locator("#till").GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = "$83.50" });
        await sale.ClickAsync(new LocatorClickOptions { Timeout = 10_000 });
        var panel = tab.Page.GetByRole(AriaRole.Complementary, new PageGetByRoleOptions { Name = "Sale" });
        await Assertions.Expect(panel).ToContainTextAsync("Hot towel shave");
        await Assertions.Expect(panel).ToContainTextAsync("Paid, card");
        await tab.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(panel).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_day_of_the_past_shows_its_bookings_its_till_and_every_measure()
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-4).ToString("yyyy-MM-dd");
        var answer = await site.GetAsync($"/api/v2/franchise/locations/{site.Shops[0].Id}/day?date={day}");
        await using var tab = await site.OpenAsync($"/shops/{site.Shops[0].Id}?date={day}");
        await tab.SettleAsync();

        var sales = answer.GetProperty("sales").GetArrayLength();
        await Assertions.Expect(tab.Page.Locator("#till li")).ToHaveCountAsync(sales);
        (await tab.Page.Locator("#measures [role=row]").CountAsync()).ShouldBeGreaterThan(10);
    }

    private async Task SellAsync(string item, decimal price)
    {
        var text = price.ToString("0.00");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Url, $"/api/v2/franchise/locations/{site.Shops[0].Id}/sales"))
        {
            Content = JsonContent.Create(new { lines = new[] { new { kind = "service", name = item, amount = text } }, payments = new[] { new { method = "card", amount = text } }, total = text }),
        };
        request.Headers.Add("Idempotency-Key", $"browser {item}");
        using var answer = await site.Api.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
