using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Processing;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Syncing;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Integrations.Transport;
using BookedBarber.Integrations.Transport.Budgets;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Sandbox;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>One simulated vendor, the real way out to it, and a door for its messages. Shared by the tests of a vendor; each connects anew.</summary>
public sealed class AcceptanceHouse : IAsyncDisposable
{
    private readonly SandboxHost _sandbox;
    private readonly TestDatabase _database;
    private readonly TestNode _node;
    private readonly WebApplication _door;
    private readonly KnownConnections _connections;
    private readonly SandboxKeys _keys;
    private readonly HttpClient _steering;

    private AcceptanceHouse(AcceptedVendor vendor, SandboxHost sandbox, TestDatabase database, TestNode node, WebApplication door, KnownConnections connections, SandboxKeys keys, NetworkId network)
    {
        (Vendor, _sandbox, _database, _node, _door, _connections, _keys, Network) = (vendor, sandbox, database, node, door, connections, keys, network);
        _steering = new HttpClient { BaseAddress = new Uri(sandbox[vendor.Name].Url) };
    }

    public AcceptedVendor Vendor { get; }

    public NetworkId Network { get; }

    internal Manifest Manifest => _node.Get<ICatalogue>().Find(Network, Vendor.Name)!;

    internal SandboxCredentials Credentials => _sandbox[Vendor.Name];

    internal static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<AcceptanceHouse> OpenAsync(AcceptedVendor vendor)
    {
        var sandbox = await SandboxHost.StartAsync([vendor.Name]);
        HookDoor? hooks = null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(_ => hooks!);
        var door = builder.Build();
        door.UseRouting();
        door.MapHookDoor();
        await door.StartAsync();

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new($"Integrations:Sandbox:{vendor.Name}", sandbox[vendor.Name].Url), new("PublicUrl", door.Urls.First())]).Build();
        IModule[] modules = [new NetworkModule(), new RecordsModule(), new IntegrationsModule()];
        var database = await TestDatabase.CreateAsync(modules);
        var connections = new KnownConnections();
        SandboxKeys? keys = null;
        var node = await TestNode.StartAsync(database, modules, TimeProvider.System, configure: services =>
        {
            services.AddSingleton(new VendorAddresses(configuration));
            services.AddSingleton(new PublicAddress(configuration));
            services.AddSingleton(provider => new BudgetBook(provider.GetRequiredService<BudgetStore>(), TimeProvider.System, haste: 100)); // limits have tests of their own
            services.AddSingleton<IConnections>(connections);
            services.AddSingleton<ICredentials>(provider => keys = new SandboxKeys(sandbox[vendor.Name], provider.GetRequiredService<ICatalogue>(), provider.GetRequiredService<Grants>()));
            foreach (var own in services.Where(service => service.ServiceType == typeof(IHostedService)).ToList())
            {
                services.Remove(own); // tests do each step themselves
            }
        });
        hooks = node.Get<HookDoor>();
        node.Get<ICredentials>();
        var editor = node.Get<INetworkEditor>();
        var network = (await editor.CreateNetworkAsync(Caller.System, new NewNetwork("House", "house", "USD", "America/New_York"), Ct)).Value!.Id;
        await editor.UpsertNodesAsync(Scope.OfSystem(network), [new NewNode(NodeKind.Location, "1", "Main")], Ct);
        return new AcceptanceHouse(vendor, sandbox, database, node, door, connections, keys!, network);
    }

    internal T Get<T>()
        where T : notnull => _node.Get<T>();

    /// <summary>A new connection of the network's one shop, with nothing wrong at the vendor.</summary>
    internal async Task<Connection> ConnectAsync()
    {
        await SteerAsync("reset", new { });
        await SteerAsync("webhooks", new { remove = true });
        var now = TimeProvider.System.GetUtcNow();
        var shop = _node.Get<INetworkTree>().LocationsUnder(Network, [NodeId.Root(Network)])[0];
        var connection = new Connection(
            Guid.CreateVersion7(now), Network, shop.Id, Vendor.Name, VendorEnvironment.Sandbox, ConnectionState.Active, Vendor.Name, Vendor.Settings, Credentials.AccountId, null, [], null, 1, now, now);
        _connections.All[connection.Id] = connection;
        return connection;
    }

    /// <summary>Makes something happen at the vendor.</summary>
    internal async Task<JsonElement> SteerAsync(string action, object wishes)
    {
        using var answer = await _steering.PostAsJsonAsync($"/_sandbox/{action}", wishes, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    internal async Task<SyncRun> SyncAsync(Connection connection, string stream, CancellationToken? stop = null)
    {
        var current = (await Get<IConnections>().FindAsync(Network, connection.Id, Ct))!;
        var id = (await Get<ISync>().StartAsync(current, stream, SyncReason.Asked, null, anew: false, Caller.System, Ct)).Value![0];
        await RunJobAsync(id, stop);
        return await RowAsync<SyncRun>($"select {SyncRun.Columns} from integrations.sync_run where id = @id", new { id });
    }

    /// <summary>Does a queued job as the worker would.</summary>
    internal async Task RunJobAsync(Guid id, CancellationToken? stop = null)
    {
        var (kind, payload) = await RowAsync<(string, string)>("select kind, payload::text from jobs.job where id = @id", new { id });
        try
        {
            await _node.Services.GetServices<IJobHandler>().Single(handler => handler.Kind == kind).RunAsync(new JobLease(id, Network, kind, payload, 1, null, _ => { }), stop ?? Ct);
        }
        finally
        {
            await ExecuteAsync("update jobs.job set state = 'done' where id = @id", new { id });
        }
    }

    internal async Task WorkAsync()
    {
        while (await Get<HookWorker>().StepAsync(Ct) > 0)
        {
            // until nothing waits
        }
    }

    /// <summary>Subscribes our door to everything the vendor sends.</summary>
    internal async Task SubscribeAsync(Connection connection)
    {
        await Get<ICredentials>().KeepHookSecretAsync(connection, new Secret(Credentials.WebhookSecret!), TimeSpan.Zero, Ct);
        await SteerAsync("webhooks", new { address = Get<PublicAddress>().Of(connection.Vendor, connection.Id).AbsoluteUri });
    }

    internal async Task<T> RowAsync<T>(string sql, object? parameters = null)
    {
        await using var session = await _node.Database.SystemAsync("test", Ct);
        return (await session.QueryAsync<T>(sql, parameters, Ct))[0];
    }

    internal Task<long> LinksAsync(Connection connection, string stream) =>
        RowAsync<long>("select count(*) from integrations.record_link where connection_id = @Id and stream = @stream and removed_at is null", new { connection.Id, stream });

    internal int Renewals => _keys.Renewals;

    internal ConnectionTrouble? TroubleOf(Connection connection) => _connections.Troubles.GetValueOrDefault(connection.Id);

    public async ValueTask DisposeAsync()
    {
        _steering.Dispose();
        await _door.DisposeAsync();
        await _node.DisposeAsync();
        await _database.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    internal async Task ExecuteAsync(string sql, object? parameters)
    {
        await using var session = await _node.Database.SystemAsync("test", Ct);
        await session.ExecuteAsync(sql, parameters, Ct);
        await session.CommitAsync(Ct);
    }
}
