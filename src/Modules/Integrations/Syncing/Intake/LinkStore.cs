using BookedBarber.Integrations.Connections;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>Reads and writes integrations.record_link, many rows at a time.</summary>
internal static class LinkStore
{
    /// <summary>Links of these keys of a stream.</summary>
    public static async Task<Dictionary<string, RecordLink>> FindAsync(Session session, IntakeTarget target, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<RecordLink>(
            """
            select key, record, record_key, record_id, location_id, version, content, case when changed_fields <> '{}' then base::text end as base, vendor_at, changed_fields, changed_at, is_pushed, removed_at
            from integrations.record_link where network_id = @Network and connection_id = @Connection and stream = @Stream and key = any(@keys)
            """,
            new { target.Connection.Network, Connection = target.Connection.Id, Stream = target.Stream.Name, keys = keys.ToArray() },
            cancellationToken);
        return rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
    }

    /// <summary>Stores what was taken. What somebody changed here stays marked until both sides agree again.</summary>
    public static Task SaveAsync(Session session, IntakeTarget target, IReadOnlyList<TakenItem> taken, DateTimeOffset now, CancellationToken cancellationToken) =>
        taken.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            insert into integrations.record_link as l (network_id, connection_id, stream, key, record, record_key, record_id, location_id, version, content, base, vendor_at, changed_fields,
                                                       mapping, seen_pass, cause, first_cause, taken_at)
            select @Network, @Connection, @Stream, t.key, @Record, t.record_key, t.record_id, t.location_id, t.version, t.content, t.base::jsonb, t.vendor_at, '{}', @Mapping, @Pass, @Cause, @Cause, @now
            from unnest(@Keys::text[], @RecordKeys::text[], @RecordIds::uuid[], @Locations::uuid[], @Versions::text[], @Contents::bytea[], @Bases::text[], @VendorAts::timestamptz[])
                as t (key, record_key, record_id, location_id, version, content, base, vendor_at)
            on conflict (network_id, connection_id, stream, key) do update
            set record = excluded.record, record_key = excluded.record_key, record_id = excluded.record_id, location_id = excluded.location_id, version = excluded.version,
                content = excluded.content, base = excluded.base, vendor_at = excluded.vendor_at, mapping = excluded.mapping, seen_pass = excluded.seen_pass, cause = excluded.cause,
                taken_at = excluded.taken_at, removed_at = null
            """,
            new
            {
                target.Connection.Network,
                Connection = target.Connection.Id,
                Stream = target.Stream.Name,
                target.Mapper!.Record,
                Mapping = target.Mapper.Version,
                target.Pass,
                target.Cause,
                now,
                Keys = taken.Select(item => item.Key).ToArray(),
                RecordKeys = taken.Select(item => item.RecordKey).ToArray(),
                RecordIds = taken.Select(item => item.RecordId).ToArray(),
                Locations = taken.Select(item => item.LocationId).ToArray(),
                Versions = taken.Select(item => item.Version).ToArray(),
                Contents = taken.Select(item => item.Content).ToArray(),
                Bases = taken.Select(item => item.Base).ToArray(),
                VendorAts = taken.Select(item => item.VendorAt).ToArray(),
            },
            cancellationToken);

    /// <summary>Notes that items were there just so: the proof that they are not deleted, and the vendor's newer mark for the same content.</summary>
    public static Task SeenAsync(Session session, IntakeTarget target, IReadOnlyList<IntakeItem> items, CancellationToken cancellationToken) =>
        items.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            update integrations.record_link l set seen_pass = @Pass, version = coalesce(s.version, l.version), vendor_at = coalesce(s.vendor_at, l.vendor_at)
            from unnest(@Keys::text[], @Versions::text[], @VendorAts::timestamptz[]) as s (key, version, vendor_at)
            where l.network_id = @Network and l.connection_id = @Connection and l.stream = @Stream and l.key = s.key
            """,
            new
            {
                target.Connection.Network,
                Connection = target.Connection.Id,
                Stream = target.Stream.Name,
                target.Pass,
                Keys = items.Select(item => item.Key).ToArray(),
                Versions = items.Select(item => item.Version).ToArray(),
                VendorAts = items.Select(item => item.VendorAt).ToArray(),
            },
            cancellationToken);

    /// <summary>Marks links as removed.</summary>
    public static Task RemoveAsync(Session session, Connection connection, string stream, IReadOnlyList<string> keys, Guid cause, DateTimeOffset now, CancellationToken cancellationToken) =>
        keys.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            update integrations.record_link set removed_at = @now, cause = @cause, taken_at = @now, changed_fields = '{}', changed_at = null
            where network_id = @Network and connection_id = @Id and stream = @stream and key = any(@keys) and removed_at is null
            """,
            new { connection.Network, connection.Id, stream, keys = keys.ToArray(), cause, now },
            cancellationToken);
}

/// <summary>An item that is a record now.</summary>
internal readonly record struct TakenItem(string Key, string RecordKey, Guid? RecordId, Guid LocationId, string? Version, byte[] Content, string? Base, DateTimeOffset? VendorAt);
