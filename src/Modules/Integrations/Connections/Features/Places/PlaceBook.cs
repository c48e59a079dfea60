using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Features.Places;

/// <summary>The table of vendors' places.</summary>
internal sealed class PlaceBook(IDatabase database, INetworkTree tree, TimeProvider clock) : IPlaces
{
    public async Task<PlaceLinks> LinksAsync(Connection connection, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(connection, cancellationToken);
        await tree.LoadAsync(cancellationToken);
        return new PlaceLinks(
            rows.Where(row => row.LocationId is not null).ToDictionary(row => row.Key, row => row.LocationId!.Value, StringComparer.Ordinal),
            rows.Where(row => row.IsIgnored).Select(row => row.Key).ToHashSet(StringComparer.Ordinal),
            tree.Find(connection.Node) is { Kind: NodeKind.Location } only ? only.Id : null,
            rows.All(row => row.LocationId is not null || row.IsIgnored) && rows.Select(row => row.LocationId).OfType<NodeId>().Distinct().ToList() is [var linked] ? linked : null);
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
        foreach (var place in places.DistinctBy(place => place.Key))
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
                returning xmax = 0
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

    /// <summary>Links places to locations, all or none.</summary>
    public async Task LinkAsync(Scope scope, Connection connection, IReadOnlyList<PlaceLink> links, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "connections", cancellationToken);
        foreach (var link in links)
        {
            await session.ExecuteAsync(
                """
                update integrations.place set location_id = @LocationId, is_ignored = @IsIgnored, updated_at = @Now
                where network_id = @Network and connection_id = @Id and key = @Key
                """,
                new { connection.Network, connection.Id, link.Key, link.LocationId, IsIgnored = link.IsIgnored && link.LocationId is null, Now = clock.GetUtcNow() },
                cancellationToken);
        }

        await session.RecordActionAsync(connection.Network, "connection.places_linked", connection.Id, new { Links = links.Select(link => new { link.Key, link.LocationId, link.IsIgnored }) }, cancellationToken);
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
