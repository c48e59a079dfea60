using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Places;

/// <summary>
/// Reads lists again whose entries are at several shops, once those are others: only the vendor's items say which of them an entry is at, and which it is not.
/// </summary>
internal sealed class ListsAnew(IDatabase database, TimeProvider clock)
{
    /// <summary>Makes the next reading of such streams begin at the very beginning, now. A stream that nothing was taken of yet goes on as it is.</summary>
    public async Task BeginAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        string[] lists = [.. manifest.Streams.Where(stream => stream is { Request: not null, Map: { } map } && (map.Shops is not null || Placings.Of(map.Record) == Placing.EveryShop)).Select(stream => stream.Name)];
        if (lists.Length == 0)
        {
            return;
        }

        await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), "sync", cancellationToken);
        var taken = await session.QueryAsync<string>(
            """
            select l.name from unnest(@lists::text[]) as l (name)
            where exists (select from integrations.record_link r where r.network_id = @Network and r.connection_id = @Id and r.stream = l.name)
            """,
            new { connection.Network, connection.Id, lists },
            cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var stream in taken)
        {
            await SyncStore.DropAsync(session, connection.Network, connection.Id, stream, anew: true, now, cancellationToken);
            await RunStore.BegunAnewAsync(session, connection, stream, now, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }
}
