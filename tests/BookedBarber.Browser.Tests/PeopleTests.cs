using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

public sealed class PeopleTests(Site site)
{
    [BrowserFact]
    public async Task A_role_that_was_granted_can_be_taken_back_with_undo()
    {
        var shop = site.Shops[0].Name;
        await using var tab = await site.OpenAsync("/people");
        await tab.SettleAsync();
        await tab.Page.GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = "support@" }).ClickAsync();
        var panel = tab.Page.GetByRole(AriaRole.Complementary);
        await panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Add a role" }).ClickAsync();

        await panel.GetByRole(AriaRole.Combobox, new LocatorGetByRoleOptions { Name = "Role" }).Or(panel.GetByLabel("Role", new LocatorGetByLabelOptions { Exact = true })).First.ClickAsync();
        await tab.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "Shop manager" }).ClickAsync();
        await panel.GetByLabel("Where").First.FillAsync(shop);
        await tab.Page.GetByRole(AriaRole.Option).Filter(new LocatorFilterOptions { HasText = shop }).First.ClickAsync();
        await panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Give the role" }).ClickAsync();

        await Assertions.Expect(panel.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = "Shop manager" })).ToBeVisibleAsync();
        await tab.Button("Undo").ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = "Shop manager" })).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task What_the_server_refuses_stands_at_its_field()
    {
        await using var tab = await site.OpenAsync("/people?open=new");
        await tab.SettleAsync();
        var panel = tab.Page.GetByRole(AriaRole.Complementary);
        await panel.GetByLabel("Name").FillAsync("Sam Field");
        await panel.GetByLabel("E-mail").FillAsync("sam.field@example.test");
        await panel.GetByLabel("First password").First.FillAsync("short");
        await panel.GetByLabel("Role", new LocatorGetByLabelOptions { Exact = true }).First.ClickAsync();
        await tab.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "Barber" }).ClickAsync();
        await panel.GetByLabel("Where").First.FillAsync(site.Shops[0].Name);
        await tab.Page.GetByRole(AriaRole.Option).Filter(new LocatorFilterOptions { HasText = site.Shops[0].Name }).First.ClickAsync();

        await panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Add", Exact = true }).ClickAsync();

        await Assertions.Expect(panel.GetByText("The password is too short")).ToBeVisibleAsync();
        await Assertions.Expect(panel.GetByLabel("First password").First).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [BrowserFact]
    public async Task An_API_key_is_shown_once_and_revoked_after_a_question()
    {
        await using var tab = await site.OpenAsync("/keys?open=new");
        await tab.SettleAsync();
        await tab.Page.GetByLabel("Name").FillAsync("Till of the browser test");
        await tab.Page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Make a key" }).ClickAsync();
        (await tab.Page.GetByTestId("api-key").InnerTextAsync()).ShouldStartWith("bbk_");
        await tab.Button("I have copied it").ClickAsync();
        await Assertions.Expect(tab.Page.GetByTestId("api-key")).ToHaveCountAsync(0);

        await tab.Button("Revoke Till of the browser test").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Revoke" }).ClickAsync();

        await Assertions.Expect(tab.Button("Revoke Till of the browser test")).ToHaveCountAsync(0);
    }
}
