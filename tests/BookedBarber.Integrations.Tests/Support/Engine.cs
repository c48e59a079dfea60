using BookedBarber.Access;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Transport;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Integrations.Tests.Support;

/// <summary>A node with connections and transport, a network, and a vendor on a socket.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly TestDatabase? _ownDatabase;
    private readonly VendorServer? _ownServer;
    private bool _isGuest;
    private static int counter;

    private Engine(TestNode node, VendorServer vendor, OneVendor catalogue, NetworkId network, TestDatabase? ownDatabase, VendorServer? ownServer)
    {
        Node = node;
        Vendor = vendor;
        Catalogue = catalogue;
        Network = network;
        (_ownDatabase, _ownServer) = (ownDatabase, ownServer);
    }

    public TestNode Node { get; }

    public VendorServer Vendor { get; }

    public OneVendor Catalogue { get; }

    public NetworkId Network { get; }

    public ICredentials Credentials => Node.Get<ICredentials>();

    public IVendorCalls Calls => Node.Get<IVendorCalls>();

    public Manifest Manifest => Catalogue.Manifests[0];

    public static async Task<Engine> StartAsync(
        Manifest? manifest = null, TimeProvider? clock = null, bool withWorkers = false, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var database = await TestDatabase.CreateAsync(Modules());
        var vendor = await VendorServer.StartAsync();
        var catalogue = new OneVendor(manifest ?? Vendors.Plain());
        var node = await NodeAsync(database, vendor, catalogue, clock ?? TimeProvider.System, withWorkers, settings, configure);
        return new Engine(node, vendor, catalogue, await NetworkAsync(node), database, vendor);
    }

    /// <summary>Another process on the same database, as far as one process can be two: nothing is shared but the database.</summary>
    public async Task<Engine> AnotherAsync(TimeProvider? clock = null, bool withWorkers = false) =>
        new(await NodeAsync(Node.Source(), Vendor, Catalogue, clock ?? Node.Clock, withWorkers, settings: null, configure: null), Vendor, Catalogue, Network, null, null);

    /// <summary>A connection that is active with these tokens.</summary>
    public async Task<Connection> ConnectAsync(
        string? access = "access-1", string? refresh = "refresh-1", DateTimeOffset? expiresAt = null, DateTimeOffset? renewAt = null, IReadOnlyDictionary<string, string>? typed = null,
        VendorEnvironment environment = VendorEnvironment.Sandbox, IReadOnlyDictionary<string, string>? settings = null, string name = "Fake", string? account = null)
    {
        var now = Node.Clock.GetUtcNow();
        var connection = new Connection(
            Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), Network, NodeId.Root(Network), Vendors.Name, environment, ConnectionState.Active, name, settings ?? new Dictionary<string, string>(), account,
            OwnerId: null, Scopes: [], Trouble: null, Version: 1, now, now);
        var vault = Node.Get<SecretVault>();
        var secrets = new Dictionary<string, SealedSecret>(StringComparer.Ordinal);
        if (access is not null)
        {
            secrets["tokens"] = await vault.SealAsync(new SecretPlace(Network, connection.Id, "tokens"), new TokenSet(access, refresh).ToSecret(), CancellationToken.None);
        }

        if (typed is not null)
        {
            secrets["typed"] = await vault.SealAsync(new SecretPlace(Network, connection.Id, "typed"), SecretFields.Pack(typed.ToDictionary(field => field.Key, field => new Secret(field.Value))), CancellationToken.None);
        }

        await using (var session = await Node.Database.WriteAsync(Scope.OfSystem(Network), "test", CancellationToken.None))
        {
            (await ConnectionStore.InsertAsync(session, connection, new PersonId(Guid.Empty), CancellationToken.None)).ShouldBeTrue();
            await session.CommitAsync(CancellationToken.None);
        }

        await using var system = await Node.Database.SystemAsync("test", CancellationToken.None);
        await Node.Get<CredentialStore>().ReplaceAsync(system, connection, secrets, new TokenTimes(now, expiresAt, renewAt ?? expiresAt, null), CancellationToken.None);
        await system.CommitAsync(CancellationToken.None);
        return connection;
    }

    /// <summary>The same node with a network of its own for one test: the vendor has forgotten everything, and the manifest is the one given.</summary>
    public async Task<Engine> FreshAsync(Manifest? manifest = null)
    {
        Vendor.Forget();
        Catalogue.Manifests = [manifest ?? Vendors.Plain()];
        return new Engine(Node, Vendor, Catalogue, await NetworkAsync(Node), null, null) { _isGuest = true };
    }

    public async Task<Connection> ReadAsync(Connection connection) => (await Node.Get<IConnections>().FindAsync(Network, connection.Id, CancellationToken.None))!;

    public VendorRequest Get(Connection connection, string path = "/items", CallPriority priority = CallPriority.Incremental) =>
        new(connection, Manifest, HttpMethod.Get, path, null, null, priority, "test", null);

    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var session = await Node.Database.SystemAsync("test", CancellationToken.None);
        return (await session.FirstAsync<T>(sql, parameters, CancellationToken.None))!;
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var session = await Node.Database.SystemAsync("test", CancellationToken.None);
        await session.ExecuteAsync(sql, parameters, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isGuest)
        {
            return;
        }

        await Node.DisposeAsync();
        if (_ownServer is not null)
        {
            await _ownServer.DisposeAsync();
        }

        if (_ownDatabase is not null)
        {
            await _ownDatabase.DisposeAsync();
        }
    }

    private static async Task<NetworkId> NetworkAsync(TestNode node) =>
        (await node.Get<INetworkEditor>().CreateNetworkAsync(Caller.System, new NewNetwork("Test", $"test-{Interlocked.Increment(ref counter)}", "USD", "America/New_York"), CancellationToken.None)).Value!.Id;

    private static IModule[] Modules() => [new NetworkModule(), new AccessModule(), new RecordsModule(), new IntegrationsModule()];

    private static Task<TestNode> NodeAsync(
        TestDatabase database, VendorServer vendor, OneVendor catalogue, TimeProvider clock, bool withWorkers, IReadOnlyDictionary<string, string?>? settings, Action<IServiceCollection>? configure)
    {
        var all = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { [$"Integrations:Sandbox:{Vendors.Name}"] = vendor.Url };
        return TestNode.StartAsync(
            database,
            Modules(),
            clock,
            withWorkers,
            services =>
            {
                if (services.All(service => service.ServiceType != typeof(IVendorCalls)))
                {
                    var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("DataFolder", TestDatabase.DataFolder)]).AddInMemoryCollection(all).Build();
                    services.AddTransport(configuration);
                    services.AddConnections(configuration);
                }

                services.AddSingleton<ICatalogue>(catalogue);
                services.AddSingleton(provider => provider.GetServices<IHostedService>().OfType<CredentialRounds>().Single());
                configure?.Invoke(services);
            },
            all);
    }
}
