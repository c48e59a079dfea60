using BookedBarber.Access;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Storage.Server;
using BookedBarber.Webhooks;
using BookedBarber.Webhooks.Features.Endpoints;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookedBarber.Bench.Webhooks;

/// <summary>A node with a PostgreSQL of its own, durable writes, and a network of one shop.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly string _folder;
    private readonly PrivateServer _server;
    private readonly IHost _host;
    private long _sales;

    private Workbench(string folder, PrivateServer server, IHost host, NetworkId network, Node shop) => (_folder, _server, _host, Network, Shop) = (folder, server, host, network, shop);

    public NetworkId Network { get; }

    public Node Shop { get; }

    public static async Task<Workbench> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"bookedbarber-bench-{Environment.ProcessId}");
        var server = await PrivateServer.StartAsync(new PrivateServerOptions { DataFolder = folder, DurableWrites = true }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        IModule[] modules = [new NetworkModule(), new AccessModule(), new RecordsModule(), new WebhooksModule()];
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(TimeProvider.System).AddHttpContextAccessor().AddStorage(server.ConnectionString).AddStorageWorkers();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Webhooks:AllowLoopback", "true")]).Build();
        foreach (var module in modules)
        {
            builder.Services.AddSingleton(module);
            module.AddServices(builder.Services, configuration);
        }

        var host = builder.Build();
        await host.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        await host.StartAsync();
        var editor = host.Services.GetRequiredService<INetworkEditor>();
        var network = (await editor.CreateNetworkAsync(Caller.System, new NewNetwork("Bench", null, "USD", "America/New_York"), CancellationToken.None)).Value!.Id;
        var nodes = await editor.UpsertNodesAsync(Scope.OfSystem(network), [new NewNode(NodeKind.Location, "1", "Shop")], CancellationToken.None);
        return new Workbench(folder, server, host, network, nodes.Value![0]);
    }

    public async Task SubscribeAsync(Uri url)
    {
        var made = await _host.Services.GetRequiredService<MakeWebhook>().RunAsync(Scope.OfSystem(Network), new NewWebhook(url.AbsoluteUri, ["sale.*"], null, null, null, null), CancellationToken.None);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException(made.Problem.Detail);
        }
    }

    /// <summary>Writes sales in one transaction; their ids.</summary>
    public async Task<IReadOnlyList<Guid>> SellAsync(int count)
    {
        var records = Enumerable.Range(0, count).Select(_ => new LocatedRecord<SaleRecord>(Shop, Sale())).ToList();
        await using var session = await _host.Services.GetRequiredService<IDatabase>().WriteAsync(Scope.OfSystem(Network), "bench", CancellationToken.None);
        var outcomes = await _host.Services.GetRequiredService<IRecordWriter>().WriteAsync(session, "bench", records, OnConflict.Update, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
        return [.. outcomes.Select(outcome => outcome.Id)];
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private SaleRecord Sale() => new(
        $"{Interlocked.Increment(ref _sales)}", null, TimeProvider.System.GetUtcNow(), null, null, null, null, [new SaleLine(SaleLineKind.Service, "Cut", null, null, 1, null, 40, [])], [], [], [], null);
}
