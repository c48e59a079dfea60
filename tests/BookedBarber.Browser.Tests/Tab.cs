using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BookedBarber.Browser.Tests;

/// <summary>A page in a browser of its own. Whatever goes wrong unseen (a script that throws, a request to elsewhere) fails the test that has it open.</summary>
public sealed class Tab : IAsyncDisposable
{
    // A transition begins with the frame after the change that causes it.
    private const string TransitionsEnd =
        """
        async () => {
          const frame = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          const running = () => document.getAnimations().filter(one => one instanceof CSSTransition);
          for (await frame(); running().length > 0; await frame()) await Promise.allSettled(running().map(one => one.finished));
        }
        """;

    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];
    private readonly List<string> _origins;

    private Tab(IBrowserContext context, IPage page, string origin)
    {
        _context = context;
        _origins = [origin];
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<Tab> OpenAsync(IBrowserContext context, Uri address)
    {
        var tab = new Tab(context, await context.NewPageAsync(), address.GetLeftPart(UriPartial.Authority));
        tab.Page.SetDefaultTimeout(15_000);
        tab.Page.PageError += (_, fault) => tab._faults.Add(fault);
        tab.Page.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !tab._origins.Exists(origin => request.Url.StartsWith(origin, StringComparison.Ordinal)))
            {
                tab._faults.Add($"A request left the site: {request.Url}");
            }
        };
        tab.Page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                tab._faults.Add(message.Text);
            }
        };
        await tab.Page.GotoAsync(address.ToString());
        return tab;
    }

    /// <summary>Lets the tab go to another site, such as a vendor's page of consent.</summary>
    public void MayGoTo(string url) => _origins.Add(new Uri(url).GetLeftPart(UriPartial.Authority));

    /// <summary>Waits until the screen has its heading and no part of it is still a placeholder.</summary>
    public async Task SettleAsync()
    {
        await Page.Locator("h1").First.WaitForAsync();
        await Page.WaitForFunctionAsync("() => document.querySelector('.mantine-Skeleton-root, [aria-busy=true]') === null");
    }

    /// <summary>Goes to another screen as a link does: the app stays loaded.</summary>
    public async Task GoAsync(string path)
    {
        await Page.EvaluateAsync("path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path);
        await Page.WaitForFunctionAsync("() => !document.title.startsWith('…')");
        await SettleAsync();
    }

    /// <summary>Waits until the address fits a pattern with stars. Asked again and again: an address that changed between a look and a subscription would be waited for in vain.</summary>
    public Task ReachAsync(string pattern) => Assertions.Expect(Page).ToHaveURLAsync(
        new Regex('^' + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + '$'),
        new PageAssertionsToHaveURLOptions { Timeout = 15_000 });

    /// <summary>The scheme of colours that the device asks for.</summary>
    public Task<string> SchemeAsync() => Page.EvaluateAsync<string>("() => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'");

    /// <summary>Turns to the other scheme of colours, as a device does at dusk.</summary>
    public async Task TurnAsync()
    {
        var other = await SchemeAsync() == "dark" ? "light" : "dark";
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = other == "dark" ? ColorScheme.Dark : ColorScheme.Light });
        await Page.WaitForFunctionAsync("scheme => document.documentElement.dataset.mantineColorScheme === scheme", other);
        await Page.EvaluateAsync(TransitionsEnd);
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Text(string text) => Page.GetByText(text).First;

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _faults.ShouldBeEmpty();
    }
}
