using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>Keeps items that could not become records yet, with the reason, and hands them over again.</summary>
internal static class HeldItems
{
    /// <summary>The largest item that is kept whole; of a larger one only key and reason are.</summary>
    public const int MostBytes = 256 * 1024;

    public static Task HoldAsync(Session session, IntakeTarget target, IReadOnlyList<HeldItem> held, DateTimeOffset now, CancellationToken cancellationToken) =>
        held.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            insert into integrations.held_item as h (network_id, connection_id, stream, key, reason, place_key, item, faults, version, mapping, cause, first_at, last_at)
            select @Network, @Connection, @Stream, n.key, n.reason, n.place_key, n.item::jsonb, n.faults::jsonb, n.version, @Mapping, @Cause, @now, @now
            from unnest(@Keys::text[], @Reasons::text[], @PlaceKeys::text[], @Items::text[], @Faults::text[], @Versions::text[]) as n (key, reason, place_key, item, faults, version)
            on conflict (network_id, connection_id, stream, key) do update
            set reason = excluded.reason, place_key = excluded.place_key, item = excluded.item, faults = excluded.faults, version = excluded.version, mapping = excluded.mapping,
                cause = excluded.cause, last_at = excluded.last_at, times = h.times + 1
            """,
            new
            {
                target.Connection.Network,
                Connection = target.Connection.Id,
                Stream = target.Stream.Name,
                Mapping = target.Mapper?.Version ?? 0,
                target.Cause,
                now,
                Keys = held.Select(item => item.Key).ToArray(),
                Reasons = held.Select(item => item.Reason).ToArray(),
                PlaceKeys = held.Select(item => item.PlaceKey).ToArray(),
                Items = held.Select(item => TextOf(item.Raw)).ToArray(),
                Faults = held.Select(item => StorageJson.Serialize(item.Faults)).ToArray(),
                Versions = held.Select(item => item.Version).ToArray(),
            },
            cancellationToken);

    /// <summary>Forgets items that were taken, left out or deleted meanwhile.</summary>
    public static Task ReleaseAsync(Session session, Connection connection, string stream, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        keys.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            "delete from integrations.held_item where network_id = @Network and connection_id = @Id and stream = @stream and key = any(@keys)",
            new { connection.Network, connection.Id, stream, keys = keys.ToArray() },
            cancellationToken);

    /// <summary>All items of a stream that are held, or only those that waited for a place that is linked or left out by now; a batch behind a key.</summary>
    public static async Task<IReadOnlyList<(string Key, JsonElement Item)>> ReadAsync(
        Session session, Connection connection, string stream, bool onlyPlaced, string after, int limit, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<(string Key, string Item)>(
            """
            select h.key, h.item::text from integrations.held_item h
            where h.network_id = @Network and h.connection_id = @Id and h.stream = @stream and h.key > @after
              and (not @onlyPlaced or (h.reason = 'place' and (h.place_key = '' or exists (
                  select from integrations.place p
                  where p.network_id = h.network_id and p.connection_id = h.connection_id and p.key = h.place_key and (p.location_id is not null or p.is_ignored)))))
            order by h.key limit @limit
            """,
            new { connection.Network, connection.Id, stream, onlyPlaced, after, limit },
            cancellationToken);
        return [.. rows.Select(row => (row.Key, JsonSerializer.Deserialize<JsonElement>(row.Item)))];
    }

    /// <summary>Whether an item is held whose place is matched or left out by now.</summary>
    public static async Task<bool> HasPlacedAsync(Session session, Connection connection, CancellationToken cancellationToken) => await session.FirstAsync<bool>(
        """
        select exists (
            select from integrations.held_item h join integrations.place p on p.network_id = h.network_id and p.connection_id = h.connection_id and p.key = h.place_key
            where h.network_id = @Network and h.connection_id = @Id and h.reason = 'place' and (p.location_id is not null or p.is_ignored))
        """,
        new { connection.Network, connection.Id },
        cancellationToken);

    // jsonb has no room for the character U+0000, which some vendors let through.
    private static string TextOf(JsonElement raw)
    {
        var text = raw.GetRawText();
        return text.Length > MostBytes ? """{"isTooLarge":true}""" : text.Replace("\\u0000", string.Empty, StringComparison.Ordinal);
    }
}

/// <summary>An item that could not become a record.</summary>
/// <param name="Key">Key at the vendor; of an item without one, a hash of it.</param>
/// <param name="Reason">place, map or record.</param>
/// <param name="PlaceKey">The place it waits for.</param>
/// <param name="Raw">The item.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="Version">Its version.</param>
internal sealed record HeldItem(string Key, string Reason, string? PlaceKey, JsonElement Raw, IReadOnlyList<HeldFault> Faults, string? Version);

/// <summary>What is wrong with an item.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">A sentence for people.</param>
internal sealed record HeldFault(string Code, string Detail);
