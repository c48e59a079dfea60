using BookedBarber.Storage.Server;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Host;

/// <summary>The PostgreSQL this process works with: its own, which it keeps up and stops on exit, or one that somebody else runs.</summary>
internal sealed class DatabaseServer : IAsyncDisposable
{
    private readonly PrivateServer? _own;

    private DatabaseServer(string connectionString, PrivateServer? own)
    {
        ConnectionString = connectionString;
        _own = own;
    }

    public string ConnectionString { get; }

    public static async Task<DatabaseServer> StartAsync(HostSettings settings, ILogger logger, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is { } external)
        {
            return new DatabaseServer(external, own: null);
        }

        var own = await PrivateServer.StartAsync(new PrivateServerOptions { DataFolder = settings.DataFolder }, TimeProvider.System, logger, cancellationToken);
        return new DatabaseServer(own.ConnectionString, own);
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
