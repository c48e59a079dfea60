using BookedBarber.Access.Domain;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Access.Features.Audit;

/// <summary>Writes every change and every recorded action into the chains, in the transaction that moves the feed's position: none twice, none left out.</summary>
internal sealed class AuditTrail : IFeedConsumer
{
    public string Name => "audit";

    public int BatchSize => 500;

    public async Task HandleAsync(Session session, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var ends = await LockEndsAsync(session, [.. changes.Select(change => change.Network.Value).Distinct()], cancellationToken);
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction);
        foreach (var change in changes)
        {
            var end = ends[change.Network.Value];
            if (AuditWording.Of(change, end.Sequence + 1) is not { } entry)
            {
                continue;
            }

            var hash = entry.Hash(end.Hash);
            batch.BatchCommands.Add(Insert(entry, end.Hash, hash));
            ends[change.Network.Value] = end with { Sequence = entry.Sequence, Hash = hash };
        }

        if (batch.BatchCommands.Count == 0)
        {
            return;
        }

        foreach (var end in ends.Values)
        {
            var move = new NpgsqlBatchCommand("update access.audit_head set sequence = $2, hash = $3 where network_id = $1");
            move.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = end.NetworkId });
            move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = end.Sequence });
            move.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = end.Hash });
            batch.BatchCommands.Add(move);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    // Locked in one order, so that two consumers that meet (a node that lost its lease and its heir) wait instead of deadlocking.
    private static async Task<Dictionary<Guid, ChainEnd>> LockEndsAsync(Session session, Guid[] networks, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            "insert into access.audit_head (network_id, sequence, hash) select n, 0, @Genesis from unnest(@Networks::uuid[]) n order by n on conflict do nothing",
            new { AuditEvent.Genesis, Networks = networks },
            cancellationToken);
        var ends = await session.QueryAsync<ChainEnd>(
            "select network_id as NetworkId, sequence as Sequence, hash as Hash from access.audit_head where network_id = any(@Networks::uuid[]) order by network_id for update",
            new { Networks = networks },
            cancellationToken);
        return ends.ToDictionary(end => end.NetworkId);
    }

    private static NpgsqlBatchCommand Insert(AuditEvent entry, byte[] previous, byte[] hash)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into access.audit_event (network_id, sequence, at, actor_id, actor_name, actor_kind, action, entity, entity_ids, row_count, node_id,
                                            cause, summary, changes, feed_position, previous_hash, hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """);
        Add(command, entry.Network.Value, NpgsqlDbType.Uuid);
        Add(command, entry.Sequence, NpgsqlDbType.Bigint);
        Add(command, entry.At.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, entry.ActorId, NpgsqlDbType.Uuid);
        Add(command, entry.ActorName, NpgsqlDbType.Text);
        Add(command, entry.ActorKind, NpgsqlDbType.Text);
        Add(command, entry.Action, NpgsqlDbType.Text);
        Add(command, entry.Entity, NpgsqlDbType.Text);
        Add(command, entry.EntityIds.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        Add(command, entry.RowCount, NpgsqlDbType.Integer);
        Add(command, entry.NodeId, NpgsqlDbType.Uuid);
        Add(command, entry.Cause, NpgsqlDbType.Text);
        Add(command, entry.Summary, NpgsqlDbType.Text);
        Add(command, entry.Changes, NpgsqlDbType.Jsonb);
        Add(command, entry.FeedPosition, NpgsqlDbType.Bigint);
        Add(command, previous, NpgsqlDbType.Bytea);
        Add(command, hash, NpgsqlDbType.Bytea);
        return command;
    }

    private static void Add(NpgsqlBatchCommand command, object? value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });

    private sealed record ChainEnd(Guid NetworkId, long Sequence, byte[] Hash);
}
