using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;

namespace BookedBarber.Records.Tests;

/// <summary>A record writer over a fresh database, and locations that need no rows of their own. It is 2 March 2026, 15:00 UTC.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly TestNode _node;

    private Shop(TestDatabase database, TestNode node)
    {
        (_database, _node) = (database, node);
        Network = NetworkId.New(TimeProvider.System);
        Main = Location(Network);
    }

    public NetworkId Network { get; }

    public Node Main { get; }

    public IDatabase Database => _node.Database;

    public IRecordWriter Writer => _node.Get<IRecordWriter>();

    public IRecordRemover Remover => _node.Get<IRecordRemover>();

    public static async Task<Shop> OpenAsync()
    {
        IModule[] modules = [new NetworkModule(), new RecordsModule()];
        var database = await TestDatabase.CreateAsync(modules);
        return new Shop(database, await TestNode.StartAsync(database, modules));
    }

    /// <summary>Another network in the same database.</summary>
    public Shop OfAnotherNetwork() => new(_database, _node);

    public static Node Location(NetworkId network, string zone = "America/New_York", string currency = "USD")
    {
        var (root, id) = (NodeId.Root(network), NodeId.New(TimeProvider.System));
        return new Node(
            new NodeRef(network, id, NodeKind.Location, [root, id]), root, "main", "1", "Main", Currency.Of(currency), TimeZoneInfo.FindSystemTimeZoneById(zone),
            "open", null, null, 4, null, null, IsArchived: false, 1);
    }

    public async Task<IReadOnlyList<WriteOutcome>> WriteAsync<T>(IEnumerable<T> records, OnConflict conflicts = OnConflict.Update, string source = "test", Node? location = null)
        where T : CanonicalRecord
    {
        var at = location ?? Main;
        await using var session = await Database.WriteAsync(Scope.OfSystem(at.Network), "test", CancellationToken.None);
        var outcomes = await Writer.WriteAsync(session, source, [.. records.Select(record => new LocatedRecord<T>(at, record))], conflicts, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
        return outcomes;
    }

    public async Task<WriteOutcome> WriteOneAsync<T>(T record, OnConflict conflicts = OnConflict.Update, Node? location = null)
        where T : CanonicalRecord => (await WriteAsync([record], conflicts, location: location))[0];

    public Problem? Check<T>(T record, Node? location = null)
        where T : CanonicalRecord => Writer.Check(new LocatedRecord<T>(location ?? Main, record));

    public async Task<T> ReadAsync<T>(string sql, object? parameters = null, NetworkId? network = null)
    {
        await using var session = await Database.ReadAsync(network ?? Network, CancellationToken.None);
        return (await session.FirstAsync<T>(sql, parameters, CancellationToken.None))!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var session = await Database.WriteAsync(Scope.OfSystem(Network), "test", CancellationToken.None);
        await session.ExecuteAsync(sql, null, CancellationToken.None);
    }

    /// <summary>A query over what no tenant sees, such as the feed's outbox.</summary>
    public async Task<T> ReadSystemAsync<T>(string sql)
    {
        await using var session = await Database.SystemAsync("test", CancellationToken.None);
        return (await session.FirstAsync<T>(sql, null, CancellationToken.None))!;
    }

    public T Get<T>()
        where T : notnull => _node.Get<T>();

    /// <summary>Lets the database look at its tables, as it does by itself now and then.</summary>
    public async Task AnalyzeAsync()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(_database.ConnectionString);
        await using var command = source.CreateCommand("analyze");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until some writer waits for another one's transaction.</summary>
    public async Task WaitForBlockedWriterAsync()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(_database.ConnectionString);
        await using var command = source.CreateCommand("select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await command.ExecuteScalarAsync() is not true)
        {
            await timer.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }
}
