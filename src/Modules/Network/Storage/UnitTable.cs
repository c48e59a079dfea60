using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Network.Storage;

/// <summary>Writes units by the set: one statement for one unit or for ten thousand.</summary>
internal static class UnitTable
{
    private const string Sent =
        """
        unnest(@Ids, @Kinds, @Parents, @Paths, @Slugs, @Codes, @Names, @Currencies, @Zones, @Statuses, @Latitudes, @Longitudes, @Addresses, @Chairs, @Opened, @Closed)
            as sent (id, kind, parent_id, path, slug, code, name, currency, time_zone, status, latitude, longitude, address, chairs, opened_on, closed_on)
        """;

    /// <summary>Adds units with their first placement, which holds for all days: what happened before a unit was recorded belongs to where it was recorded.</summary>
    public static async Task AddAsync(Session session, NetworkId network, IReadOnlyList<UnitRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            $"""
            insert into network.node (network_id, id, kind, parent_id, path, slug, code, name, currency, time_zone, status, latitude, longitude, address, chairs, opened_on, closed_on, created_at)
            select @Network, id, kind, parent_id, path::uuid[], slug, code, name, currency, time_zone, status, latitude, longitude, address, chairs, opened_on, closed_on, @Now
            from {Sent}
            """,
            Parameters(network, rows, now),
            cancellationToken);
        await session.ExecuteAsync(
            "insert into network.placement (network_id, node_id, parent_id) select @Network, id, parent_id from unnest(@Ids, @Parents) as sent (id, parent_id) where parent_id is not null",
            new { Network = network, Ids = Values(rows), Parents = Parents(rows) },
            cancellationToken);
        await Lineage.ComputeAsync(session, network, Values(rows), cancellationToken);
    }

    /// <summary>Changes what differs; a unit that is sent as it is keeps its version. Never changes the parent: that is a move.</summary>
    public static Task ChangeAsync(Session session, NetworkId network, IReadOnlyList<UnitRow> rows, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            update network.node n
            set slug = sent.slug, code = sent.code, name = sent.name, currency = sent.currency, time_zone = sent.time_zone, status = sent.status,
                latitude = sent.latitude, longitude = sent.longitude, address = sent.address, chairs = sent.chairs,
                opened_on = sent.opened_on, closed_on = sent.closed_on, version = n.version + 1
            from {Sent}
            where n.network_id = @Network and n.id = sent.id
              and (n.slug, n.code, n.name, n.currency, n.time_zone, n.status, n.latitude, n.longitude, n.address, n.chairs, n.opened_on, n.closed_on)
                  is distinct from
                  (sent.slug, sent.code, sent.name, sent.currency, sent.time_zone, sent.status, sent.latitude, sent.longitude, sent.address, sent.chairs, sent.opened_on, sent.closed_on)
            """,
            Parameters(network, rows, default),
            cancellationToken);

    /// <summary>Hides a unit from lists, or shows it again.</summary>
    public static Task SetArchivedAsync(Session session, NetworkId network, NodeId id, DateTimeOffset? at, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "update network.node set archived_at = @At, version = version + 1 where network_id = @Network and id = @Id",
            new { Network = network, Id = id, At = at },
            cancellationToken);

    private static object Parameters(NetworkId network, IReadOnlyList<UnitRow> rows, DateTimeOffset now) => new
    {
        Network = network,
        Now = now,
        Ids = Values(rows),
        Kinds = All(rows, row => row.Kind),
        Parents = Parents(rows),
        Paths = All(rows, row => $"{{{string.Join(',', row.Path)}}}"), // as array literals: an array of arrays would have to be rectangular
        Slugs = All(rows, row => row.Slug),
        Codes = All(rows, row => row.Code),
        Names = All(rows, row => row.Name),
        Currencies = All(rows, row => row.Currency),
        Zones = All(rows, row => row.TimeZone),
        Statuses = All(rows, row => row.Status),
        Latitudes = All(rows, row => row.Latitude),
        Longitudes = All(rows, row => row.Longitude),
        Addresses = All(rows, row => row.Address),
        Chairs = All(rows, row => row.Chairs),
        Opened = All(rows, row => row.OpenedOn),
        Closed = All(rows, row => row.ClosedOn),
    };

    private static Guid[] Values(IReadOnlyList<UnitRow> rows) => All(rows, row => row.Id.Value);

    private static Guid?[] Parents(IReadOnlyList<UnitRow> rows) => All(rows, row => row.ParentId);

    private static T[] All<T>(IReadOnlyList<UnitRow> rows, Func<UnitRow, T> column) => [.. rows.Select(column)];
}
