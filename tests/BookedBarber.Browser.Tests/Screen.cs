using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace BookedBarber.Browser.Tests;

/// <summary>What is wrong with a screen, whoever looks at it.</summary>
internal static class Screen
{
    /// <summary>The ways a screen is looked at. Colours apart, a rule says the same of light and of dark: at each width one of the two is asked for its contrasts alone.</summary>
    public static TheoryData<int, bool, bool> Looks => new() { { 1440, false, false }, { 1440, true, true }, { 390, true, false }, { 390, false, true } };

    /// <summary>What axe objects to, and whether it is wider than the window.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Tab tab, string path, bool onlyContrasts)
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
