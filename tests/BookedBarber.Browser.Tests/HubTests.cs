using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

/// <summary>The whole hub as a person uses it: three systems of three kinds are connected, and what is rung up there is on the live board here.</summary>
public sealed class HubTests(HubSite site) : IClassFixture<HubSite>
{
    private const decimal Posted = 30m;

    [BrowserFact]
    public async Task Three_systems_are_connected_and_what_is_rung_up_there_is_on_the_live_board_without_a_reload()
    {
        await using var tab = await site.OpenAsync("/integrations");
        await tab.SettleAsync();
        tab.MayGoTo(site.UrlOf("square"));
        var places = await site.ObjectsAsync("square", "locations");
        var (place, placeName) = (places[0].GetProperty("id").GetString()!, places[0].GetProperty("name").GetString()!);

        var square = await ConnectByConsentAsync(tab);
        await MatchAsync(tab, placeName, site.Shops[0].Name, places.Count);
        await ConnectByKeyAsync(tab);
        var (address, secret) = await ConnectByWebhookAsync(tab, site.Shops[1].Name);
        await site.HearsOfAsync("square", square);
        await site.IsReadAsync(square);

        await using var board = await site.OpenAsync("/");
        await board.SettleAsync();
        await board.Text("Live").WaitForAsync();
        await board.Page.EvaluateAsync("() => { window.stillTheSamePage = true; }");
        var before = await TodayAsync();
        var today = board.Page.Locator("section[aria-labelledby=today-title]");
        await Assertions.Expect(Figure(today, "Net sales")).ToHaveTextAsync(Whole(before.Sales));

        var rung = (await site.SteerAsync("square", "sale", new { location = place, count = 1 })).GetProperty("sales")[0];
        await site.PostSaleAsync(address, secret, "browser-1", Posted);

        var order = (await site.ObjectsAsync("square", "orders")).Single(one => one.GetProperty("id").GetString() == rung.GetProperty("orderId").GetString());
        var sales = before.Sales + Posted + ((Cents(order, "total_money") - Cents(order, "total_tax_money") - Cents(order, "total_tip_money")) / 100m);
        await Assertions.Expect(Figure(today, "Net sales")).ToHaveTextAsync(Whole(sales), new LocatorAssertionsToHaveTextOptions { Timeout = 15_000 });
        await Assertions.Expect(Figure(today, "Visits")).ToHaveTextAsync((before.Visits + 2).ToString("N0", CultureInfo.InvariantCulture));
        var tape = board.Page.Locator("#tape li");
        await Assertions.Expect(tape.Filter(new LocatorFilterOptions { HasText = site.Shops[0].Name }).First).ToContainTextAsync($"${Cents(order, "total_money") / 100m:N2}");
        await Assertions.Expect(tape.Filter(new LocatorFilterOptions { HasText = site.Shops[1].Name }).First).ToContainTextAsync("$30.00");
        (await board.Page.EvaluateAsync<bool>("() => window.stillTheSamePage === true")).ShouldBeTrue();
        await HubSite.UntilAsync(async () => await TodayAsync() is var told && told == (sales, before.Visits + 2) ? null : $"{told}"); // answers follow the board

        await tab.GoAsync("/integrations");
        foreach (var name in new[] { "Square", "Twilio", "Any webhook" })
        {
            await Assertions.Expect(tab.Page.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = name }).First).ToContainTextAsync("Works");
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Looks), MemberType = typeof(Screen))]
    public async Task Every_part_of_a_connection_is_clean(int width, bool dark)
    {
        await using var connections = await site.SomeConnectionsAsync();
        var (works, waits, posts) = (connections.OfTwilio, connections.WithoutConsent, connections.OfWebhook);
        var faults = new List<string>();
        await using var tab = await site.OpenAsync("/integrations", width, dark);
        foreach (var path in new[] { "overview", "places", "mapping", "errors", "conflicts", "pushes", "comparisons", "messages", "access" }.Select(part => $"/integrations/{works}?tab={part}")
            .Concat(["/integrations", $"/integrations/{waits}", $"/integrations/{posts}?tab=messages", $"/integrations/{posts}?tab=access", "/integrations/access"]))
        {
            await tab.GoAsync(path);
            faults.AddRange(await Screen.FaultsInBothSchemesAsync(tab, path));
        }

        faults.ShouldBeEmpty();
    }

    // The vendor's own page, where a person agrees.
    private static async Task<Guid> ConnectByConsentAsync(Tab tab)
    {
        await StartAsync(tab, "square");
        await tab.Button("Go to Square").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Connect to Square" }).WaitForAsync();
        await tab.Button("Approve").ClickAsync();
        await tab.ReachAsync("**/integrations/*outcome=connected*");
        await Assertions.Expect(tab.Text("Square is connected and its first reading has begun.")).ToBeVisibleAsync();
        return IdOf(tab);
    }

    // Only one of the vendor's places is ours; the others are said to be none.
    private static async Task MatchAsync(Tab tab, string place, string shop, int places)
    {
        await tab.Button("Match its places").ClickAsync();
        var rows = tab.Page.GetByRole(AriaRole.List, new PageGetByRoleOptions { Name = "Places" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(rows).ToHaveCountAsync(places, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
        for (var i = 0; i < places; i++)
        {
            var row = rows.Nth(i);
            if (await row.Filter(new LocatorFilterOptions { HasText = place }).CountAsync() == 0)
            {
                await row.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Not ours" }).ClickAsync();
                continue;
            }

            await row.GetByRole(AriaRole.Combobox).ClickAsync();
            await tab.Page.GetByRole(AriaRole.Option).Filter(new LocatorFilterOptions { HasText = shop }).ClickAsync();
        }

        await tab.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Save {places} match" }).ClickAsync();
        await tab.Text("Places are matched").WaitForAsync();
    }

    private async Task ConnectByKeyAsync(Tab tab)
    {
        await StartAsync(tab, "twilio");
        await tab.Page.GetByLabel("Account SID").FillAsync(site.Twilio.Account);
        await tab.Page.GetByLabel("Auth token").FillAsync(site.Twilio.Token);
        await tab.Button("Connect Twilio").ClickAsync();
        await Assertions.Expect(tab.Text("Twilio is connected and its first reading has begun.")).ToBeVisibleAsync();
        await tab.Button("Test").ClickAsync();
        await Assertions.Expect(tab.Text("Twilio answered as it should")).ToBeVisibleAsync();
    }

    private async Task<(string Address, string Secret)> ConnectByWebhookAsync(Tab tab, string shop)
    {
        await tab.GoAsync("/integrations/connect?vendor=generic-webhook");
        await tab.Button("Next").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "For" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Option).Filter(new LocatorFilterOptions { HasText = shop }).ClickAsync();
        await tab.Button("Next").ClickAsync();
        await tab.Button("Connect Any webhook").ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Any webhook", Exact = true })).ToBeVisibleAsync();
        await tab.Page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = "Messages in" }).ClickAsync();
        await tab.Button("Make a secret").ClickAsync();
        var secret = await tab.Page.GetByTestId("hook-secret").InnerTextAsync();
        var address = await tab.Page.GetByTestId("hook-address").InnerTextAsync();
        await tab.Button("I have copied it").ClickAsync();
        await Assertions.Expect(tab.Page.GetByTestId("hook-secret")).ToHaveCountAsync(0);
        address.ShouldStartWith(site.Url.AbsoluteUri);
        return (address, secret);
    }

    private static async Task StartAsync(Tab tab, string vendor)
    {
        await tab.GoAsync($"/integrations/connect?vendor={vendor}");
        await tab.Button("Next").ClickAsync();
        await tab.Button("Next").ClickAsync();
    }

    private static Guid IdOf(Tab tab) => Guid.Parse(new Uri(tab.Page.Url).Segments[^1].Trim('/'));

    private static ILocator Figure(ILocator today, string name) => today.Locator("div").Filter(new LocatorFilterOptions { Has = today.Page.GetByText(name, new PageGetByTextOptions { Exact = true }) }).Last.Locator("b").First;

    private static string Whole(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"${Math.Round(amount, MidpointRounding.AwayFromZero):N0}");

    private static decimal Cents(JsonElement order, string money) => order.TryGetProperty(money, out var amount) ? amount.GetProperty("amount").GetDecimal() : 0;

    // Of each shop by itself, as the board sums them: between two midnights they are not all at the same day.
    private async Task<(decimal Sales, int Visits)> TodayAsync()
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-12)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture); // any; "live" is of today
        var (sales, visits) = (0m, 0);
        foreach (var shop in site.Shops)
        {
            var live = (await site.PostAsync("/api/v2/franchise-ai/network/dashboard", new { networkId = site.Network, nodeId = shop.Id, from = day, to = day, compare = "none" })).GetProperty("live");
            sales += decimal.Parse(live.GetProperty("netSales").GetString()!, CultureInfo.InvariantCulture);
            visits += live.GetProperty("visits").GetInt32();
        }

        return (sales, visits);
    }
}
