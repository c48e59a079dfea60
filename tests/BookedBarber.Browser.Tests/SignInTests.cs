using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

public sealed class SignInTests(Site site)
{
    [BrowserFact]
    public async Task Signing_in_leads_to_the_address_that_was_asked_for()
    {
        await using var tab = await site.OpenAsStrangerAsync("/people?view=tree");

        await tab.Page.GetByLabel("E-mail").FillAsync(Site.Executive);
        await tab.Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(Site.Password);
        await tab.Page.Keyboard.PressAsync("Enter");

        await tab.ReachAsync("**/people?view=tree");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "People" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_wrong_password_is_said_and_nothing_is_shown()
    {
        await using var tab = await site.OpenAsStrangerAsync("/");

        await tab.Page.GetByLabel("E-mail").FillAsync("nobody@example.test");
        await tab.Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync("not the password");
        await tab.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        tab.Page.Url.ShouldContain("/sign-in");
    }

    [BrowserFact]
    public async Task A_barber_starts_at_the_own_shop()
    {
        await using var tab = await site.OpenAsAsync(Site.Barber);

        await tab.ReachAsync("**/shops/*-*");
        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveCountAsync(1);
        await Assertions.Expect(tab.Text("Not in your view")).ToHaveCountAsync(0);
    }
}
