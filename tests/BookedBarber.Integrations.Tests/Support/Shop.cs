using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Integrations.Tests.Support;

/// <summary>A database with the modules that imports need, and the import verb on it.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;

    private Shop(TestDatabase database, TestNode node, bool ownsDatabase)
    {
        _database = database;
        _ownsDatabase = ownsDatabase;
        Node = node;
    }

    public TestNode Node { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("bookedbarber-import-tests-").FullName;

    public static async Task<Shop> OpenAsync(Action<IServiceCollection>? configure = null, bool withWorkers = false)
    {
        IModule[] modules = [new NetworkModule(), new RecordsModule(), new IntegrationsModule()];
        var database = await TestDatabase.CreateAsync(modules);
        var clock = withWorkers ? TimeProvider.System : new FakeClock(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero));
        return new Shop(database, await TestNode.StartAsync(database, modules, clock, withWorkers, configure), ownsDatabase: true);
    }

    /// <summary>A node like the first on the same database, as after a crash.</summary>
    public async Task<Shop> ReopenAsync(Action<IServiceCollection>? configure = null) =>
        new(_database, await TestNode.StartAsync(_database, [new NetworkModule(), new RecordsModule(), new IntegrationsModule()], Node.Clock, configure: configure), ownsDatabase: false);

    public string File(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public string File(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Runs <c>import</c> with these words.</summary>
    public async Task<Answer> ImportAsync(params string[] words) => await RunAsync("import", words);

    public async Task<Answer> RunAsync(string verb, params string[] words)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await Node.Services.GetServices<IVerb>().Single(candidate => candidate.Name == verb).RunAsync(words, output, error, TestContext.Current.CancellationToken);
        return new Answer(code, output.ToString(), error.ToString());
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var session = await Node.Database.SystemAsync("test", TestContext.Current.CancellationToken);
        return (await session.FirstAsync<T>(sql, null, TestContext.Current.CancellationToken))!;
    }

    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql)
    {
        await using var session = await Node.Database.SystemAsync("test", TestContext.Current.CancellationToken);
        return await session.QueryAsync<T>(sql, null, TestContext.Current.CancellationToken);
    }

    public NetworkSummary Network(string slug) => Node.Get<INetworkTree>().FindNetwork(slug)!;

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        if (_ownsDatabase)
        {
            await _database.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>What a verb said.</summary>
internal sealed record Answer(int Code, string Output, string Error)
{
    public string LastLine => Output.TrimEnd('\n', '\r').Split('\n')[^1];
}
