using System.Globalization;
using System.Net.Http.Json;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Processing;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Hooks.Registering;
using BookedBarber.Integrations.Syncing;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Transport;
using BookedBarber.Integrations.Transport.Budgets;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Sandbox;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>One simulated vendor, the real way out to it, and a door for its messages. Shared by the tests of a vendor; each connects anew.</summary>
public sealed partial class AcceptanceHouse : IAsyncDisposable
{
    /// <summary>Objects that the vendor holds at least: enough for several small pages.</summary>
    private const int Fewest = 16;

    /// <summary>And at most: what is read hundreds of times is kept small.</summary>
    private const int Most = 24;

    private readonly SandboxHost _sandbox;
    private readonly TestDatabase _database;
    private readonly TestNode _node;
    private readonly WebApplication _door;
    private readonly HttpClient _steering;
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private long _metBefore;
    private readonly StrongBox<int> _privateCalls;

    private AcceptanceHouse(AcceptedVendor vendor, SandboxHost sandbox, TestDatabase database, TestNode node, WebApplication door, StrongBox<int> privateCalls, Onward onward, Journal journal, SmallPages pages)
    {
        (Vendor, _sandbox, _database, _node, _door, _privateCalls, Onward, Journal, Pages) = (vendor, sandbox, database, node, door, privateCalls, onward, journal, pages);
        _steering = new HttpClient { BaseAddress = new Uri(sandbox[vendor.Name].Url) };
        Credentials = sandbox[vendor.Name];
    }

    public AcceptedVendor Vendor { get; }

    /// <summary>The network of most tests.</summary>
    public NetworkId Network { get; private set; }

    /// <summary>Another one, which has nothing to do with it.</summary>
    public NetworkId Other { get; private set; }

    internal IReadOnlyDictionary<string, string> Settings { get; private set; } = new Dictionary<string, string>();

    internal Manifest Manifest => Get<ICatalogue>().Find(Network, Vendor.Name)!;

    internal SandboxCredentials Credentials { get; }

    internal Journal Journal { get; }

    internal SmallPages Pages { get; }

    /// <summary>Where the network's records may be written on to.</summary>
    internal Onward Onward { get; }

    internal SkippingClock Clock => (SkippingClock)_node.Clock;

    /// <summary>An address of ours that no vendor has any business with.</summary>
    internal Uri Private => new(new Uri(_door.Urls.First()), "/private");

    /// <summary>How often somebody came there.</summary>
    internal int PrivateCalls => _privateCalls.Value;

    internal static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<AcceptanceHouse> OpenAsync(AcceptedVendor vendor)
    {
        var clock = new SkippingClock();
        var sandbox = OwnSystem.Connectors.Contains(vendor.Name) ? await SandboxHost.StartAsync(new OwnSystem(vendor.Name), clock, Ct) : await SandboxHost.StartAsync([vendor.Name], time: clock);
        HookDoor? hooks = null;
        var (onward, privateCalls) = (new Onward(), new StrongBox<int>());
        var door = WebApplicationOf(() => hooks!);
        onward.Map(door);
        door.MapGet("/private", () => Interlocked.Increment(ref privateCalls.Value).ToString(CultureInfo.InvariantCulture));
        await door.StartAsync();

        var configuration = new Dictionary<string, string?> { [$"Integrations:Sandbox:{vendor.Name}"] = sandbox[vendor.Name].Url, [$"Integrations:Sandbox:{Onward.Connector}"] = door.Urls.First(), ["PublicUrl"] = door.Urls.First() };
        IModule[] modules = [new NetworkModule(), new RecordsModule(), new IntegrationsModule()];
        var database = await TestDatabase.CreateAsync(modules);
        var journal = new Journal();
        SmallPages? pages = null;
        var node = await TestNode.StartAsync(database, modules, clock, settings: configuration, configure: services =>
        {
            services.AddSingleton(provider => new BudgetBook(provider.GetRequiredService<BudgetStore>(), clock, haste: 100)); // limits have tests of their own
            services.AddSingleton<ICatalogue>(provider => pages = new SmallPages(provider.GetRequiredService<Catalogue>()));
            services.AddSingleton<ILoggerProvider>(journal);
            services.PostConfigure<LoggerFilterOptions>(options => options.Rules.Add(new LoggerFilterRule(typeof(Journal).FullName, "BookedBarber", LogLevel.Trace, null)));
            foreach (var own in services.Where(service => service.ServiceType == typeof(IHostedService)).ToList())
            {
                services.Remove(own); // tests do each step themselves
            }
        });
        hooks = node.Get<HookDoor>();
        node.Get<ICatalogue>();
        var house = new AcceptanceHouse(vendor, sandbox, database, node, door, privateCalls, onward, journal, pages!);
        (house.Network, house.Other) = (await house.SettleAsync("house"), await house.SettleAsync("other"));
        var held = (await house.AskAsync($"/objects/{vendor.Collection}")).GetArrayLength();
        if (held < Fewest)
        {
            await house.SteerAsync("seed", new { stream = vendor.Seed, count = Fewest - held });
        }

        for (; held > Most; held--)
        {
            await house.SteerAsync("delete", new { collection = vendor.Collection });
        }

        var settings = new Dictionary<string, string>(vendor.Settings, StringComparer.Ordinal);
        if (vendor.SettingFrom is var (setting, collection, property))
        {
            settings[setting] = (await house.AskAsync($"/objects/{collection}")).EnumerateArray().First(one => one.TryGetProperty(property, out _)).GetProperty(property).GetString()!;
        }

        house.Settings = settings;
        return house;
    }

    internal T Get<T>()
        where T : notnull => _node.Get<T>();

    /// <summary>Makes something happen at the vendor.</summary>
    internal async Task<JsonElement> SteerAsync(string action, object wishes)
    {
        using var answer = await _steering.PostAsJsonAsync($"/_sandbox/{action}", wishes, JsonSerializerOptions.Default, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>What the vendor tells of itself.</summary>
    internal async Task<JsonElement> AskAsync(string path = "") => JsonSerializer.Deserialize<JsonElement>(await _steering.GetStringAsync($"/_sandbox{path}", Ct));

    /// <summary>How often a call met a fault since the connection was made.</summary>
    internal async Task<long> FaultsMetAsync() => (await AskAsync()).GetProperty("met").GetInt64() - _metBefore;

    /// <summary>Calls that the vendor has had.</summary>
    internal async Task<long> CallsAsync() => (await AskAsync()).GetProperty("calls").GetInt64();

    internal async Task<SyncRun> SyncAsync(Connection connection, string stream, bool anew = false)
    {
        var id = await QueueAsync(connection, stream, anew);
        await RunJobAsync(id);
        return await RunAsync(id);
    }

    /// <summary>Queues a reading.</summary>
    internal async Task<Guid> QueueAsync(Connection connection, string stream, bool anew = false)
    {
        Assert.SkipWhen(Manifest.Stream(stream)!.Request is null, $"By the manifest nothing asks for {stream}: they come by message alone.");
        var started = await Get<ISync>().StartAsync(await FindAsync(connection.Network, connection.Id), stream, SyncReason.Asked, null, anew, Caller.System, Ct);
        started.Succeeded.ShouldBeTrue(started.Problem?.Detail);
        return started.Value![0];
    }

    /// <summary>Waits for something that has no signal of its own.</summary>
    internal static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), patience.Token);
        }
    }

    /// <summary>A call as anybody may make it, without any authorisation.</summary>
    internal Task<HttpResponseMessage> CallAsync(string path) => _browser.GetAsync(new Uri(new Uri(Credentials.Url), path), Ct);

    /// <summary>A message as anybody may send it.</summary>
    internal Task<HttpResponseMessage> PostAsync(Uri address, string json) => _browser.PostAsync(address, new StringContent(json, null, "application/json"), Ct);

    internal Task<SyncRun> RunAsync(Guid id) => RowAsync<SyncRun>($"select {SyncRun.Columns} from integrations.sync_run where id = @id", new { id });

    /// <summary>Does a queued job as the worker would.</summary>
    internal async Task RunJobAsync(Guid id, CancellationToken? stop = null)
    {
        var (network, kind, payload) = await RowAsync<(Guid, string, string)>("select network_id, kind, payload::text from jobs.job where id = @id", new { id });
        try
        {
            await _node.Services.GetServices<IJobHandler>().Single(handler => handler.Kind == kind).RunAsync(new JobLease(id, new NetworkId(network), kind, payload, 1, null, _ => { }), stop ?? Ct);
        }
        finally
        {
            await ExecuteAsync("update jobs.job set state = 'done' where id = @id", new { id });
        }
    }

    /// <summary>Works messages out, and does the readings that they ask for.</summary>
    internal async Task WorkAsync(Connection connection)
    {
        while (await Get<HookWorker>().StepAsync(Ct) > 0)
        {
            // until nothing waits
        }

        while (await RowAsync<Guid?>("select (select id from integrations.sync_run where connection_id = @Id and state = 'queued' limit 1)", new { connection.Id }) is { } run)
        {
            await RunJobAsync(run);
        }
    }

    internal async Task<T> RowAsync<T>(string sql, object? parameters = null) => (await RowsAsync<T>(sql, parameters))[0];

    internal async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object? parameters = null)
    {
        await using var session = await _node.Database.SystemAsync("test", Ct);
        return await session.QueryAsync<T>(sql, parameters, Ct);
    }

    /// <summary>Runs a migration again, as the database's owner.</summary>
    internal async Task MigrateAsync(Assembly assembly, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith(file, StringComparison.Ordinal)))!);
        await using var connection = await Get<DataSources>().Owner.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await connection.ExecuteAsync(await reader.ReadToEndAsync(Ct), transaction: transaction);
        await transaction.CommitAsync(Ct);
    }

    internal async Task ExecuteAsync(string sql, object? parameters)
    {
        await using var session = await _node.Database.SystemAsync("test", Ct);
        await session.ExecuteAsync(sql, parameters, Ct);
        await session.CommitAsync(Ct);
    }

    /// <summary>Items of a stream that are records here.</summary>
    internal Task<long> LinksAsync(Connection connection, string stream) =>
        RowAsync<long>("select count(*) from integrations.record_link where connection_id = @Id and stream = @stream and removed_at is null", new { connection.Id, stream });

    internal NodeId ShopOf(NetworkId network) => Get<INetworkTree>().LocationsUnder(network, [NodeId.Root(network)])[0].Id;

    public async ValueTask DisposeAsync()
    {
        _steering.Dispose();
        _browser.Dispose();
        await _door.DisposeAsync();
        await _node.DisposeAsync();
        await _database.DisposeAsync();
        await _sandbox.DisposeAsync();
        Journal.Dispose();
    }

    private static WebApplication WebApplicationOf(Func<HookDoor> hooks)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(_ => hooks());
        var door = builder.Build();
        door.UseRouting();
        door.MapHookDoor();
        return door;
    }

    private async Task<NetworkId> SettleAsync(string name)
    {
        var editor = Get<INetworkEditor>();
        var network = (await editor.CreateNetworkAsync(Caller.System, new NewNetwork(name, name, "USD", "America/New_York"), Ct)).Value!.Id;
        await editor.UpsertNodesAsync(Scope.OfSystem(network), [new NewNode(NodeKind.Location, "1", "Main")], Ct);
        return network;
    }

    // What an earlier test left behind: faults, subscriptions, its connection.
    private async Task MendAsync(NetworkId network)
    {
        await SteerAsync("reset", new { });
        await SteerAsync("webhooks", new { remove = true, wait = true });
        await ExecuteAsync("update integrations.connection set state = 'removed' where network_id = @network and state <> 'removed'", new { network });
        (Pages.Size, Pages.AreParallel) = (null, false);
        Clock.Move(Manifest.Stream(Vendor.Stream)!.Cursor.Lag + TimeSpan.FromSeconds(2)); // what earlier tests made is old by now
        _metBefore = (await AskAsync()).GetProperty("met").GetInt64();
    }
}
