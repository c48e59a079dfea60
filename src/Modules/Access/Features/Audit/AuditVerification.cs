using BookedBarber.Access.Domain;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Access.Features.Audit;

/// <summary>What a walk along a chain has found.</summary>
/// <param name="Checked">Events read.</param>
/// <param name="Broken">Events changed, moved, or missing.</param>
/// <param name="FirstBadSequence">Where the first of them is, or should be; null when there is none.</param>
internal sealed record ChainReport(long Checked, long Broken, long? FirstBadSequence)
{
    public bool Ok => Broken == 0;
}

/// <summary>
/// Walks a chain and recomputes it. Finds events that were changed, removed (in the middle or at the end) or put in another order.
/// Whoever can rewrite the table and the chain's end together can forge all of it; against that only a copy of a hash kept elsewhere helps.
/// </summary>
internal sealed class AuditVerification(IDatabase database)
{
    public async Task<ChainReport> RunAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        var end = await session.FirstAsync<ChainEnd>("select sequence as Sequence, hash as Hash from access.audit_head where network_id = @Network", new { Network = network }, cancellationToken);
        var walk = new Walk();
        await using var command = new NpgsqlCommand(
            """
            select sequence, at, actor_id, actor_name, actor_kind, action, entity, entity_ids, row_count, node_id, cause, summary, changes, feed_position, previous_hash, hash
            from access.audit_event where network_id = $1 order by sequence, at
            """,
            session.Connection,
            session.Transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = network.Value });
        command.CommandTimeout = 0;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            walk.Step(Read(network, row), row.GetFieldValue<byte[]>(14), row.GetFieldValue<byte[]>(15));
        }

        return walk.End(end?.Sequence ?? 0, end?.Hash ?? AuditEvent.Genesis);
    }

    private static AuditEvent Read(NetworkId network, NpgsqlDataReader row) => new(
        network,
        row.GetInt64(0),
        row.GetFieldValue<DateTimeOffset>(1),
        row.IsDBNull(2) ? null : row.GetGuid(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.GetString(6),
        row.GetFieldValue<Guid[]>(7),
        row.GetInt32(8),
        row.IsDBNull(9) ? null : row.GetGuid(9),
        row.GetString(10),
        row.GetString(11),
        row.IsDBNull(12) ? null : row.GetString(12),
        row.GetInt64(13));

    private sealed record ChainEnd(long Sequence, byte[] Hash);

    private sealed class Walk
    {
        private long _sequence;
        private byte[] _hash = AuditEvent.Genesis;
        private long _checked;
        private long _broken;
        private long? _first;

        public void Step(AuditEvent entry, byte[] previous, byte[] hash)
        {
            _checked++;
            var expected = _sequence + 1;
            if (entry.Sequence > expected)
            {
                Break(expected, entry.Sequence - expected); // removed; the next one's link is broken by that, not by itself
            }
            else if (entry.Sequence < expected || !previous.AsSpan().SequenceEqual(_hash))
            {
                Break(entry.Sequence, 1);
                (_sequence, _hash) = (entry.Sequence, hash);
                return;
            }

            if (!entry.Hash(previous).AsSpan().SequenceEqual(hash))
            {
                Break(entry.Sequence, 1);
            }

            (_sequence, _hash) = (entry.Sequence, hash);
        }

        public ChainReport End(long sequence, byte[] hash)
        {
            if (sequence != _sequence)
            {
                Break(Math.Min(sequence, _sequence) + 1, Math.Abs(sequence - _sequence));
            }
            else if (!hash.AsSpan().SequenceEqual(_hash))
            {
                Break(sequence, 1);
            }

            return new ChainReport(_checked, _broken, _first);
        }

        private void Break(long sequence, long count)
        {
            _broken += count;
            _first ??= sequence;
        }
    }
}
