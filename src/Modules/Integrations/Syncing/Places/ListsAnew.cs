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

        foreach (var stream in await TakenAsync(connection, lists, cancellationToken))
        {
            await BeginAsync(connection, stream, cancellationToken);
        }
    }

    /// <summary>In two transactions: readings lock their run after their place in the vendor's pages, and their ends lock it before.</summary>
    private async Task BeginAsync(Connection connection, string stream, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using (var session = await OpenAsync(connection, cancellationToken))
        {
            await SyncStore.DropAsync(session, connection.Network, connection.Id, stream, anew: true, now, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        await using var ending = await OpenAsync(connection, cancellationToken);
        await RunStore.BegunAnewAsync(ending, connection, stream, now, cancellationToken);
        await ending.CommitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<string>> TakenAsync(Connection connection, string[] lists, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return await session.QueryAsync<string>(
            """
            select l.name from unnest(@lists::text[]) as l (name)
            where exists (select from integrations.record_link r where r.network_id = @Network and r.connection_id = @Id and r.stream = l.name)
            """,
            new { connection.Network, connection.Id, lists },
            cancellationToken);
    }

    private Task<Session> OpenAsync(Connection connection, CancellationToken cancellationToken) => database.WriteAsync(Scope.OfSystem(connection.Network), "sync", cancellationToken);
}
