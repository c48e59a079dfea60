using BookedBarber.Integrations.Connections;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>Reads and writes integrations.record_link, many rows at a time.</summary>
/// <remarks>
/// A stream that is read for the first time is newer than the table's statistics, which take it for empty: then walking over all of its links seems as good as
/// looking each one up, and a first reading would grow with the square of its size. So which stream it is stays hidden from the planner ("(select @x)"),
/// "offset 0" keeps it one index probe per key, and links are changed by way of the conflict with the row that is there, which only the key's index can find.
/// </remarks>
internal static class LinkStore
{
    /// <summary>The links <c>x</c> of a key <c>k.key</c>: one for each unit that has a record of the item.</summary>
    private const string Probe =
        """
        cross join lateral (
            select * from integrations.record_link x
            where x.network_id = (select @Network) and x.connection_id = (select @Connection) and x.stream = (select @Stream) and x.key = k.key offset 0) x
        """;

    private const string Identity = "network_id, connection_id, stream, key, location_id";

    /// <summary>What an insert says of links that are there.</summary>
    private const string OverWhatIsThere =
        $"""
        on conflict ({Identity}) do update
        set record = excluded.record, record_key = excluded.record_key, record_id = excluded.record_id, version = excluded.version,
            content = excluded.content, base = excluded.base, vendor_at = excluded.vendor_at, mapping = excluded.mapping, seen_pass = excluded.seen_pass, cause = excluded.cause,
            taken_at = excluded.taken_at, removed_at = null
        """;

    /// <summary>Whoever writes links of a stream, from pages, messages or for what we made there, takes turns until the end of the transaction: what one of them has read of the links still holds when it writes.</summary>
    public static Task LockAsync(Session session, Connection connection, string stream, CancellationToken cancellationToken) =>
        session.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@Name, 0))", new { Name = $"intake:{connection.Id:N}:{stream}" }, cancellationToken);

    /// <summary>Links of these keys of a stream.</summary>
    public static async Task<ILookup<string, RecordLink>> FindAsync(Session session, IntakeTarget target, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<RecordLink>(
            $"""
             select x.key, x.record, x.record_key, x.record_id, x.location_id, x.version, x.content, case when cardinality(x.changed_fields) > 0 then x.base::text end as base, x.vendor_at, x.changed_fields,
                    x.changed_at, x.is_pushed, x.removed_at
             from unnest(@Keys::text[]) as k (key) {Probe}
             """,
            new { target.Connection.Network, Connection = target.Connection.Id, Stream = target.Stream.Name, Keys = keys.Distinct(StringComparer.Ordinal).ToArray() },
            cancellationToken);
        return rows.ToLookup(row => row.Key, StringComparer.Ordinal);
    }

    /// <summary>Stores what was taken. What somebody changed here stays marked until both sides agree again.</summary>
    /// <remarks>Who holds the stream's lock knows which links are there: the others are put in plainly, for an insert that may meet a conflict claims each row first and confirms it afterwards.</remarks>
    public static async Task SaveAsync(Session session, IntakeTarget target, IReadOnlyList<TakenItem> taken, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var part in taken.GroupBy(item => item.IsLinked))
        {
            await SaveAsync(session, target, [.. part], part.Key ? OverWhatIsThere : string.Empty, now, cancellationToken);
        }
    }

    private static Task SaveAsync(Session session, IntakeTarget target, TakenItem[] taken, string conflict, DateTimeOffset now, CancellationToken cancellationToken) => session.ExecuteAsync(
        $"""
         insert into integrations.record_link as l (network_id, connection_id, stream, key, record, record_key, record_id, location_id, version, content, base, vendor_at, changed_fields,
                                                    mapping, seen_pass, cause, first_cause, taken_at)
         select @Network, @Connection, @Stream, t.key, @Record, t.record_key, t.record_id, t.location_id, t.version, t.content, t.base::jsonb, t.vendor_at, array[]::text[], @Mapping, @Pass, @Cause, @Cause, @now
         from unnest(@Keys::text[], @RecordKeys::text[], @RecordIds::uuid[], @Locations::uuid[], @Versions::text[], @Contents::bytea[], @Bases::text[], @VendorAts::timestamptz[])
             as t (key, record_key, record_id, location_id, version, content, base, vendor_at)
         {conflict}
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
            Keys = Array.ConvertAll(taken, item => item.Key),
            RecordKeys = Array.ConvertAll(taken, item => item.RecordKey),
            RecordIds = Array.ConvertAll(taken, item => item.RecordId),
            Locations = Array.ConvertAll(taken, item => item.LocationId),
            Versions = Array.ConvertAll(taken, item => item.Version),
            Contents = Array.ConvertAll(taken, item => item.Content),
            Bases = Array.ConvertAll(taken, item => item.Base),
            VendorAts = Array.ConvertAll(taken, item => item.VendorAt),
        },
        cancellationToken);

    /// <summary>Notes that items were there just so: the proof that they are not deleted, and the vendor's newer mark for the same content.</summary>
    public static Task SeenAsync(Session session, IntakeTarget target, IReadOnlyList<(IntakeItem Item, Guid Location)> items, CancellationToken cancellationToken) =>
        items.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            $"""
            insert into integrations.record_link (network_id, connection_id, stream, key, record, record_key, record_id, location_id, version, content, base, vendor_at, mapping, seen_pass, cause, first_cause,
                                                  is_pushed, changed_fields, changed_at, taken_at, removed_at)
            select x.network_id, x.connection_id, x.stream, x.key, x.record, x.record_key, x.record_id, x.location_id, coalesce(k.version, x.version), x.content, x.base, coalesce(k.vendor_at, x.vendor_at), x.mapping, @Pass,
                   x.cause, x.first_cause, x.is_pushed, x.changed_fields, x.changed_at, x.taken_at, x.removed_at
            from unnest(@Keys::text[], @Locations::uuid[], @Versions::text[], @VendorAts::timestamptz[]) as k (key, location_id, version, vendor_at) {Probe}
            where x.location_id = k.location_id
            on conflict ({Identity}) do update set seen_pass = excluded.seen_pass, version = excluded.version, vendor_at = excluded.vendor_at
            """,
            new
            {
                target.Connection.Network,
                Connection = target.Connection.Id,
                Stream = target.Stream.Name,
                target.Pass,
                Keys = items.Select(one => one.Item.Key).ToArray(),
                Locations = items.Select(one => one.Location).ToArray(),
                Versions = items.Select(one => one.Item.Version).ToArray(),
                VendorAts = items.Select(one => one.Item.VendorAt).ToArray(),
            },
            cancellationToken);

    /// <summary>Marks links as removed.</summary>
    public static Task RemoveAsync(Session session, Connection connection, string stream, IReadOnlyList<RecordLink> links, Guid cause, DateTimeOffset now, CancellationToken cancellationToken) =>
        links.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            update integrations.record_link l set removed_at = @now, cause = @cause, taken_at = @now, changed_fields = '{}', changed_at = null
            from unnest(@Keys::text[], @Locations::uuid[]) as gone (key, location_id)
            where l.network_id = (select @Network) and l.connection_id = (select @Id) and l.stream = (select @stream) and l.key = gone.key and l.location_id = gone.location_id and l.removed_at is null
            """,
            new { connection.Network, connection.Id, stream, Keys = links.Select(link => link.Key).ToArray(), Locations = links.Select(link => link.LocationId).ToArray(), cause, now },
            cancellationToken);

    /// <summary>Follows records that have another home now. Who is one over all shops has one link, too.</summary>
    public static Task MoveAsync(Session session, IntakeTarget target, IReadOnlyList<(string Key, Guid From, Guid To)> moves, CancellationToken cancellationToken) =>
        moves.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            update integrations.record_link l set location_id = m.after
            from unnest(@Keys::text[], @Before::uuid[], @After::uuid[]) as m (key, before, after)
            where l.network_id = (select @Network) and l.connection_id = (select @Connection) and l.stream = (select @Stream) and l.key = m.key and l.location_id = m.before
            """,
            new
            {
                target.Connection.Network,
                Connection = target.Connection.Id,
                Stream = target.Stream.Name,
                Keys = moves.Select(move => move.Key).ToArray(),
                Before = moves.Select(move => move.From).ToArray(),
                After = moves.Select(move => move.To).ToArray(),
            },
            cancellationToken);
}

/// <summary>An item that is a record now.</summary>
/// <param name="IsLinked">Whether it has a link already.</param>
internal readonly record struct TakenItem(string Key, bool IsLinked, string RecordKey, Guid? RecordId, Guid LocationId, string? Version, byte[] Content, string? Base, DateTimeOffset? VendorAt);
