using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>Reads for screens where the streams of a connection stand.</summary>
internal sealed class SyncReader(IDatabase database, ICatalogue catalogue, TimeProvider clock)
{
    public async Task<IReadOnlyList<StreamItem>> StreamsAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (catalogue.Find(connection.Network, connection.Vendor) is not { } manifest)
        {
            return [];
        }

        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        var states = (await SyncStore.ListAsync(session, connection, cancellationToken)).ToDictionary(state => state.Stream, StringComparer.Ordinal);
        var held = await CountAsync(session, "integrations.held_item", connection, cancellationToken);
        var records = await CountAsync(session, "integrations.record_link", connection, cancellationToken);
        var now = clock.GetUtcNow();
        return [.. manifest.Streams.OrderBy(stream => stream.Order).ThenBy(stream => stream.Name, StringComparer.Ordinal).Select(stream =>
        {
            var state = states.GetValueOrDefault(stream.Name);
            return new StreamItem(
                stream.Name, stream.Title, stream.Record, stream.Request is null ? "message" : state?.State ?? "idle", state?.Cursor, state?.SucceededAt is { } last ? Math.Round((now - last).TotalSeconds, 1) : null,
                stream.Every.TotalSeconds, state?.NextAt, state?.SucceededAt, state?.ReadWholeAt, state?.NewestAt, state?.Failures ?? 0, state?.Code, state?.Detail,
                held.GetValueOrDefault(stream.Name), records.GetValueOrDefault(stream.Name));
        })];
    }

    public async Task<SyncPage<RunItem>> RunsAsync(Connection connection, string? stream, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var size = SyncPage<RunItem>.Size(limit);
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        var rows = await RunStore.ListAsync(session, connection.Network, connection.Id, stream, Guid.TryParse(cursor, out var before) ? before : null, size + 1, cancellationToken);
        return SyncPage<RunItem>.Of(rows, size, Item, row => row.Id.ToString());
    }

    public async Task<RunItem?> RunAsync(Connection connection, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return await RunStore.FindAsync(session, connection.Network, id, cancellationToken) is { } run && run.ConnectionId == connection.Id ? Item(run) : null;
    }

    public async Task<SyncPage<HeldEntry>> HeldAsync(Connection connection, string? stream, string? reason, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var size = SyncPage<HeldEntry>.Size(limit);
        var after = (cursor ?? string.Empty).Split('\u001f', 2);
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        var rows = await session.QueryAsync<HeldRow>(
            """
            select stream, key, reason, place_key, faults::text as faults, mapping, item::text as item, first_at, last_at, times from integrations.held_item
            where network_id = @Network and connection_id = @Id and (@stream::text is null or stream = @stream) and (@reason::text is null or reason = @reason) and (stream, key) > (@AfterStream, @AfterKey)
            order by stream, key limit @Limit
            """,
            new { connection.Network, connection.Id, stream, reason, AfterStream = after[0], AfterKey = after.Length > 1 ? after[1] : string.Empty, Limit = size + 1 },
            cancellationToken);
        return SyncPage<HeldEntry>.Of(
            rows, size,
            row => new HeldEntry(
                row.Stream, row.Key, row.Reason, row.PlaceKey, [.. StorageJson.Deserialize<List<HeldFault>>(row.Faults).Select(fault => new HeldEntryFault(fault.Code, fault.Detail))], row.Mapping,
                JsonSerializer.Deserialize<JsonElement>(row.Item), row.FirstAt, row.LastAt, row.Times),
            row => $"{row.Stream}\u001f{row.Key}");
    }

    internal static RunItem Item(SyncRun run) => new(
        run.Id, run.Stream, run.Reason, run.State, run.FromAt, run.ToAt, run.Pages, run.Read, run.Created, run.Changed, run.Unchanged, run.Refused, run.Held, run.Removed, run.Skipped, run.Slices, run.SlicesDone,
        run.Code, run.Detail, run.AskedByName, run.CreatedAt, run.StartedAt, run.FinishedAt);

    private static async Task<Dictionary<string, long>> CountAsync(Session session, string table, Connection connection, CancellationToken cancellationToken) =>
        (await session.QueryAsync<(string Stream, long Count)>(
            $"select stream, count(*) from {table} where network_id = @Network and connection_id = @Id {(table.EndsWith("link", StringComparison.Ordinal) ? "and removed_at is null" : string.Empty)} group by stream",
            new { connection.Network, connection.Id },
            cancellationToken)).ToDictionary(row => row.Stream, row => row.Count, StringComparer.Ordinal);

    private sealed record HeldRow(string Stream, string Key, string Reason, string? PlaceKey, string Faults, int Mapping, string Item, DateTimeOffset FirstAt, DateTimeOffset LastAt, int Times);
}
