using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

/// <summary>What is wrong with a screen, whoever looks at it.</summary>
internal static class Screen
{
    /// <summary>What axe objects to, in light and in dark, and whether it is wider than the window. Colours apart, a rule says the same of both: dark is asked for its contrasts alone.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Tab tab, string path)
    {
        List<string> faults = [.. await ObjectionsAsync(tab, path, new AxeRunOptions { ResultTypes = [ResultType.Violations] })];
        await tab.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await tab.Page.WaitForFunctionAsync("() => document.documentElement.dataset.mantineColorScheme === 'dark'");
        faults.AddRange(await ObjectionsAsync(tab, $"{path} in dark", new AxeRunOptions { ResultTypes = [ResultType.Violations], RunOnly = RunOnlyOptions.Rules("color-contrast") }));
        await tab.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await tab.Page.WaitForFunctionAsync("() => document.documentElement.dataset.mantineColorScheme === 'light'");
        var over = await tab.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        if (over > 0)
        {
            faults.Add($"{path}: {over} px wider than the window");
        }

        return faults;
    }

    private static async Task<IEnumerable<string>> ObjectionsAsync(Tab tab, string path, AxeRunOptions options) =>
        (await tab.Page.RunAxe(options)).Violations.Select(rule => $"{path}: {rule.Id}, {rule.Nodes.Length} times, such as {rule.Nodes[0].Target} {rule.Nodes[0].Html[..Math.Min(160, rule.Nodes[0].Html.Length)]}");
}
