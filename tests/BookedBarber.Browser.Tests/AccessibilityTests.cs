namespace BookedBarber.Browser.Tests;

/// <summary>Every screen, light and dark, on a phone and on a desk: nothing axe objects to, nothing wider than the window, no script or style that the policy refuses.</summary>
public sealed class AccessibilityTests(Site site)
{
    [BrowserTheory]
    [MemberData(nameof(Screen.Looks), MemberType = typeof(Screen))]
    public async Task Every_screen_is_clean(int width, bool dark)
    {
        var faults = new List<string>();
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-4).ToString("yyyy-MM-dd");
        await using var tab = await site.OpenAsync("/", width, dark);
        foreach (var path in new[]
        {
            "/", "/shops", $"/shops?open={site.Shops[0].Id}", $"/shops/{site.Shops[0].Id}?date={day}", "/people", "/people?view=tree", "/people?open=new", "/audit", "/keys", "/keys?open=new",
            "/imports", "/imports/new", "/structure", $"/structure?open={site.Shops[0].Id}", "/measures", "/settings", "/integrations", "/integrations/catalogue", "/integrations/connect?vendor=square", "/integrations/webhooks", "/integrations/webhooks?open=new",
            "/integrations/catalogue?open=square", "/integrations/connectors", "/integrations/connectors/_new", "/integrations/access",
            "/insights", "/insights/revenue", "/insights/clients", "/insights/demand", "/insights/roster", "/insights/prices", "/insights/prices?test=new", "/insights/sites", "/insights/sites?open=new", "/insights/accuracy", "/insights/models", "/insights/models?tab=runs", "/reference",
        })
        {
            await tab.GoAsync(path);
            if (path == "/reference")
            {
                await tab.Page.GetByText("Authentication").First.WaitForAsync(); // its own code comes late, and the document after it
            }

            faults.AddRange(await Screen.FaultsInBothSchemesAsync(tab, path));
        }

        faults.ShouldBeEmpty();
    }
}
