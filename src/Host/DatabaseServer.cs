using BookedBarber.Storage.Server;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Host;

/// <summary>The PostgreSQL this process works with: its own, which it keeps up and stops on exit, or one that somebody else runs.</summary>
internal sealed class DatabaseServer : IAsyncDisposable
{
    // A node's pools hold at most 52 connections: room for three nodes and some verbs on one data folder.
    private const int MaxConnections = 200;

    private static readonly TaskCompletionSource Never = new();
    private readonly PrivateServer? _own;

    private DatabaseServer(string connectionString, PrivateServer? own)
    {
        ConnectionString = connectionString;
        _own = own;
    }

    public string ConnectionString { get; }

    /// <summary>Fails when our own PostgreSQL died and cannot be brought back; never ends otherwise while this object lives.</summary>
    public Task Completion => _own?.Completion ?? Never.Task;

    public static async Task<DatabaseServer> StartAsync(HostSettings settings, ILogger logger, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is { } external)
        {
            return new DatabaseServer(external, own: null);
        }

        var own = await PrivateServer.StartAsync(new PrivateServerOptions { DataFolder = settings.DataFolder, MaxConnections = MaxConnections }, TimeProvider.System, logger, cancellationToken);
        return new DatabaseServer(own.ConnectionString, own);
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
