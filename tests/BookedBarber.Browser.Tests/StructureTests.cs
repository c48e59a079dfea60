using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

public sealed class StructureTests(Site site)
{
    [BrowserFact]
    public async Task A_group_is_added_renamed_archived_and_brought_back_by_undo()
    {
        await using var tab = await site.OpenAsync("/structure?open=new");
        await tab.SettleAsync();
        var tree = tab.Page.GetByRole(AriaRole.List, new PageGetByRoleOptions { Name = "Network structure" });
        var panel = tab.Page.GetByRole(AriaRole.Complementary);
        await panel.GetByText("Group", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await panel.GetByLabel("Name").FillAsync("Browser group");
        await panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Add", Exact = true }).ClickAsync();

        await Assertions.Expect(panel.GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Name = "Browser group" })).ToBeVisibleAsync();
        await panel.GetByLabel("Name").FillAsync("Browser owners");
        await panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();
        await Assertions.Expect(tree.GetByText("Browser owners")).ToBeVisibleAsync();

        await panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Archive" }).ClickAsync();
        await Assertions.Expect(tree.GetByText("Browser owners")).ToHaveCountAsync(0);
        await tab.Button("Undo").ClickAsync();
        await Assertions.Expect(tree.GetByText("Browser owners")).ToBeVisibleAsync();
    }
}
