using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Storage.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookedBarber.Bench.RecordWriter;

/// <summary>A PostgreSQL of its own with durable writes, migrated, and one network of 250 locations that exists in memory only.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly string _folder;
    private readonly PrivateServer _server;
    private readonly ServiceProvider _services;

    private Workbench(string folder, PrivateServer server, ServiceProvider services)
    {
        (_folder, _server, _services) = (folder, server, services);
        Network = NetworkId.New(TimeProvider.System);
        Locations = [.. Enumerable.Range(0, 250).Select(MakeLocation)];
    }

    public NetworkId Network { get; }

    public IReadOnlyList<Node> Locations { get; }

    public IDatabase Database => _services.GetRequiredService<IDatabase>();

    public DataSources Sources => _services.GetRequiredService<DataSources>();

    public IRecordWriter Writer => _services.GetRequiredService<IRecordWriter>();

    public static async Task<Workbench> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"bookedbarber-bench-{Environment.ProcessId}");
        var server = await PrivateServer.StartAsync(new PrivateServerOptions { DataFolder = folder, DurableWrites = true }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        IModule[] modules = [new NetworkModule(), new RecordsModule()];
        var collection = new ServiceCollection().AddSingleton(TimeProvider.System).AddLogging().AddStorage(server.ConnectionString);
        foreach (var module in modules)
        {
            collection.AddSingleton(module);
            module.AddServices(collection, new ConfigurationBuilder().Build());
        }

        var services = collection.BuildServiceProvider();
        await services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        return new Workbench(folder, server, services);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Node MakeLocation(int number)
    {
        var (root, id) = (NodeId.Root(Network), NodeId.New(TimeProvider.System));
        return new Node(
            new NodeRef(Network, id, NodeKind.Location, [root, id]), root, $"shop-{number}", $"{number}", $"Shop {number}", Currency.Of("USD"), TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
            "open", null, null, 6, null, null, IsArchived: false, 1);
    }
}
