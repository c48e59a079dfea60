using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace BookedBarber.Browser.Tests;

/// <summary>What is wrong with a screen, whoever looks at it.</summary>
internal static class Screen
{
    /// <summary>What axe objects to, and whether it is wider than the window.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Tab tab, string path)
    {
        var result = await tab.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        var faults = result.Violations.Select(rule => $"{path}: {rule.Id}, {rule.Nodes.Length} times, such as {rule.Nodes[0].Target} {rule.Nodes[0].Html[..Math.Min(160, rule.Nodes[0].Html.Length)]}").ToList();
        var over = await tab.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        if (over > 0)
        {
            faults.Add($"{path}: {over} px wider than the window");
        }

        return faults;
    }
}
