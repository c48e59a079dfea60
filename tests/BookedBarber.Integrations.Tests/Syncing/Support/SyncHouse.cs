using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Syncing;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Transport;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Integrations.Tests.Syncing.Support;

/// <summary>A network of two shops with a connection to a vendor in memory. It is 2 March 2026, 15:00 UTC. Each connection is by itself, so tests of a class share one.</summary>
internal sealed class SyncHouse : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly KnownConnections _connections = new();
    private readonly KnownManifests _manifests = new();

    private SyncHouse(TestDatabase database, FakeClock clock) => (_database, Clock) = (database, clock);

    public FakeClock Clock { get; }

    public TestNode Node { get; private set; } = null!;

    public NetworkId Network { get; private set; }

    public Node Main { get; private set; } = null!;

    public Node Side { get; private set; } = null!;

    public VendorRouter Vendors { get; } = new();

    public KnownCredentials Credentials { get; } = new();

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SyncHouse> OpenAsync(Action<IServiceCollection>? configure = null)
    {
        IModule[] modules = [new NetworkModule(), new RecordsModule(), new IntegrationsModule()];
        var database = await TestDatabase.CreateAsync(modules);
        var house = new SyncHouse(database, new FakeClock(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero)));
        house.Node = await TestNode.StartAsync(database, modules, house.Clock, configure: services =>
        {
            services.AddSingleton(new PublicAddress(new ConfigurationBuilder().AddInMemoryCollection([new("PublicUrl", "https://hub.example")]).Build()));
            services.AddSingleton<ICredentials>(house.Credentials);
            services.AddSingleton<IConnections>(house._connections);
            services.AddSingleton<ICatalogue>(house._manifests);
            services.AddSingleton<IFieldMaps>(house._manifests);
            services.AddSingleton<IVendorCalls>(house.Vendors);
            foreach (var own in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(ISync).Assembly).ToList())
            {
                services.Remove(own); // tests do each step themselves
            }

            services.AddSingleton<SyncScheduler>();
            configure?.Invoke(services);
        });
        var editor = house.Node.Get<INetworkEditor>();
        house.Network = (await editor.CreateNetworkAsync(Caller.System, new NewNetwork("House", "house", "USD", "America/New_York"), Ct)).Value!.Id;
        var nodes = await editor.UpsertNodesAsync(Scope.OfSystem(house.Network), [new NewNode(NodeKind.Location, "1", "Main"), new NewNode(NodeKind.Location, "2", "Side", TimeZone: "America/Los_Angeles")], Ct);
        (house.Main, house.Side) = (nodes.Value![0], nodes.Value[1]);
        return house;
    }

    /// <summary>Connects a unit, the main shop if none is named, to a vendor of its own.</summary>
    public (Connection Connection, TillVendor Vendor) Connect(Manifest manifest, NodeId? node = null)
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        var own = manifest with { Name = $"till{id:N}" };
        var connection = new Connection(
            id, Network, node ?? Main.Id, own.Name, VendorEnvironment.Sandbox, ConnectionState.Active, "Till", new Dictionary<string, string>(), "account", null, [], null, 1, Clock.GetUtcNow(), Clock.GetUtcNow());
        var vendor = new TillVendor();
        _connections.All[id] = connection;
        _manifests.Manifests[own.Name] = own;
        Vendors.Vendors[id] = vendor;
        return (connection, vendor);
    }

    public Manifest ManifestOf(Connection connection) => _manifests.Manifests[connection.Vendor];

    public void Change(Connection connection, Func<Manifest, Manifest> change) => _manifests.Manifests[connection.Vendor] = change(ManifestOf(connection)) with { Name = connection.Vendor };

    public void Change(Connection connection, ConnectionState state) => _connections.All[connection.Id] = connection with { State = state };

    public ConnectionTrouble? TroubleOf(Connection connection) => _connections.Troubles.GetValueOrDefault(connection.Id);

    /// <summary>Starts a reading and runs its job to its end; the run.</summary>
    public async Task<SyncRun> SyncAsync(Connection connection, string stream, TimeWindow? range = null, bool anew = false, SyncReason reason = SyncReason.Asked)
    {
        var run = (await Node.Get<ISync>().StartAsync(connection, stream, reason, range, anew, Caller.System, Ct)).Value![0];
        await RunJobAsync(run);
        return await RunAsync(run);
    }

    /// <summary>Does a queued job as the worker would.</summary>
    public async Task RunJobAsync(Guid id, CancellationToken? stop = null)
    {
        var job = await RowAsync<(string Kind, string Payload)>("select kind, payload::text from jobs.job where id = @id and state in ('queued', 'running')", new { id });
        var handler = Node.Services.GetServices<IJobHandler>().Single(candidate => candidate.Kind == job.Kind);
        try
        {
            await handler.RunAsync(new JobLease(id, Network, job.Kind, job.Payload, 1, null, _ => { }), stop ?? Ct);
        }
        finally
        {
            if (stop is null)
            {
                await ExecuteAsync("update jobs.job set state = 'done' where id = @id and state in ('queued', 'running')", new { id });
            }
        }
    }

    public Task<SyncRun> RunAsync(Guid id) => RowAsync<SyncRun>($"select {SyncRun.Columns} from integrations.sync_run where id = @id", new { id });

    public Task<StreamState> StateAsync(Connection connection, string stream) =>
        RowAsync<StreamState>($"select {StreamState.Columns} from integrations.stream_state where connection_id = @Id and stream = @stream", new { connection.Id, stream });

    public async Task<T> RowAsync<T>(string sql, object? parameters = null) => (await RowsAsync<T>(sql, parameters))[0];

    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object? parameters = null)
    {
        await using var session = await Node.Database.SystemAsync("test", Ct);
        return await session.QueryAsync<T>(sql, parameters, Ct);
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var session = await Node.Database.SystemAsync("test", Ct);
        await session.ExecuteAsync(sql, parameters, Ct);
        await session.CommitAsync(Ct);
    }

    /// <summary>Names of the clients that a connection has brought, by key.</summary>
    public async Task<IReadOnlyList<string>> ClientsAsync(Connection connection) =>
        await RowsAsync<string>("select source_key || '=' || name from records.client where source = @Source order by source_key collate \"C\"", new { connection.Source });

    public static JsonObject Client(string id, string name, string updatedAt, int version = 1, string? place = null)
    {
        var client = new JsonObject { ["id"] = id, ["name"] = name, ["updated_at"] = updatedAt, ["version"] = version };
        if (place is not null)
        {
            client["place"] = place;
        }

        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Hands each connection's calls to its own vendor.</summary>
    internal sealed class VendorRouter : IVendorCalls
    {
        public Dictionary<Guid, IVendorCalls> Vendors { get; } = [];

        public Task<VendorAnswer> SendAsync(VendorRequest request, CancellationToken cancellationToken) => Vendors[request.Connection.Id].SendAsync(request, cancellationToken);
    }

    /// <summary>Secrets of hooks. Calls go to vendors in memory, which ask for nothing.</summary>
    internal sealed class KnownCredentials : ICredentials
    {
        public Dictionary<Guid, Secret> HookSecrets { get; } = [];

        public Task<Result<VendorGrant>> GetAsync(Connection connection, CancellationToken cancellationToken) => throw new InvalidOperationException("Vendors in memory need no grant.");

        public Task<Result<VendorGrant>> RefusedAsync(Connection connection, VendorGrant refused, CancellationToken cancellationToken) => throw new InvalidOperationException("Vendors in memory need no grant.");

        public Task<HookSecrets> HookSecretsAsync(Connection connection, CancellationToken cancellationToken) => Task.FromResult(new HookSecrets(HookSecrets.GetValueOrDefault(connection.Id), null, null));

        public Task KeepHookSecretAsync(Connection connection, Secret secret, TimeSpan overlap, CancellationToken cancellationToken)
        {
            HookSecrets[connection.Id] = secret;
            return Task.CompletedTask;
        }
    }

    private sealed class KnownManifests : ICatalogue, IFieldMaps
    {
        public Dictionary<string, Manifest> Manifests { get; } = new(StringComparer.Ordinal);

        public Manifest? Find(NetworkId? network, string vendor) => Manifests.GetValueOrDefault(vendor);

        public IReadOnlyList<Manifest> All(NetworkId? network) => [.. Manifests.Values];

        public ValueTask LoadAsync(NetworkId network, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public Task<StreamMapper> ForAsync(NetworkId network, Guid connection, Manifest manifest, string stream, CancellationToken cancellationToken)
        {
            var one = manifest.Stream(stream)!;
            var faults = new ProfileFaults();
            var map = MapCompiler.Compile(one.Map!, one.Key, one.Version, faults) ?? throw new InvalidOperationException(string.Join(' ', faults.All));
            return Task.FromResult(new StreamMapper(one, map, 0));
        }
    }
}
