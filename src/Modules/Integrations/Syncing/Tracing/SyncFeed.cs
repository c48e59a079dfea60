using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Pushing;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Tracing;

/// <summary>
/// Follows the feed: notes which records somebody changed here that a vendor has, too, queues what is to be written to vendors, and keeps the way from a run or
/// message to its changes.
/// </summary>
internal sealed class SyncFeed(PushQueue pushes, IJobQueue jobs) : IFeedConsumer
{
    private static readonly HashSet<string> Entities = RecordTypes.All.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);

    public string Name => "integrations.sync";

    public int BatchSize => 500;

    public async Task HandleAsync(Session session, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var records = changes.Where(change => Entities.Contains(change.Entity) && change.Op != ChangeOp.Action).ToList();
        await TraceAsync(session, records, cancellationToken);
        foreach (var change in records.Where(change => change is { Entity: "client", Op: ChangeOp.Changed, Location: not null }))
        {
            await FollowHomeAsync(session, change, cancellationToken);
        }

        foreach (var change in records.Where(change => !SyncCause.TryRead(change.Cause, out _, out _) && change.Op == ChangeOp.Changed))
        {
            await MarkAsync(session, change, cancellationToken);
        }

        await pushes.FollowAsync(session, records, cancellationToken);
        foreach (var change in changes.Where(change => change is { Op: ChangeOp.Action, Entity: "connection.places_linked", Ids.Count: > 0 }))
        {
            await jobs.EnqueueAsync(
                new NewJob(change.Network, RetakeJobHandler.JobKind, new RetakePayload(change.Network.Value, change.Ids[0], null), UniqueKey: $"retake:{change.Ids[0]:N}:{change.Position}"),
                Caller.System, session, cancellationToken);
        }
    }

    private static Task TraceAsync(Session session, List<Change> changes, CancellationToken cancellationToken)
    {
        var rows = new List<(Guid Network, Guid Cause, Guid Location, string Entity, long Position)>();
        foreach (var change in changes.Where(change => change.Location is not null))
        {
            if (SyncCause.TryRead(change.Cause, out _, out var cause))
            {
                rows.Add((change.Network.Value, cause, change.Location!.Value.Value, change.Entity, change.Position));
            }
        }

        return rows.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            insert into integrations.traced_change (network_id, cause, location_id, entity, position)
            select * from unnest(@Networks::uuid[], @Causes::uuid[], @Locations::uuid[], @Entities::text[], @Positions::bigint[]) on conflict do nothing
            """,
            new
            {
                Networks = rows.Select(row => row.Network).ToArray(),
                Causes = rows.Select(row => row.Cause).ToArray(),
                Locations = rows.Select(row => row.Location).ToArray(),
                Entities = rows.Select(row => row.Entity).ToArray(),
                Positions = rows.Select(row => row.Position).ToArray(),
            },
            cancellationToken);
    }

    /// <summary>A visit may have given a client another home: the link goes there, too.</summary>
    private static Task FollowHomeAsync(Session session, Change change, CancellationToken cancellationToken) => session.ExecuteAsync(
        "update integrations.record_link set location_id = @Location where network_id = @Network and record_id = any(@Ids) and record = 'client' and location_id <> @Location and not is_pushed",
        new { change.Network, Location = change.Location!.Value.Value, Ids = change.Ids.ToArray() },
        cancellationToken);

    /// <summary>Notes what somebody changed here of records that a vendor has, too, and keeps the change under the record itself.</summary>
    private static async Task MarkAsync(Session session, Change change, CancellationToken cancellationToken)
    {
        var linked = await session.QueryAsync<Guid>(
            "select distinct record_id from integrations.record_link where network_id = @Network and record_id = any(@Ids) and removed_at is null",
            new { change.Network, Ids = change.Ids.ToArray() },
            cancellationToken);
        if (linked.Count == 0)
        {
            return;
        }

        var fields = ChangedFields.Of(change);
        var marked = linked.Where(fields.ContainsKey).ToList();
        await session.ExecuteAsync(
            """
            update integrations.record_link l
            set changed_at = @WrittenAt, changed_fields = (select array_agg(distinct f) from unnest(l.changed_fields || string_to_array(m.fields, ',')) as f)
            from unnest(@Ids::uuid[], @Fields::text[]) as m (id, fields)
            where l.network_id = @Network and l.record_id = m.id and l.removed_at is null and not l.is_pushed
            """,
            new { change.Network, change.WrittenAt, Ids = marked.ToArray(), Fields = marked.Select(id => string.Join(',', fields[id])).ToArray() },
            cancellationToken);
        if (change.Location is { } location)
        {
            await session.ExecuteAsync(
                "insert into integrations.traced_change (network_id, cause, location_id, entity, position) select @Network, id, @location, @Entity, @Position from unnest(@Ids::uuid[]) as id on conflict do nothing",
                new { change.Network, location, change.Entity, change.Position, Ids = marked.ToArray() },
                cancellationToken);
        }
    }
}
