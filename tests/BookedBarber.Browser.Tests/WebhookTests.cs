using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

public sealed class WebhookTests(Site site)
{
    [BrowserFact]
    public async Task A_webhook_shows_its_secret_once_then_its_page_and_goes_after_a_question()
    {
        await using var tab = await site.OpenAsync("/integrations/webhooks?open=new");
        await tab.SettleAsync();
        var panel = tab.Page.GetByRole(AriaRole.Complementary);
        await panel.GetByLabel("Address").FillAsync("https://warehouse.example.test/events");
        await panel.GetByLabel("What it is for").FillAsync("Warehouse of the browser test");
        await panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Make a webhook" }).ClickAsync();
        (await tab.Page.GetByTestId("webhook-secret").InnerTextAsync()).ShouldStartWith("whsec_");
        await tab.Button("I have copied it").ClickAsync();

        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Warehouse of the browser test" })).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.GetByTestId("webhook-secret")).ToHaveCountAsync(0);
        await tab.Button("Pause").ClickAsync();
        await Assertions.Expect(tab.Button("Resume")).ToBeVisibleAsync();
        await tab.Button("Undo").ClickAsync();
        await Assertions.Expect(tab.Button("Pause")).ToBeVisibleAsync();

        await tab.Page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = "Set-up" }).ClickAsync();
        await tab.Button("Remove the webhook").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Remove the webhook" }).ClickAsync();

        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Outgoing webhooks" })).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.GetByText("Warehouse of the browser test")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task What_the_server_refuses_of_an_address_stands_at_its_field()
    {
        await using var tab = await site.OpenAsync("/integrations/webhooks?open=new");
        await tab.SettleAsync();
        var panel = tab.Page.GetByRole(AriaRole.Complementary);
        await panel.GetByLabel("Address").FillAsync("https://10.0.0.7/events");

        await panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Make a webhook" }).ClickAsync();

        await Assertions.Expect(panel.GetByLabel("Address")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [BrowserFact]
    public async Task A_barber_finds_no_way_to_connections()
    {
        await using var tab = await site.OpenAsAsync(Site.Barber, "/settings");
        await tab.SettleAsync();

        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Settings" }).First).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Connections" })).ToHaveCountAsync(0);
    }
}
