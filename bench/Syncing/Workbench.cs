using BookedBarber.Integrations;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Transport;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Storage.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookedBarber.Bench.Syncing;

/// <summary>A node over a PostgreSQL of its own with durable writes, one shop, and one connection to the vendor of the bench.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly string _folder;
    private readonly PrivateServer _server;
    private readonly IHost _host;

    private Workbench(string folder, PrivateServer server, IHost host, Connection connection) => (_folder, _server, _host, Connection) = (folder, server, host, connection);

    public Connection Connection { get; }

    public static async Task<Workbench> StartAsync(string vendorUrl, IFeedListener listener)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"bookedbarber-bench-{Environment.ProcessId}");
        var server = await PrivateServer.StartAsync(new PrivateServerOptions { DataFolder = folder, DurableWrites = true }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Integrations:Sandbox:bench", vendorUrl)]).Build();
        IModule[] modules = [new NetworkModule(), new RecordsModule(), new IntegrationsModule()];
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.Services.AddSingleton(TimeProvider.System).AddHttpContextAccessor().AddStorage(server.ConnectionString).AddStorageWorkers();
        foreach (var module in modules)
        {
            builder.Services.AddSingleton(module);
            module.AddServices(builder.Services, configuration);
        }

        var known = new Known();
        builder.Services.AddSingleton(new PublicAddress(configuration));
        builder.Services.AddSingleton(new VendorAddresses(configuration));
        builder.Services.AddSingleton<IConnections>(known).AddSingleton<ICredentials>(known).AddSingleton<ICatalogue>(known);
        builder.Services.AddSingleton(listener);
        var host = builder.Build();
        await host.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        await host.StartAsync();
        var editor = host.Services.GetRequiredService<INetworkEditor>();
        var network = (await editor.CreateNetworkAsync(Caller.System, new NewNetwork("Bench", "bench", "USD", "America/New_York"), CancellationToken.None)).Value!.Id;
        var shop = (await editor.UpsertNodesAsync(Scope.OfSystem(network), [new NewNode(NodeKind.Location, "1", "Shop")], CancellationToken.None)).Value![0];
        var now = TimeProvider.System.GetUtcNow();
        known.One = new Connection(
            Guid.CreateVersion7(now), network, shop.Id, "bench", VendorEnvironment.Sandbox, ConnectionState.Active, "Bench", new Dictionary<string, string>(), null, null, [], null, 1, now, now);
        return new Workbench(folder, server, host, known.One);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The one connection, its connector and its secret.</summary>
    private sealed class Known : IConnections, ICredentials, ICatalogue
    {
        public Connection? One { get; set; }

        public Task<Connection?> FindAsync(NetworkId network, Guid id, CancellationToken cancellationToken) => FindAsync(id, cancellationToken);

        public Task<Connection?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(One?.Id == id ? One : null);

        public Task<IReadOnlyList<Connection>> ListAsync(NetworkId network, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Connection>>(One is null ? [] : [One]);

        public async IAsyncEnumerable<Connection> ActiveAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield break; // nothing by schedule: the bench starts what it measures
        }

        public Task ReportAsync(NetworkId network, Guid id, ConnectionTrouble trouble, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<Result<VendorGrant>> GetAsync(Connection connection, CancellationToken cancellationToken) => Task.FromResult<Result<VendorGrant>>(new VendorGrant(_ => { }, null, 1));

        public Task<Result<VendorGrant>> RefusedAsync(Connection connection, VendorGrant refused, CancellationToken cancellationToken) => GetAsync(connection, cancellationToken);

        public Task<HookSecrets> HookSecretsAsync(Connection connection, CancellationToken cancellationToken) => Task.FromResult(new HookSecrets(new Secret(Vendor.Secret), null, null));

        public Task KeepHookSecretAsync(Connection connection, Secret secret, TimeSpan overlap, CancellationToken cancellationToken) => Task.CompletedTask;

        public Manifest? Find(NetworkId? network, string vendor) => vendor == "bench" ? Vendor.Manifest : null;

        public IReadOnlyList<Manifest> All(NetworkId? network) => [Vendor.Manifest];

        public ValueTask LoadAsync(NetworkId network, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
