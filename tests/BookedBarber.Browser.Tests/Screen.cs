using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace BookedBarber.Browser.Tests;

/// <summary>What is wrong with a screen, whoever looks at it.</summary>
internal static class Screen
{
    /// <summary>The ways a screen is looked at: at each width the first one is opened in one of the two schemes of colours, and the other is turned to in place.</summary>
    public static TheoryData<int, bool> Looks => new() { { 1440, false }, { 390, true } };

    /// <summary>What is wrong in either scheme; it stays in the second one. Colours apart, a rule says the same of both: the second one is asked for its contrasts alone.</summary>
    public static async Task<IReadOnlyList<string>> FaultsInBothSchemesAsync(Tab tab, string path)
    {
        var first = await FaultsAsync(tab, $"{path} ({await tab.SchemeAsync()})", onlyContrasts: false);
        await tab.TurnAsync();
        return [.. first, .. await FaultsAsync(tab, $"{path} ({await tab.SchemeAsync()})", onlyContrasts: true)];
    }

    /// <summary>What axe objects to, and whether it is wider than the window.</summary>
    private static async Task<IReadOnlyList<string>> FaultsAsync(Tab tab, string path, bool onlyContrasts)
    {
        var options = new AxeRunOptions { ResultTypes = [ResultType.Violations], RunOnly = onlyContrasts ? RunOnlyOptions.Rules("color-contrast") : null };

        // No screen has frames; the way of running that serves them opens a whole page of its own for every run.
#pragma warning disable CS0618
        var result = await tab.Page.Locator(":root").RunAxeLegacy(options);
#pragma warning restore CS0618
        var faults = result.Violations.Select(rule => $"{path}: {rule.Id}, {rule.Nodes.Length} times, such as {rule.Nodes[0].Target} {rule.Nodes[0].Html[..Math.Min(160, rule.Nodes[0].Html.Length)]}").ToList();
        var over = await tab.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        if (over > 0)
        {
            faults.Add($"{path}: {over} px wider than the window");
        }

        return faults;
    }
}
