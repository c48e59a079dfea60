using System.Net.Sockets;
using Npgsql;

namespace BookedBarber.Storage.Server;

/// <summary>Connects, to learn whether the server answers.</summary>
internal sealed class ServerDoor(ServerPlace place)
{
    public static string ConnectionString(ServerPlace place, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = place.Socket,
        Port = ServerPlace.Port,
        Username = ClusterMaker.User,
        Database = database,
    }.ConnectionString;

    public async Task<Answer> KnockAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(ClusterMaker.Database, cancellationToken);
            return Answer.Ready;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState switch
            {
                PostgresErrorCodes.InvalidCatalogName => Answer.NoDatabase,
                PostgresErrorCodes.TooManyConnections => Answer.Ready,
                PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => Answer.NotYet,
                _ => throw new PrivateServerException(
                    PrivateServerCodes.StartFailed, $"PostgreSQL in {place.Cluster} runs, but refuses us: {refused.MessageText}", refused),
            };
        }
        catch (NpgsqlException failed) when (failed.InnerException is SocketException)
        {
            return File.Exists(place.SocketFile) ? Answer.Silence : Answer.NoSocket;
        }
        catch (NpgsqlException)
        {
            return Answer.NotYet;
        }
    }

    public async Task MakeDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync("postgres", cancellationToken);
        await using var command = new NpgsqlCommand($"create database {ClusterMaker.Database}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellationToken)
    {
        var text = new NpgsqlConnectionStringBuilder(ConnectionString(place, database)) { Pooling = false, ApplicationName = "bookedbarber-start" };
        var connection = new NpgsqlConnection(text.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

/// <summary>What the server said.</summary>
internal enum Answer
{
    Ready,
    NotYet,

    /// <summary>The socket's file is there, but nobody listens.</summary>
    Silence,
    NoSocket,
    NoDatabase,
}
