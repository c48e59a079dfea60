using System.Runtime.CompilerServices;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Storage;

/// <summary>The table of connections.</summary>
internal sealed class ConnectionStore(IDatabase database, TimeProvider clock) : IConnections
{
    private const int Page = 500;
    private const string Cause = "connections";

    public async Task<Connection?> FindAsync(NetworkId network, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        var row = await session.FirstAsync<ConnectionRow>($"select {ConnectionRow.Columns} from integrations.connection where network_id = @network and id = @id", new { network, id }, cancellationToken);
        return row?.ToConnection();
    }

    public async Task<Connection?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        var row = await session.FirstAsync<ConnectionRow>($"select {ConnectionRow.Columns} from integrations.connection where id = @id", new { id }, cancellationToken);
        return row?.ToConnection();
    }

    public async Task<IReadOnlyList<Connection>> ListAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        var rows = await session.QueryAsync<ConnectionRow>(
            $"select {ConnectionRow.Columns} from integrations.connection where network_id = @network and state <> 'removed' order by lower(name), id", new { network }, cancellationToken);
        return [.. rows.Select(row => row.ToConnection())];
    }

    public async IAsyncEnumerable<Connection> ActiveAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        IReadOnlyList<ConnectionRow> rows;
        do
        {
            await using (var session = await database.SystemAsync(Cause, cancellationToken))
            {
                rows = await session.QueryAsync<ConnectionRow>(
                    $"select {ConnectionRow.Columns} from integrations.connection where state in ('active', 'failing') and id > @after order by id limit @Page", new { after, Page }, cancellationToken);
            }

            foreach (var row in rows)
            {
                yield return row.ToConnection();
                after = row.Id;
            }
        }
        while (rows.Count == Page);
    }

    public async Task ReportAsync(NetworkId network, Guid id, ConnectionTrouble trouble, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        await ReportAsync(session, network, id, trouble, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>The same in the caller's system session.</summary>
    public async Task ReportAsync(Session session, NetworkId network, Guid id, ConnectionTrouble trouble, CancellationToken cancellationToken)
    {
        var (from, to) = trouble.Kind switch
        {
            ConnectionTroubleKind.Recovered => (new[] { "failing" }, "active"),
            ConnectionTroubleKind.Failing => (["active", "failing"], "failing"),
            _ => (new[] { "active", "failing", "authorising", "draft" }, "needs_reconnect"),
        };
        var recovered = trouble.Kind == ConnectionTroubleKind.Recovered;
        var changed = await session.FirstAsync<ReportedRow>(
            """
            update integrations.connection
            set state = @to, trouble_kind = @Kind, trouble_code = @Code, trouble_detail = @Detail, version = version + 1, updated_at = @Now
            where network_id = @network and id = @id and state = any(@from) and (state <> @to or trouble_code is distinct from @Code)
            returning vendor, owner_id, node_id
            """,
            new
            {
                network,
                id,
                from,
                to,
                Kind = recovered ? null : WireNames<ConnectionTroubleKind>.Of(trouble.Kind),
                Code = recovered ? null : trouble.Code,
                Detail = recovered ? null : trouble.Detail,
                Now = clock.GetUtcNow(),
            },
            cancellationToken);
        if (changed is not null && trouble.Kind == ConnectionTroubleKind.NeedsReconnect)
        {
            // The notice to the owner: what tells people (screens, alerts, mails) reads the feed.
            await session.RecordActionAsync(network, "connection.needs_reconnect", id, new { changed.Vendor, changed.OwnerId, changed.NodeId, trouble.Code, trouble.Detail }, cancellationToken);
        }
    }

    /// <summary>Adds a connection.</summary>
    /// <returns>Whether it was added; false: somebody added the same at the same moment.</returns>
    public static async Task<bool> InsertAsync(Session session, Connection connection, PersonId createdBy, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            insert into integrations.connection (network_id, id, node_id, vendor, environment, state, name, settings, account_id, owner_id, scopes, version, created_by, created_at, updated_at)
            values (@Network, @Id, @Node, @Vendor, @Environment, @State, @Name, @Settings::jsonb, @AccountId, @OwnerId, @Scopes, @Version, @createdBy, @CreatedAt, @UpdatedAt)
            on conflict do nothing
            """,
            Parameters(connection, createdBy),
            cancellationToken) == 1;

    /// <summary>Writes a connection over what is stored, if it is still of the version that it was read as.</summary>
    /// <returns>The connection as stored; null when somebody else changed it meanwhile.</returns>
    public async Task<Connection?> UpdateAsync(Session session, Connection connection, CancellationToken cancellationToken)
    {
        var next = connection with { UpdatedAt = clock.GetUtcNow() };
        var rows = await session.ExecuteAsync(
            """
            update integrations.connection
            set state = @State, name = @Name, settings = @Settings::jsonb, account_id = @AccountId, owner_id = @OwnerId, scopes = @Scopes, trouble_kind = @TroubleKind, trouble_code = @TroubleCode,
                trouble_detail = @TroubleDetail, version = version + 1, updated_at = @UpdatedAt
            where network_id = @Network and id = @Id and version = @Version
            """,
            Parameters(next, createdBy: null),
            cancellationToken);
        return rows == 1 ? next with { Version = next.Version + 1 } : null;
    }

    private static object Parameters(Connection connection, PersonId? createdBy) => new
    {
        connection.Network,
        connection.Id,
        connection.Node,
        connection.Vendor,
        Environment = WireNames<VendorEnvironment>.Of(connection.Environment),
        State = WireNames<ConnectionState>.Of(connection.State),
        connection.Name,
        Settings = StorageJson.Serialize(connection.Settings),
        connection.AccountId,
        connection.OwnerId,
        Scopes = connection.Scopes.ToArray(),
        TroubleKind = connection.Trouble is { } trouble ? WireNames<ConnectionTroubleKind>.Of(trouble.Kind) : null,
        TroubleCode = connection.Trouble?.Code,
        TroubleDetail = connection.Trouble?.Detail,
        connection.Version,
        createdBy,
        connection.CreatedAt,
        connection.UpdatedAt,
    };

    private sealed record ReportedRow(string Vendor, Guid? OwnerId, Guid NodeId);
}
