using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;


namespace BookedBarber.Testing;

/// <summary>The services of one node without its web edge: storage and the given modules over a test database.</summary>
public sealed class TestNode : IAsyncDisposable
{
    private readonly IHost _host;

    private readonly TestDatabase _source;

    private TestNode(IHost host, TimeProvider clock, TestDatabase source)
    {
        _source = source;
        _host = host;
        Clock = clock;
    }

    public TimeProvider Clock { get; }

    public IServiceProvider Services => _host.Services;

    public IDatabase Database => Services.GetRequiredService<IDatabase>();

    /// <param name="withWorkers">Also runs the feed pump, the consumers and the job worker.</param>
    /// <param name="settings">Settings for the modules. The data folder is one of the test process's own unless set.</param>
    public static async Task<TestNode> StartAsync(
        TestDatabase database, IReadOnlyList<IModule> modules, TimeProvider? clock = null, bool withWorkers = false, Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var time = clock ?? new FakeClock(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.Services.AddSingleton(time);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddStorage(database.ConnectionString);
        if (withWorkers)
        {
            builder.Services.AddStorageWorkers();
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("DataFolder", TestDatabase.DataFolder)]).AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build();
        foreach (var module in modules)
        {
            builder.Services.AddSingleton(module);
            module.AddServices(builder.Services, configuration);
        }

        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new TestNode(host, time, database);
    }

    /// <summary>The database this node works on, for starting a second node.</summary>
    public TestDatabase Source() => _source;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
