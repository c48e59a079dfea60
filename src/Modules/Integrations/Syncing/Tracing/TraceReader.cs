using BookedBarber.Integrations.Connections;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Tracing;

/// <summary>Puts the way of a record together: every step by an index.</summary>
internal sealed class TraceReader(IDatabase database, INetworkTree tree)
{
    private const int Most = 50;

    /// <returns>The trace; null when the connection has no such record, or the caller may not see its unit.</returns>
    public async Task<RecordTrace?> ReadAsync(Scope scope, Connection connection, Guid record, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        var link = await session.FirstAsync<LinkRow>(
            """
            select record, stream, key, version, mapping, location_id, taken_at, removed_at, changed_fields, cause, first_cause
            from integrations.record_link where network_id = @Network and record_id = @record and connection_id = @Id
            """,
            new { connection.Network, connection.Id, record },
            cancellationToken);
        if (link is null || tree.Find(new NodeId(link.LocationId)) is not { } node || !scope.Sees(node.Ref))
        {
            return null;
        }

        var changes = await ChangesAsync(session, connection.Network, record, link, cancellationToken);
        var pushes = await session.QueryAsync<TracePush>(
            "select id, connection_id, action, state, vendor_key, created_at, finished_at from integrations.push where network_id = @Network and record_id = @record order by id desc limit @Most",
            new { connection.Network, record, Most },
            cancellationToken);
        return new RecordTrace(
            record, link.Record, link.Stream, link.Key, link.Version, link.Mapping, link.LocationId, link.TakenAt, link.RemovedAt, link.ChangedFields,
            await SourceAsync(session, connection, link.FirstCause, cancellationToken), await SourceAsync(session, connection, link.Cause, cancellationToken), changes, pushes);
    }

    private static async Task<TraceSource?> SourceAsync(Session session, Connection connection, Guid cause, CancellationToken cancellationToken) => await session.FirstAsync<TraceSource>(
        """
        select id, 'run' as kind, stream as what, coalesce(started_at, created_at) as at from integrations.sync_run where network_id = @Network and id = @cause
        union all
        select id, 'message', array_to_string(event_types, ', '), received_at from integrations.hook_message where network_id = @Network and connection_id = @Id and id = @cause
        union all
        select id, 'push', action, created_at from integrations.push where network_id = @Network and id = @cause
        """,
        new { connection.Network, connection.Id, cause },
        cancellationToken);

    // A bulk change names a location and many ids: the positions of the few that can be meant are known, and of those the ones that name the record are taken.
    private static async Task<IReadOnlyList<TraceChange>> ChangesAsync(Session session, NetworkId network, Guid record, LinkRow link, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<(long Seq, char Op, DateTimeOffset At, string Cause, string? By)>(
            """
            select c.seq, c.op::text, c.written_at, c.cause, c.actor_name
            from (
                select distinct position from integrations.traced_change
                where network_id = @network and cause = any(@Causes) and location_id = @LocationId and entity = @Entity order by position desc limit 200) t
            join feed.change c on c.position = t.position
            where c.network_id = @network and c.ids @> array[@record]::uuid[]
            order by c.seq desc limit @Most
            """,
            new { network, record, Causes = new[] { link.FirstCause, link.Cause, record }, link.LocationId, Entity = link.Record, Most },
            cancellationToken);
        return [.. rows.Reverse().Select(row => new TraceChange(row.Seq, row.Op switch { 'c' => "created", 'u' => "changed", _ => "deleted" }, row.At, row.Cause, row.By))];
    }

    private sealed record LinkRow
    {
        public required string Record { get; init; }

        public required string Stream { get; init; }

        public required string Key { get; init; }

        public string? Version { get; init; }

        public int Mapping { get; init; }

        public Guid LocationId { get; init; }

        public DateTimeOffset TakenAt { get; init; }

        public DateTimeOffset? RemovedAt { get; init; }

        public required string[] ChangedFields { get; init; }

        public Guid Cause { get; init; }

        public Guid FirstCause { get; init; }
    }
}
