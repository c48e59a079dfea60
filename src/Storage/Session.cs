using System.Data;
using BookedBarber.Shared;
using Dapper;
using Npgsql;

namespace BookedBarber.Storage;

/// <summary>One short transaction. What is not committed when it is disposed is rolled back.</summary>
public sealed class Session : IAsyncDisposable
{
    private readonly FeedSignal? _signal;

    internal Session(NpgsqlConnection connection, NpgsqlTransaction transaction, NetworkId? network, FeedSignal? signal)
    {
        Connection = connection;
        Transaction = transaction;
        Network = network;
        _signal = signal;
    }

    /// <summary>The connection, for COPY and other commands that Dapper has no word for. Do not close it.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>The transaction everything in this session belongs to.</summary>
    public NpgsqlTransaction Transaction { get; }

    /// <summary>The one network this session can see; null for a system session.</summary>
    public NetworkId? Network { get; }

    /// <summary>Rows of a query.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        [.. await Connection.QueryAsync<T>(Command(sql, parameters, cancellationToken))];

    /// <summary>The first row, or <c>default</c>.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        Connection.QueryFirstOrDefaultAsync<T?>(Command(sql, parameters, cancellationToken));

    /// <summary>Runs a statement; the number of rows it touched.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        Connection.ExecuteAsync(Command(sql, parameters, cancellationToken));

    /// <summary>Writes into the feed an action that changes no tracked row (a sign-in, an export), so that it reaches the audit trail.</summary>
    /// <param name="network">The network concerned.</param>
    /// <param name="action">Stable name, such as <c>export.downloaded</c>.</param>
    /// <param name="subjectId">What was acted on, or null.</param>
    /// <param name="details">Serialized as JSON; never secrets.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public Task RecordActionAsync(NetworkId network, string action, Guid? subjectId, object details, CancellationToken cancellationToken) =>
        ExecuteAsync(
            """
            insert into feed.outbox (network_id, entity, op, ids, row_count, after, actor_id, actor_name, cause, written_at)
            values (@Network, @Action, 'a', @Ids, 1, @Details::jsonb, nullif(current_setting('app.actor_id', true), '')::uuid,
                    nullif(current_setting('app.actor_name', true), ''), current_setting('app.cause', true), clock_timestamp())
            """,
            new { Network = network, Action = action, Ids = subjectId is { } id ? [id] : Array.Empty<Guid>(), Details = StorageJson.Serialize(details) },
            cancellationToken);

    /// <summary>Makes everything in the session durable and wakes the feed.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await Transaction.CommitAsync(cancellationToken);
        _signal?.Wake();
    }

    /// <summary>Rolls back what was not committed and returns the connection to the pool.</summary>
    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, Transaction, commandType: CommandType.Text, cancellationToken: cancellationToken);
}
