using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Access.Contracts;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Access.Tests;

/// <summary>One node with the access and network modules on a port of its own, and a small network to hold roles in.</summary>
internal sealed class AccessApp : IAsyncDisposable
{
    public const string Password = "four words of mine";

    private static readonly IReadOnlyList<IModule> Modules = [new NetworkModule(), new AccessModule()];
    private readonly WebApplication _app;
    private readonly AccessHouse? _house;
    private int _people;
    private readonly bool _ownsDatabase;

    private AccessApp(WebApplication app, TestDatabase database, FakeClock clock, bool ownsDatabase, AccessHouse? house = null)
    {
        (_app, Database, Clock, _ownsDatabase, _house) = (app, database, clock, ownsDatabase, house);
        Url = new Uri(app.Urls.First());
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public TestDatabase Database { get; }

    public FakeClock Clock { get; }

    public Uri Url { get; }

    public NetworkId Network { get; private set; }

    public NodeId Root => NodeId.Root(Network);

    public NodeId Region { get; private set; }

    public NodeId Shop { get; private set; }

    public NodeId OtherShop { get; private set; }

    /// <summary>The root of another network.</summary>
    public NodeId Elsewhere { get; private set; }

    /// <summary>Starts a node; the first one over a database builds the networks.</summary>
    public static async Task<AccessApp> StartAsync(AccessApp? beside = null, params (string Key, string Value)[] settings)
    {
        var database = beside?.Database ?? await TestDatabase.CreateAsync([.. Modules]);
        var clock = beside?.Clock ?? new FakeClock(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Access:SignInsPerMinute", "10000")])
            .AddInMemoryCollection(settings.Select(one => new KeyValuePair<string, string?>(one.Key, one.Value)))
            .Build();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddRouting();
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)));
        builder.Services.AddStorage(database.ConnectionString).AddStorageWorkers();
        foreach (var module in Modules)
        {
            builder.Services.AddSingleton(module);
            module.AddServices(builder.Services, configuration);
        }

        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 100); // the strength is not what is tested
        var app = builder.Build();
        app.UseRouting();
        app.UseWebSockets();
        app.UseAccess();
        foreach (var module in Modules)
        {
            module.MapEndpoints(app);
        }

        Probes.Map(app);
        app.EnsureAccessRules();
        await app.StartAsync(Token);
        var started = new AccessApp(app, database, clock, beside is null);
        await started.FindOrBuildTreeAsync(beside);
        return started;
    }

    /// <summary>Networks of a test's own in an application that the tests of its class share, one after the other.</summary>
    public static async Task<AccessApp> InAsync(AccessHouse house)
    {
        var app = new AccessApp(house.App._app, house.App.Database, house.App.Clock, ownsDatabase: false, house);
        await app.FindOrBuildTreeAsync(beside: null);
        return app;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public HttpClient Anonymous() => new(new HttpClientHandler { UseCookies = false }) { BaseAddress = Url };

    public HttpClient WithToken(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Makes a person and returns their id and e-mail.</summary>
    public async Task<(PersonId Id, string Email)> PersonAsync(params NewGrant[] grants) => await PersonAsync(isAdministrator: false, grants);

    public async Task<(PersonId Id, string Email)> PersonAsync(bool isAdministrator, params NewGrant[] grants)
    {
        var number = _house?.NextPerson() ?? Interlocked.Increment(ref _people);
        var email = $"person{number}@example.test";
        var made = await Get<IPeople>().EnsureAsync(Caller.System, new NewPerson(email, $"Person {number}", Password, grants, isAdministrator), Token);
        made.Succeeded.ShouldBeTrue(made.Problem?.Detail);
        return (made.Value!.Id, email);
    }

    public async Task<HttpClient> SignedInAsync(params NewGrant[] grants)
    {
        var (_, email) = await PersonAsync(grants);
        return WithToken((await TokensAsync(email)).AccessToken);
    }

    public Task<HttpClient> SignedInAsync(Role role, NodeId node) => SignedInAsync(new NewGrant(node, role));

    public async Task<(string AccessToken, string RefreshToken)> TokensAsync(string email, string password = Password)
    {
        using var answer = await SignInAsync(email, password);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await ReadTokensAsync(answer);
    }

    public async Task<HttpResponseMessage> SignInAsync(string email, string password = Password)
    {
        using var client = Anonymous();
        return await client.PostAsJsonAsync("/api/v2/auth/token", new { email, password }, Token);
    }

    public async Task<HttpResponseMessage> RefreshAsync(string refreshToken)
    {
        using var client = Anonymous();
        return await client.PostAsJsonAsync("/api/v2/auth/refresh", new { refreshToken }, Token);
    }

    public static async Task<(string AccessToken, string RefreshToken)> ReadTokensAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (body.GetProperty("accessToken").GetString()!, body.GetProperty("refreshToken").GetString()!);
    }

    /// <summary>Lets the audit trail take in everything written so far.</summary>
    public Task SettleAsync() => Get<IFeedCatchUp>().RunAsync(Token);

    /// <summary>SQL as the tables' owner, whom no policy binds.</summary>
    public async Task<object?> AsOwnerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Pooling = false });
#pragma warning disable CA2100 // written in the tests
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_house is null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        if (_ownsDatabase)
        {
            await Database.DisposeAsync();
        }
    }

    private async Task FindOrBuildTreeAsync(AccessApp? beside)
    {
        if (beside is not null)
        {
            (Network, Region, Shop, OtherShop, Elsewhere) = (beside.Network, beside.Region, beside.Shop, beside.OtherShop, beside.Elsewhere);
            return;
        }

        var editor = Get<INetworkEditor>();
        var number = _house is null ? string.Empty : $"-{_house.NextTree()}";
        var network = await editor.CreateNetworkAsync(Caller.System, new NewNetwork("Home", $"home{number}", "EUR", "Europe/Vienna"), Token);
        Network = network.Value!.Id;
        var nodes = await editor.UpsertNodesAsync(
            Scope.OfSystem(Network),
            [new NewNode(NodeKind.Region, "R", "Region"), new NewNode(NodeKind.Location, "1", "Shop", "R"), new NewNode(NodeKind.Location, "2", "Other shop")],
            Token);
        (Region, Shop, OtherShop) = (nodes.Value![0].Id, nodes.Value[1].Id, nodes.Value[2].Id);
        var other = await editor.CreateNetworkAsync(Caller.System, new NewNetwork("Elsewhere", $"elsewhere{number}", "EUR", "Europe/Vienna"), Token);
        Elsewhere = NodeId.Root(other.Value!.Id);
    }
}

/// <summary>An application for the tests of one class, which run one after the other and may move its clock on.</summary>
public sealed class AccessHouse : IAsyncLifetime
{
    private int _people = 1_000;
    private int _trees;

    internal AccessApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await AccessApp.StartAsync();

    internal int NextPerson() => Interlocked.Increment(ref _people);

    internal int NextTree() => Interlocked.Increment(ref _trees);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
