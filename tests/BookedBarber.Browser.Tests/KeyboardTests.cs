using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

public sealed class KeyboardTests(Site site)
{
    [BrowserFact]
    public async Task The_main_screens_are_reached_and_used_without_a_mouse()
    {
        await using var tab = await site.OpenAsync();
        await tab.SettleAsync();
        var keys = tab.Page.Keyboard;

        await keys.PressAsync("Tab");
        await Assertions.Expect(tab.Page.GetByText("Skip to content")).ToBeFocusedAsync();
        foreach (var (screen, path) in new[] { ("Shops", "/shops"), ("Imports", "/imports"), ("People", "/people"), ("Audit trail", "/audit"), ("API keys", "/keys"), ("Structure", "/structure") })
        {
            await keys.PressAsync("Control+k");
            await Assertions.Expect(tab.Page.GetByPlaceholder("Search places, people, clients, screens and actions")).ToBeFocusedAsync();
            await keys.TypeAsync(screen);
            await tab.Page.GetByRole(AriaRole.Dialog).GetByText(screen, new LocatorGetByTextOptions { Exact = true }).First.WaitForAsync();
            await keys.PressAsync("Enter");
            await tab.ReachAsync($"**{path}*");
        }
    }

    [BrowserFact]
    public async Task A_panel_takes_the_focus_and_gives_it_back()
    {
        await using var tab = await site.OpenAsync("/people");
        await tab.SettleAsync();
        var row = tab.Page.GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = "owner@" });
        await row.FocusAsync();

        await tab.Page.Keyboard.PressAsync("Enter");
        var panel = tab.Page.GetByRole(AriaRole.Complementary);
        await Assertions.Expect(panel).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(panel).ToHaveCountAsync(0);
        await Assertions.Expect(row).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Nothing_that_can_be_focused_is_without_a_visible_mark()
    {
        await using var tab = await site.OpenAsync("/shops");
        await tab.SettleAsync();

        for (var i = 0; i < 25; i++)
        {
            await tab.Page.Keyboard.PressAsync("Tab");
            var isMarked = await tab.Page.EvaluateAsync<bool>(
                """
                () => { const e = document.activeElement; if (!e || e === document.body) return true; const s = getComputedStyle(e);
                        return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none' || e.matches('input'); }
                """);
            isMarked.ShouldBeTrue(await tab.Page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 200)"));
        }
    }
}
