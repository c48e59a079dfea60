using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Browser.Tests;
using BookedBarber.Host;
using BookedBarber.Host.Serving;
using BookedBarber.Shared;
using BookedBarber.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Site))]

namespace BookedBarber.Browser.Tests;

/// <summary>The whole application with a small generated network on a port of its own, and one browser. Made once for all tests.</summary>
public class Site : IAsyncLifetime
{
    public const string Executive = "executive@demo.bookedbarber.local";

    public const string Barber = "barber@demo.bookedbarber.local";

    public const string Password = "demo password 1";

    private WebApplication? _app;
    private TestDatabase? _database;
    private IPlaywright? _playwright;

    /// <summary>Where the application listens.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>A client signed in as the executive.</summary>
    public HttpClient Api { get; private set; } = new();

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Id of the demo network.</summary>
    public Guid Network { get; private set; }

    /// <summary>The network's shops by name.</summary>
    public IReadOnlyList<(Guid Id, string Name, string Code)> Shops { get; private set; } = [];

    /// <summary>Shops of the demo network.</summary>
    protected virtual int Locations => 6;

    /// <summary>Days of its past.</summary>
    protected virtual int Days => 60;

    public virtual async ValueTask InitializeAsync()
    {
        if (Surroundings.WhatIsMissing is not null)
        {
            return;
        }

        // The network stands still on purpose: what the screens show can then be compared with what the interface answers.
        _database = await TestDatabase.CreateAsync([.. Modules.All()]);
        var settings = new HostSettings(["http://127.0.0.1:0"], Path.GetTempPath(), _database.ConnectionString, Surroundings.WebFolder);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("BOOKEDBARBER_DEMO", "off"), new("BOOKEDBARBER_DEMO_PASSWORD", Password), new("Access:SignInsPerMinute", "10000")]).Build();
        _app = WebEdge.Build(settings, configuration, _database.ConnectionString);
        await _app.StartAsync();
        Url = new Uri(_app.Urls.First());
        Configure("BOOKEDBARBER_PUBLIC_URL", Url.AbsoluteUri); // vendors' pages lead back here
        // It ends before the day that it still is in the westernmost of its shops: nothing has been sold "today", wherever that is.
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-12).AddDays(-1));
        await using (var errors = new StringWriter())
        {
            var demo = _app.Services.GetServices<IVerb>().Single(verb => verb.Name == "demo");
            var exit = await demo.RunAsync(["--locations", $"{Locations}", "--days", $"{Days}", "--until", yesterday.ToString("yyyy-MM-dd")], TextWriter.Null, errors, CancellationToken.None);
            exit.ShouldBe(0, errors.ToString());
        }

        await SignInAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Surroundings.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A tab that is signed in as the executive already.</summary>
    public async Task<Tab> OpenAsync(string path = "/", int width = 1440, bool dark = false) => await OpenAsync(await NewContextAsync(width, dark), path);

    /// <summary>A tab of somebody else who is signed in.</summary>
    public async Task<Tab> OpenAsAsync(string email, string path = "/") => await OpenAsync(await NewContextAsync(1440, dark: false), path, email);

    /// <summary>A signed-in tab in a browser that keeps the app on the device, as an installed one does.</summary>
    public async Task<Tab> OpenInstalledAsync(string path) => await OpenAsync(await NewContextAsync(1440, dark: false, ServiceWorkerPolicy.Allow), path);

    /// <summary>A tab of somebody who is not signed in.</summary>
    public async Task<Tab> OpenAsStrangerAsync(string path) => await Tab.OpenAsync(await NewContextAsync(1440, dark: false), new Uri(Url, path));

    /// <summary>Reads JSON from the interface as the executive.</summary>
    public async Task<JsonElement> GetAsync(string path) =>
        await Api.GetFromJsonAsync<JsonElement>(new Uri(Url, path), TestContext.Current.CancellationToken);

    /// <summary>Sends JSON to the interface as the executive.</summary>
    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await Api.PostAsJsonAsync(new Uri(Url, path), body, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Api.Dispose();
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    /// <summary>Changes a setting of the running application, of those that are read when they are needed.</summary>
    protected void Configure(string name, string value) => _app!.Services.GetRequiredService<IConfiguration>()[name] = value;

    private Task<IBrowserContext> NewContextAsync(int width, bool dark, ServiceWorkerPolicy workers = ServiceWorkerPolicy.Block) => Browser.NewContextAsync(new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = width, Height = 900 },
        ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
        ServiceWorkers = workers,
        Locale = "en-US",
        TimezoneId = "America/New_York",
    });

    private async Task<Tab> OpenAsync(IBrowserContext context, string path, string email = Executive)
    {
        var answer = await context.APIRequest.PostAsync(new Uri(Url, "/api/v2/auth/session").ToString(), new APIRequestContextOptions
        {
            DataObject = new { email, password = Password },
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-BookedBarber-Request"] = "1" },
        });
        answer.Status.ShouldBe(200);
        return await Tab.OpenAsync(context, new Uri(Url, path));
    }

    private async Task SignInAsync()
    {
        using var client = new HttpClient { BaseAddress = Url };
        using var answer = await client.PostAsJsonAsync("/api/v2/auth/token", new { email = Executive, password = Password });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Network = (await Api.GetFromJsonAsync<JsonElement>(new Uri(Url, "/api/v2/franchise/networks"))).GetProperty("items")[0].GetProperty("id").GetGuid();
        var tree = await Api.GetFromJsonAsync<JsonElement>(new Uri(Url, $"/api/v2/franchise/networks/{Network}/tree"));
        Shops =
        [
            .. tree.GetProperty("nodes").EnumerateArray().Where(node => node.GetProperty("kind").GetString() == "location")
                .Select(node => (node.GetProperty("id").GetGuid(), node.GetProperty("name").GetString()!, node.GetProperty("code").GetString()!)),
        ];
    }
}
