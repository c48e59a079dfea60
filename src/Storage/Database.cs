using System.Data;
using BookedBarber.Shared;
using Npgsql;

namespace BookedBarber.Storage;

/// <summary>Opens sessions. The only way to the database: a tenant session sees one network, a system session is for the platform's own work.</summary>
public interface IDatabase
{
    /// <summary>A session that may write, limited to one network by row-level security.</summary>
    /// <param name="scope">Who writes, in which network; recorded with every change.</param>
    /// <param name="cause">What makes the change, such as <c>api</c>, <c>import:ID</c>; recorded with every change.</param>
    /// <param name="cancellationToken">Cancels opening.</param>
    Task<Session> WriteAsync(Scope scope, string cause, CancellationToken cancellationToken);

    /// <summary>A read-only session limited to one network by row-level security. Everything read in it is of one moment.</summary>
    Task<Session> ReadAsync(NetworkId network, CancellationToken cancellationToken) => ReadAsync(network, Planning.ByValues, cancellationToken);

    /// <summary>The same, saying how its statements are planned.</summary>
    Task<Session> ReadAsync(NetworkId network, Planning planning, CancellationToken cancellationToken);

    /// <summary>Questions about one network that are answered together, in one round trip.</summary>
    /// <param name="network">The network; row-level security shows nothing else.</param>
    /// <param name="planning">How the statements are planned.</param>
    Questions Ask(NetworkId network, Planning planning = Planning.ByValues);

    /// <summary>A session of the platform itself, over all networks. Never for work on behalf of a request.</summary>
    /// <param name="cause">What makes the change; recorded with every change.</param>
    /// <param name="cancellationToken">Cancels opening.</param>
    Task<Session> SystemAsync(string cause, CancellationToken cancellationToken);
}

/// <summary>How the statements of a session are planned.</summary>
public enum Planning
{
    /// <summary>For the values they come with, as long as that pays; PostgreSQL's own way. Default.</summary>
    ByValues,

    /// <summary>
    /// Once for all values. For small questions that are asked thousands of times and whose best plan is always the same: over tables of many partitions
    /// planning costs ten times what answering does.
    /// </summary>
    Once,
}

internal sealed class Database(DataSources sources, FeedSignal signal) : IDatabase
{
    public async Task<Session> WriteAsync(Scope scope, string cause, CancellationToken cancellationToken)
    {
        var connection = await sources.Tenant.OpenConnectionAsync(cancellationToken);
        return await BeginAsync(connection, scope.Network, scope.Caller, cause, readOnly: false, cancellationToken);
    }

    public async Task<Session> ReadAsync(NetworkId network, Planning planning, CancellationToken cancellationToken)
    {
        var connection = await sources.Tenant.OpenConnectionAsync(cancellationToken);
        return await BeginAsync(connection, network, caller: null, "read", readOnly: true, cancellationToken, planning);
    }

    public Questions Ask(NetworkId network, Planning planning = Planning.ByValues) => new(sources, network, planning);

    public async Task<Session> SystemAsync(string cause, CancellationToken cancellationToken)
    {
        var connection = await sources.System.OpenConnectionAsync(cancellationToken);
        return await BeginAsync(connection, network: null, Caller.System, cause, readOnly: false, cancellationToken);
    }

    private async Task<Session> BeginAsync(NpgsqlConnection connection, NetworkId? network, Caller? caller, string cause, bool readOnly, CancellationToken cancellationToken, Planning planning = Planning.ByValues)
    {
        try
        {
            var transaction = await connection.BeginTransactionAsync(readOnly ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted, cancellationToken);
            await using var settings = new NpgsqlCommand(
                """
                select set_config('app.network_id', $1, true), set_config('app.actor_id', $2, true), set_config('app.actor_name', $3, true),
                       set_config('app.cause', $4, true), set_config('transaction_read_only', $5, true), set_config('plan_cache_mode', $6, true)
                """,
                connection,
                transaction);
            settings.Parameters.Add(new NpgsqlParameter<string> { TypedValue = network?.ToString() ?? string.Empty });
            settings.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller?.Id.ToString() ?? string.Empty });
            settings.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller?.Name ?? string.Empty });
            settings.Parameters.Add(new NpgsqlParameter<string> { TypedValue = cause });
            settings.Parameters.Add(new NpgsqlParameter<string> { TypedValue = readOnly ? "on" : "off" });
            settings.Parameters.Add(new NpgsqlParameter<string> { TypedValue = planning == Planning.Once ? "force_generic_plan" : "auto" });
            await settings.ExecuteNonQueryAsync(cancellationToken);
            return new Session(connection, transaction, network, readOnly ? null : signal);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
