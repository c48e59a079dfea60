using System.Collections.Concurrent;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connectors;

internal sealed class MappingFaults(IDatabase database, TimeProvider clock) : IMappingFaults
{
    // A stream is read a page at a time, thousands of times alike: what was noted a moment ago is not noted again.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(Guid Connection, string Stream), Noted> _noted = new();

    private sealed record Noted(IReadOnlySet<string> Unmapped, bool MayHaveRejected, DateTimeOffset At);

    public async Task NoteAsync(Session session, NetworkId network, Guid connection, string stream, int mapVersion, IReadOnlyList<MappedItem> items, CancellationToken cancellationToken)
    {
        var (key, now) = ((connection, stream), clock.GetUtcNow());
        var noted = _noted.TryGetValue(key, out var last) && now - last.At < Memory ? last : new Noted(new HashSet<string>(), MayHaveRejected: true, now);

        // A property that no map reads is listed once, with the record it was seen in last; a rejected value with every record that has it.
        var unmapped = new Dictionary<string, (string Key, int Times)>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            foreach (var name in item.Unmapped.Where(name => !noted.Unmapped.Contains(name)))
            {
                unmapped[name] = (item.Key, unmapped.GetValueOrDefault(name).Times + 1);
            }
        }

        var rejected = items.SelectMany(item => item.Faults.Select(fault => (item.Key, fault.Code, fault.Detail))).DistinctBy(entry => (entry.Key, entry.Code)).ToList();
        var taken = items.Where(item => item.Faults.Count == 0 && item.Key.Length > 0).Select(item => item.Key).ToArray();
        var mayHaveRejected = noted.MayHaveRejected && (taken.Length == 0 || await ForgetAsync(session, network, connection, stream, taken, cancellationToken));
        _noted[key] = noted with
        {
            Unmapped = unmapped.Count == 0 ? noted.Unmapped : new HashSet<string>(noted.Unmapped.Concat(unmapped.Keys), StringComparer.Ordinal),
            MayHaveRejected = mayHaveRejected || rejected.Count > 0,
        };
        var rows = unmapped.Select(entry => (Kind: "unmapped", Field: entry.Key, Key: string.Empty, Code: (string?)null, Detail: entry.Value.Key, entry.Value.Times))
            .Concat(rejected.Select(entry => (Kind: "rejected", Field: entry.Code, entry.Key, Code: (string?)entry.Code, entry.Detail, Times: 1)))
            .ToList();
        if (rows.Count == 0)
        {
            return;
        }

        await session.ExecuteAsync(
            """
            insert into integrations.mapping_fault as f (network_id, connection_id, stream, kind, field, record_key, code, detail, map_version, times, first_at, last_at)
            select @network, @connection, @stream, r.kind, r.field, r.key, r.code, left(r.detail, 500), @mapVersion, r.times, @Now, @Now
            from unnest(@Kinds::text[], @Fields::text[], @Keys::text[], @Codes::text[], @Details::text[], @Times::bigint[]) as r (kind, field, key, code, detail, times)
            on conflict (network_id, connection_id, stream, kind, field, record_key) do update
            set code = excluded.code, detail = excluded.detail, map_version = excluded.map_version, times = f.times + excluded.times, last_at = excluded.last_at
            """,
            new
            {
                network,
                connection,
                stream,
                mapVersion,
                Now = clock.GetUtcNow(),
                Kinds = rows.Select(row => row.Kind).ToArray(),
                Fields = rows.Select(row => row.Field).ToArray(),
                Keys = rows.Select(row => row.Key).ToArray(),
                Codes = rows.Select(row => row.Code).ToArray(),
                Details = rows.Select(row => row.Detail).ToArray(),
                Times = rows.Select(row => (long)row.Times).ToArray(),
            },
            cancellationToken);
    }

    /// <summary>Forgets what was rejected of records that were taken. True: others of the stream are left.</summary>
    private static async Task<bool> ForgetAsync(Session session, NetworkId network, Guid connection, string stream, string[] taken, CancellationToken cancellationToken)
    {
        var parameters = new { network, connection, stream, taken };
        await session.ExecuteAsync(
            "delete from integrations.mapping_fault where network_id = @network and connection_id = @connection and stream = @stream and kind = 'rejected' and record_key = any(@taken)",
            parameters,
            cancellationToken);
        return await session.FirstAsync<bool>(
            "select exists (select from integrations.mapping_fault where network_id = @network and connection_id = @connection and stream = @stream and kind = 'rejected')",
            parameters,
            cancellationToken);
    }

    /// <summary>What was noted, the newest first.</summary>
    /// <param name="network">The network.</param>
    /// <param name="connection">One connection; null: all.</param>
    /// <param name="kind">rejected or unmapped; null: both.</param>
    /// <param name="limit">Most entries.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<MappingFaultEntry>> ListAsync(NetworkId network, Guid? connection, string? kind, int limit, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.QueryAsync<MappingFaultEntry>(
            """
            select f.connection_id, f.stream, f.kind, f.field, case when f.kind = 'unmapped' then f.detail else f.record_key end as record_key, f.code,
                   case when f.kind = 'unmapped' then null else f.detail end as detail, f.map_version, f.times, f.first_at, f.last_at
            from integrations.mapping_fault f
            where f.network_id = @network and (@connection::uuid is null or f.connection_id = @connection) and (@kind::text is null or f.kind = @kind)
            order by f.last_at desc, f.stream, f.field limit @limit
            """,
            new { network, connection, kind, limit },
            cancellationToken);
    }
}

/// <summary>A row of integrations.mapping_fault.</summary>
internal sealed record MappingFaultEntry(Guid ConnectionId, string Stream, string Kind, string Field, string RecordKey, string? Code, string? Detail, int MapVersion, long Times, DateTimeOffset FirstAt, DateTimeOffset LastAt);
