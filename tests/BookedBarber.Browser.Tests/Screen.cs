using Deque.AxeCore.Commons;

namespace BookedBarber.Browser.Tests;

/// <summary>What is wrong with a screen, whoever looks at it.</summary>
internal static class Screen
{
    private const string AskAxe =
        """
        async rules => (await axe.run(document, { resultTypes: ['violations'], ...(rules.length > 0 && { runOnly: { type: 'rule', values: rules } }) })).violations
            .map(rule => `${rule.id}, ${rule.nodes.length} times, such as ${rule.nodes[0].target} ${rule.nodes[0].html.slice(0, 160)}`)
        """;

    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());

    private static readonly string[] EveryRule = [];

    private static readonly string[] Contrasts = ["color-contrast"];

    /// <summary>The ways a screen is looked at: at each width the first one is opened in one of the two schemes of colours, and the other is turned to in place.</summary>
    public static TheoryData<int, bool> Looks => new() { { 1440, false }, { 390, true } };

    /// <summary>What is wrong in either scheme; it stays in the second one. Colours apart, a rule says the same of both: the second one is asked for its contrasts alone.</summary>
    public static async Task<IReadOnlyList<string>> FaultsInBothSchemesAsync(Tab tab, string path)
    {
        // Once a page: the app stays loaded from screen to screen, and reading axe takes as long as asking it.
        if (!await tab.Page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await tab.Page.EvaluateAsync(Axe.Value);
        }

        var first = await FaultsAsync(tab, $"{path} ({await tab.SchemeAsync()})", EveryRule);
        await tab.TurnAsync();
        return [.. first, .. await FaultsAsync(tab, $"{path} ({await tab.SchemeAsync()})", Contrasts)];
    }

    /// <summary>What axe objects to, and whether it is wider than the window.</summary>
    private static async Task<IReadOnlyList<string>> FaultsAsync(Tab tab, string path, IReadOnlyList<string> rules)
    {
        var faults = (await tab.Page.EvaluateAsync<string[]>(AskAxe, rules)).Select(fault => $"{path}: {fault}").ToList();
        var over = await tab.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        if (over > 0)
        {
            faults.Add($"{path}: {over} px wider than the window");
        }

        return faults;
    }
}
