using BookedBarber.Shared;
using Npgsql;

namespace BookedBarber.Storage;

internal sealed class FeedReader(DataSources sources, TimeProvider clock) : IFeedReader
{
    internal const string Columns =
        "position, network_id, seq, entity, op::text, location_id, first_day, last_day, ids, row_count, before, after, actor_id, actor_name, cause, written_at";

    public async Task<IReadOnlyList<Change>> ReadNetworkAsync(NetworkId network, long afterSeq, int limit, CancellationToken cancellationToken)
    {
        await using var command = sources.System.CreateCommand($"select {Columns} from feed.change where network_id = $1 and seq > $2 order by seq limit $3");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = network.Value });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterSeq });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await ReadAsync(command, cancellationToken);
    }

    public async Task<long> NetworkHeadAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var command = sources.System.CreateCommand("select seq from feed.network_head where network_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = network.Value });
        return await command.ExecuteScalarAsync(cancellationToken) is long seq ? seq : 0;
    }

    public async Task<long> HeadAsync(CancellationToken cancellationToken)
    {
        await using var command = sources.System.CreateCommand("select position from feed.head");
        return await command.ExecuteScalarAsync(cancellationToken) is long position ? position : 0;
    }

    public async Task WaitForConsumersAsync(long position, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), clock);
        while (true)
        {
            await using var command = sources.System.CreateCommand("select count(*) from feed.consumer where position < $1");
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
            if (await command.ExecuteScalarAsync(cancellationToken) is 0L)
            {
                return;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Changes of all networks after a position.</summary>
    internal static async Task<IReadOnlyList<Change>> ReadAllAsync(NpgsqlConnection connection, long after, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {Columns} from feed.change where position > $1 order by position limit $2", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await ReadAsync(command, cancellationToken);
    }

    private static async Task<IReadOnlyList<Change>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var changes = new List<Change>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            changes.Add(Read(reader));
        }

        return changes;
    }

    private static Change Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new NetworkId(row.GetGuid(1)),
        row.GetInt64(2),
        row.GetString(3),
        row.GetChar(4) switch { 'c' => ChangeOp.Created, 'u' => ChangeOp.Changed, 'd' => ChangeOp.Deleted, _ => ChangeOp.Action },
        row.IsDBNull(5) ? null : new NodeId(row.GetGuid(5)),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6),
        row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7),
        row.GetFieldValue<Guid[]>(8),
        row.GetInt32(9),
        row.IsDBNull(10) ? null : row.GetString(10),
        row.IsDBNull(11) ? null : row.GetString(11),
        row.IsDBNull(12) ? null : new PersonId(row.GetGuid(12)),
        row.IsDBNull(13) ? null : row.GetString(13),
        row.GetString(14),
        row.GetFieldValue<DateTimeOffset>(15));
}
