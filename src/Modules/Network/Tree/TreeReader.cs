using BookedBarber.Network.Contracts;
using BookedBarber.Network.Domain;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Network.Tree;

/// <summary>Reads a network's tree from the database.</summary>
internal static class TreeReader
{
    public static Task<IReadOnlyList<NetworkId>> NetworksAsync(Session session, CancellationToken cancellationToken) =>
        session.QueryAsync<NetworkId>("select network_id from network.network order by network_id", null, cancellationToken);

    /// <summary>The network's row; null when the session cannot see one.</summary>
    public static async Task<NetworkHead?> HeadAsync(Session session, NetworkId network, CancellationToken cancellationToken)
    {
        await using var command = Command(
            session,
            """
            select slug, name, currency, time_zone, status, version, created_at,
                   version + (select coalesce(sum(version), 0)::bigint from network.node where network_id = $1) as tree_version
            from network.network where network_id = $1
            """,
            network);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new NetworkHead(
                network,
                row.GetString(0),
                row.GetString(1),
                Currency.Of(row.GetString(2)),
                row.GetString(3),
                row.GetString(4),
                row.GetInt64(5),
                row.GetFieldValue<DateTimeOffset>(6),
                row.GetInt64(7))
            : null;
    }

    /// <summary>Nodes of a network, all or those with these ids. The path of each holds only itself: <see cref="TreeSnapshot"/> fills in the way to the root.</summary>
    public static async Task<List<Node>> NodesAsync(Session session, NetworkHead head, IReadOnlyCollection<Guid>? ids, CancellationToken cancellationToken)
    {
        await using var command = Command(
            session,
            """
            select id, kind, parent_id, slug, code, name, currency, time_zone, status, latitude, longitude, chairs, opened_on, closed_on,
                   archived_at is not null as is_archived, version, address, archived_at
            from network.node where network_id = $1 and ($2::uuid[] is null or id = any ($2))
            """,
            head.Id);
        command.Parameters.Add(new NpgsqlParameter { Value = ids is null ? DBNull.Value : ids.ToArray(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Uuid });
        var nodes = new List<Node>(ids?.Count ?? 64);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            nodes.Add(Read(row, head));
        }

        return nodes;
    }

    private static Node Read(NpgsqlDataReader row, NetworkHead head)
    {
        var id = new NodeId(row.GetGuid(0));
        var kind = UnitKinds.Parse(row.GetString(1));
        return new Node(
            new NodeRef(head.Id, id, kind, [id]),
            row.IsDBNull(2) ? null : new NodeId(row.GetGuid(2)),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            kind == NodeKind.Location ? Currency.Of(row.GetString(6)) : head.Currency,
            Zones.Of(row.GetString(7)),
            LocationStatus.Shared(row.GetString(8)),
            row.IsDBNull(9) ? null : row.GetDouble(9),
            row.IsDBNull(10) ? null : row.GetDouble(10),
            row.IsDBNull(11) ? null : row.GetInt32(11),
            row.IsDBNull(12) ? null : row.GetFieldValue<DateOnly>(12),
            row.IsDBNull(13) ? null : row.GetFieldValue<DateOnly>(13),
            row.GetBoolean(14),
            row.GetInt64(15))
        {
            Address = row.IsDBNull(16) ? null : row.GetString(16),
            ArchivedAt = row.IsDBNull(17) ? null : row.GetFieldValue<DateTimeOffset>(17),
        };
    }

    private static NpgsqlCommand Command(Session session, string sql, NetworkId network) =>
#pragma warning disable CA2100 // the texts are constants of this class
        new(sql, session.Connection, session.Transaction) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = network.Value } } };
#pragma warning restore CA2100
}
