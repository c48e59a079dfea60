using BookedBarber.Shared;
using Npgsql;

namespace BookedBarber.Storage;

/// <summary>Questions to the database about one network that are answered together: of one moment, under row-level security, in one round trip.</summary>
/// <remarks>For answers made of many small questions, where the way there and back costs more than the answers do. A question may not rest on another one's answer.</remarks>
public sealed class Questions
{
    private readonly DataSources _sources;
    private readonly NetworkId _network;
    private readonly Planning _planning;
    private readonly List<Pending> _pending = [];

    internal Questions(DataSources sources, NetworkId network, Planning planning) => (_sources, _network, _planning) = (sources, network, planning);

    private sealed record Pending(string Sql, NpgsqlParameter[] Parameters, Action<NpgsqlDataReader> TakeRow, Action End);

    /// <summary>Adds a question.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="sql">One statement with numbered parameters ($1, $2 …), which the driver need not look for.</param>
    /// <param name="read">Makes something of the row that the reader stands at.</param>
    /// <param name="parameters">In their order, without names.</param>
    /// <returns>The rows, once they are asked for.</returns>
    public Reply<T> Add<T>(string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] parameters)
    {
        ArgumentNullException.ThrowIfNull(read);
        var (reply, rows) = (new Reply<T>(), new List<T>());
        _pending.Add(new Pending(sql, parameters, reader => rows.Add(read(reader)), () => reply.Set(rows)));
        return reply;
    }

    /// <summary>Asks all that was added; nothing where nothing was.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        if (_pending.Count == 0)
        {
            return;
        }

        // What is left in a transaction by a fault is rolled back when the connection goes back to its pool.
        await using var connection = await _sources.Tenant.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("begin isolation level repeatable read read only"));
        batch.BatchCommands.Add(Command(
            "select set_config('app.network_id', $1, true), set_config('plan_cache_mode', $2, true)",
            [new NpgsqlParameter<string> { TypedValue = _network.ToString() }, new NpgsqlParameter<string> { TypedValue = _planning == Planning.Once ? "force_generic_plan" : "auto" }]));
        foreach (var question in _pending)
        {
            batch.BatchCommands.Add(Command(question.Sql, question.Parameters));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var question in _pending)
        {
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                question.TakeRow(reader);
            }

            question.End();
        }

        await reader.NextResultAsync(cancellationToken);
        _pending.Clear();
    }

    private static NpgsqlBatchCommand Command(string sql, NpgsqlParameter[] parameters)
    {
#pragma warning disable CA2100 // statements are constants or made of the names of columns; values are parameters
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

/// <summary>The rows that a question of <see cref="Questions"/> was answered with.</summary>
/// <typeparam name="T">What a row became.</typeparam>
public sealed class Reply<T>
{
    private IReadOnlyList<T>? _rows;

    internal Reply()
    {
    }

    /// <summary>All rows, in the order of the statement.</summary>
    /// <exception cref="InvalidOperationException">It has not been asked yet.</exception>
    public IReadOnlyList<T> Rows => _rows ?? throw new InvalidOperationException("The questions have not been asked yet.");

    internal void Set(IReadOnlyList<T> rows) => _rows = rows;
}

/// <summary>Columns that may be null.</summary>
public static class NullableColumns
{
    /// <summary>The value of a column; null where there is none.</summary>
    public static T? Value<T>(this NpgsqlDataReader row, int column)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
    }

    /// <summary>The array in a column; null where there is none.</summary>
    public static T[]? Values<T>(this NpgsqlDataReader row, int column)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsDBNull(column) ? null : row.GetFieldValue<T[]>(column);
    }
}
