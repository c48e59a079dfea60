using System.Text;
using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

public sealed class ImportTests(Site site)
{
    [BrowserFact]
    public async Task A_file_is_recognised_shown_before_it_is_kept_imported_and_reported()
    {
        var shop = site.Shops[1].Code;
        var rows = new StringBuilder("location,key,name,email,phone\n");
        for (var i = 1; i <= 400; i++)
        {
            rows.Append($"{shop},browser-{i},Client {i},client{i}@example.test,\n");
        }

        rows.Append("NOWHERE,browser-401,Client 401,client401@example.test,\n");
        await using var tab = await site.OpenAsync("/imports/new");
        await tab.SettleAsync();

        await tab.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "clients.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(rows.ToString()) });
        await Assertions.Expect(tab.Page.Locator("#preview")).ToContainTextAsync("Client 1");
        await tab.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new("^Import ") }).ClickAsync();

        await tab.ReachAsync("**/imports/*-*");
        await Assertions.Expect(tab.Text("Done")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuenow", "100");
        await Assertions.Expect(tab.Page.Locator("#refused")).ToContainTextAsync("NOWHERE");
        await tab.Page.GotoAsync(new Uri(site.Url, "/imports").ToString());
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "clients.csv" })).ToContainTextAsync("1 refused");
    }

    [BrowserFact]
    public async Task A_mapping_can_be_changed_and_the_preview_follows()
    {
        var rows = $"location,key,name,email,phone\n{site.Shops[1].Code},mapped-1,Client One,one@example.test,\n";
        await using var tab = await site.OpenAsync("/imports/new");
        await tab.SettleAsync();
        await tab.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "clients.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(rows) });
        await Assertions.Expect(tab.Page.Locator("#preview")).ToContainTextAsync("Client One");

        await tab.Button("Change the mapping").ClickAsync();
        var mapping = tab.Page.GetByLabel("Mapping");
        var yaml = await mapping.InputValueAsync();
        await mapping.FillAsync(yaml.Replace("name: name", "name: =Guest {name}", StringComparison.Ordinal));
        await Assertions.Expect(tab.Page.Locator("#preview")).ToContainTextAsync("Guest Client One");

        await mapping.FillAsync("nonsense: true");
        await Assertions.Expect(tab.Page.Locator("#kind")).ToContainTextAsync("Line 1");
    }
}
