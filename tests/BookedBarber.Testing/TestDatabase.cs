using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BookedBarber.Testing;

/// <summary>A fresh, migrated database on the test process's own PostgreSQL server (started once, without fsync, stopped with the process).</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    // Dozens of applications share the server, each with pools of its own.
    private const int MostConnections = 400;

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static readonly Dictionary<string, string> Templates = [];
    private static PrivateServer? server;
    private static NpgsqlDataSource? keeper;
    private static int counter;

    private TestDatabase(string connectionString) => ConnectionString = connectionString;

    /// <summary>Folder of this test process: its server's files, and what nodes keep beside the database. Removed when the process ends.</summary>
    public static string DataFolder { get; } = Path.Combine(Path.GetTempPath(), $"bookedbarber-tests-{Environment.ProcessId}");

    public string ConnectionString { get; }

    /// <summary>Makes a database with the tables of these modules. The second one with the same modules is copied from a template and costs little.</summary>
    public static async Task<TestDatabase> CreateAsync(params IModule[] modules)
    {
        await Gate.WaitAsync();
        try
        {
            server ??= await StartServerAsync();
            keeper ??= Keep(server.ConnectionString);
            var key = string.Join(",", modules.Select(module => module.Name));
            if (!Templates.TryGetValue(key, out var template))
            {
                template = $"template_{Interlocked.Increment(ref counter)}";
                await ExecuteAsync($"create database {template}");
                await using (var sources = new DataSources(WithDatabase(template, pooling: false)))
                {
                    await new Migrator(sources, modules, TimeProvider.System).RunAsync(CancellationToken.None);
                }

                Templates[key] = template;
            }

            var name = $"test_{Interlocked.Increment(ref counter)}";
            // By its files: block by block through the log takes three times as long, and makes removing it as slow.
            await ExecuteAsync($"create database {name} template {template} strategy file_copy");
            return new TestDatabase(WithDatabase(name));
        }
        finally
        {
            Gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        var name = new NpgsqlConnectionStringBuilder(ConnectionString).Database;
        await ExecuteAsync($"drop database if exists {name} with (force)");
    }

    private static async Task<PrivateServer> StartServerAsync()
    {
        var folder = DataFolder;
        var started = await PrivateServer.StartAsync(
            new PrivateServerOptions { DataFolder = folder, DurableWrites = false, MaxConnections = MostConnections },
            TimeProvider.System,
            NullLogger.Instance,
            CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            started.DisposeAsync().AsTask().GetAwaiter().GetResult();
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        };
        return started;
    }

    private static string WithDatabase(string name, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder(server!.ConnectionString) { Database = name, Pooling = pooling }.ConnectionString;

    private static NpgsqlDataSource Keep(string connectionString)
    {
        // One connection for all databases that are made and dropped: starting one takes longer than either.
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    private static async Task ExecuteAsync(string sql)
    {
#pragma warning disable CA2100 // names are made here
        await using var command = keeper!.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
