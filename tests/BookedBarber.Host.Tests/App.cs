using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Host;
using BookedBarber.Host.Serving;
using BookedBarber.Host.Tests.Edge;
using BookedBarber.Host.Tests.Measures;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(BookedBarber.Host.Tests.SharedApp))]

namespace BookedBarber.Host.Tests;

/// <summary>One application for all tests that need no clock, no settings and no database of their own: each makes a town of its own in it, as networks share a server in life.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    public App App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await App.StartAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

/// <summary>An application for the tests of one class, which run one after the other: its clock may be moved and what it counts is of that class alone.</summary>
public sealed class ClassApp : IAsyncLifetime
{
    public App App { get; private set; } = null!;

    internal ShiftedClock Clock { get; } = new();

    public async ValueTask InitializeAsync() => App = await App.StartAsync(configure: services => services.AddSingleton<TimeProvider>(Clock));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await App.Source.DisposeAsync();
    }
}

/// <summary>The whole application on a port of its own over a fresh database, with a small network made by <see cref="Town"/>.</summary>
public sealed class App : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    private readonly WebApplication _app;

    private App(WebApplication app, TestDatabase database)
    {
        _app = app;
        Source = database;
        Url = new Uri(app.Urls.First());
    }

    public Uri Url { get; }

    /// <summary>The database, for starting a second node on it.</summary>
    public TestDatabase Source { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="source">The database of another node; null makes a fresh one.</param>
    /// <param name="configure">Replaces services.</param>
    /// <param name="urls">Addresses; null: any free port.</param>
    public static Task<App> StartAsync(TestDatabase? source = null, Action<IServiceCollection>? configure = null, params string[] urls) => StartAsync(source, configure, webFolder: null, urls, new Dictionary<string, string?>());

    /// <summary>The same with settings.</summary>
    public static Task<App> StartAsync(Action<IServiceCollection> configure, IReadOnlyDictionary<string, string?> settings) => StartAsync(source: null, configure, webFolder: null, urls: [], settings);

    /// <summary>The same with a folder of the built web app.</summary>
    public static async Task<App> StartWithWebAsync(string webFolder) => await StartAsync(source: null, configure: null, webFolder, urls: [], new Dictionary<string, string?>());

    private static async Task<App> StartAsync(TestDatabase? source, Action<IServiceCollection>? configure, string? webFolder, string[] urls, IReadOnlyDictionary<string, string?> more)
    {
        var database = source ?? await TestDatabase.CreateAsync([.. Modules.All()]);
        var settings = new HostSettings(urls is [] ? ["http://127.0.0.1:0"] : urls, TestDatabase.DataFolder, database.ConnectionString, webFolder);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("BOOKEDBARBER_DEMO", "off"), new("Access:SignInsPerMinute", "10000")]).AddInMemoryCollection(more).Build();
        var app = WebEdge.Build(settings, configuration, database.ConnectionString, services =>
        {
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 100); // the strength is not what is tested
            configure?.Invoke(services);
        });
        await app.StartAsync();
        var started = new App(app, database);
        if (source is not null)
        {
            // A node of a database with something in it has to load that first, and is asked nothing before, as behind any balancer.
            using var balancer = started.Anonymous();
            await Eventually.ShouldAsync(async () => (await balancer.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
        }

        return started;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A client that is nobody.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = Url };

    /// <summary>Makes a person with these grants, signs in and returns a client that carries the access token.</summary>
    public async Task<HttpClient> SignInAsync(string email, bool isAdministrator, params NewGrant[] grants)
    {
        var made = await Get<IPeople>().EnsureAsync(Caller.System, new NewPerson(email, email.Split('@')[0], Password, grants, isAdministrator), CancellationToken.None);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException(made.Problem.Detail);
        }

        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(email));
        return client;
    }

    public Task<HttpClient> SignInAsync(Role role, NodeId node, Guid? staffId = null) =>
        SignInAsync($"{role.Name().Replace('_', '-')}-{node.Value:N}@example.test", isAdministrator: false, new NewGrant(node, role, staffId));

    public Task<HttpClient> SignInAsAdministratorAsync() => SignInAsync("administrator@example.test", isAdministrator: true);

    public async Task<string> TokenAsync(string email)
    {
        using var client = Anonymous();
        using var answer = await client.PostAsJsonAsync("/api/v2/auth/token", new { email, password = Password });
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("accessToken").GetString()!;
    }

    /// <summary>Waits until the feed's consumers (cells, audit) have applied everything written so far.</summary>
    public Task SettleAsync() => Get<IFeedCatchUp>().RunAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>A small network: two regions, a group, three locations.</summary>
public sealed record Town(NetworkId Network, NodeId North, NodeId South, NodeId Group, NodeId Main, NodeId Side, NodeId Harbor)
{
    private static int built;

    /// <param name="name">What its parts are called: "town barbers", "town main".</param>
    /// <param name="slug">Null: one that no other town has, so that many can live in one application.</param>
    public static async Task<Town> BuildAsync(App app, string name = "town", string? slug = null, string currency = "USD", string timeZone = "America/New_York")
    {
        var editor = app.Get<INetworkEditor>();
        var network = await editor.CreateNetworkAsync(Caller.System, new NewNetwork($"{name} barbers", slug ?? $"{name}-{Interlocked.Increment(ref built)}", currency, timeZone), CancellationToken.None);
        var nodes = await editor.UpsertNodesAsync(
            Scope.OfSystem(network.Value!.Id),
            [
                new NewNode(NodeKind.Region, "N", $"{name} north"),
                new NewNode(NodeKind.Region, "S", $"{name} south"),
                new NewNode(NodeKind.Group, "G", $"{name} group", "N"),
                new NewNode(NodeKind.Location, "1", $"{name} main", "G", Latitude: 40.7, Longitude: -74, Chairs: 4, OpenedOn: new DateOnly(2020, 1, 1)),
                new NewNode(NodeKind.Location, "2", $"{name} side", "G", Latitude: 40.8, Longitude: -74.1, Chairs: 3, OpenedOn: new DateOnly(2020, 1, 1)),
                new NewNode(NodeKind.Location, "3", $"{name} harbor", "S", Latitude: 34, Longitude: -118, Chairs: 2, OpenedOn: new DateOnly(2020, 1, 1), TimeZone: "America/Los_Angeles"),
            ],
            CancellationToken.None);
        if (!nodes.Succeeded)
        {
            throw new InvalidOperationException(nodes.Problem.Detail);
        }

        var ids = nodes.Value.Select(node => node.Id).ToList();
        return new Town(network.Value.Id, ids[0], ids[1], ids[2], ids[3], ids[4], ids[5]);
    }
}
