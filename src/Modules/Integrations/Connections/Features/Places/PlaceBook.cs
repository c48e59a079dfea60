using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Features.Places;

/// <summary>The table of vendors' places.</summary>
internal sealed class PlaceBook(IDatabase database, INetworkTree tree, TimeProvider clock) : IPlaces
{
    public async Task<PlaceLinks> LinksAsync(Connection connection, CancellationToken cancellationToken)
    {
        var (rows, chosen) = (await ReadAsync(connection, cancellationToken), await DefaultAsync(connection, cancellationToken));
        await tree.LoadAsync(cancellationToken);
        return new PlaceLinks(
            rows.Where(row => row.LocationId is not null).ToDictionary(row => row.Key, row => row.LocationId!.Value, StringComparer.Ordinal),
            rows.Where(row => row.IsIgnored).Select(row => row.Key).ToHashSet(StringComparer.Ordinal),
            tree.Find(connection.Node) is { Kind: NodeKind.Location } only ? only.Id : null,
            rows.All(row => row.LocationId is not null || row.IsIgnored) && rows.Select(row => row.LocationId).OfType<NodeId>().Distinct().ToList() is [var linked] ? linked : null,
            chosen);
    }

    /// <summary>The location that was chosen for clients and staff who name no place; null: none was.</summary>
    public async Task<NodeId?> DefaultAsync(Connection connection, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return await session.FirstAsync<NodeId?>("select location_id from integrations.place_default where network_id = @Network and connection_id = @Id", new { connection.Network, connection.Id }, cancellationToken);
    }

    public async Task<int> SeenAsync(Connection connection, IReadOnlyList<VendorPlace> places, CancellationToken cancellationToken)
    {
        if (places.Count == 0)
        {
            return 0;
        }

        var known = (await ReadAsync(connection, cancellationToken)).ToDictionary(row => row.Key, StringComparer.Ordinal);
        var locations = await LocationsAsync(connection, cancellationToken);
        var taken = known.Values.Select(row => row.LocationId).OfType<NodeId>().ToHashSet();
        await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), $"integration:{connection.Id}", cancellationToken);
        var added = 0;
        foreach (var place in places.DistinctBy(place => place.Key).OrderBy(place => place.Key, StringComparer.Ordinal)) // in one order: two streams may meet the same places
        {
            // Other streams meet a place by its key before the list of places has told its name.
            var isNamedNow = !known.TryGetValue(place.Key, out var row) || (row.Name == row.Key && place.Name != place.Key && row is { LocationId: null, IsIgnored: false });
            var exact = !isNamedNow ? [] : PlaceSuggestions.For(place.Name, place.Detail, locations).Where(one => one.IsExact && !taken.Contains(one.Location.Id)).ToList();
            NodeId? link = exact is [var only] ? only.Location.Id : null;
            added += await session.FirstAsync<bool>(
                """
                insert into integrations.place as p (network_id, connection_id, key, name, detail, location_id, seen_at, updated_at)
                values (@Network, @Id, @Key, @Name, @Detail, @link, @Now, @Now)
                on conflict (network_id, connection_id, key) do update set name = case when excluded.name = excluded.key then p.name else excluded.name end,
                    detail = coalesce(excluded.detail, p.detail), location_id = coalesce(p.location_id, excluded.location_id), seen_at = excluded.seen_at
                returning xmax = 0 or (@link::uuid is not null and location_id = @link)
                """,
                new { connection.Network, connection.Id, Key = Cut(place.Key), Name = Cut(place.Name), Detail = place.Detail is { } detail ? Cut(detail) : null, link, Now = clock.GetUtcNow() },
                cancellationToken) ? 1 : 0;
            if (link is { } linked)
            {
                taken.Add(linked);
            }
        }

        await session.CommitAsync(cancellationToken);
        return added;
    }

    /// <summary>The places of a connection, by name.</summary>
    public async Task<IReadOnlyList<PlaceRow>> ReadAsync(Connection connection, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return await session.QueryAsync<PlaceRow>(
            "select key, name, detail, location_id, is_ignored, seen_at from integrations.place where network_id = @Network and connection_id = @Id order by lower(name), key", new { connection.Network, connection.Id }, cancellationToken);
    }

    /// <summary>Links places to locations and chooses the default among them, all or none.</summary>
    /// <param name="scope">Who does it.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="links">Places and what they are.</param>
    /// <param name="defaultLocation">The location of clients and staff who name no place; null: it stays.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task LinkAsync(Scope scope, Connection connection, IReadOnlyList<PlaceLink> links, Guid? defaultLocation, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "connections", cancellationToken);
        foreach (var link in links.OrderBy(link => link.Key, StringComparer.Ordinal))
        {
            await session.ExecuteAsync(
                """
                update integrations.place set location_id = @LocationId, is_ignored = @IsIgnored, updated_at = @Now
                where network_id = @Network and connection_id = @Id and key = @Key
                """,
                new { connection.Network, connection.Id, link.Key, link.LocationId, IsIgnored = link.IsIgnored && link.LocationId is null, Now = clock.GetUtcNow() },
                cancellationToken);
        }

        if (defaultLocation is { } location)
        {
            await session.ExecuteAsync(
                """
                insert into integrations.place_default (network_id, connection_id, location_id, updated_at) values (@Network, @Id, @location, @Now)
                on conflict (network_id, connection_id) do update set location_id = excluded.location_id, updated_at = excluded.updated_at
                """,
                new { connection.Network, connection.Id, location, Now = clock.GetUtcNow() },
                cancellationToken);
        }

        await session.RecordActionAsync(
            connection.Network, "connection.places_linked", connection.Id,
            new { Links = links.Select(link => new { link.Key, link.LocationId, link.IsIgnored }), DefaultLocationId = defaultLocation }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>The locations that a connection's places may be.</summary>
    public async Task<IReadOnlyList<Node>> LocationsAsync(Connection connection, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        return tree.LocationsUnder(connection.Network, [connection.Node]);
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..200];
}
