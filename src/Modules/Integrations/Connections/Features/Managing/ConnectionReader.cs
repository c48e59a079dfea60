using BookedBarber.Access.Contracts;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Features.Managing;

/// <summary>Reads connections for people: those at or below the nodes that they may see.</summary>
internal sealed class ConnectionReader(
    ConnectionStore connections, ICatalogue catalogue, INetworkTree tree, IDatabase database, IPeople people, IEnumerable<IConnectionVitals> vitals, TimeProvider clock)
{
    /// <summary>A connection that the caller may see and that was not removed; null: none.</summary>
    public async Task<Connection?> FindAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        await catalogue.LoadAsync(scope.Network, cancellationToken);
        return await connections.FindAsync(scope.Network, id, cancellationToken) is { State: not ConnectionState.Removed } connection && Sees(scope, connection) ? connection : null;
    }

    /// <summary>All connections that the caller may see, by name.</summary>
    public async Task<IReadOnlyList<Connection>> ListAsync(Scope scope, CancellationToken cancellationToken)
    {
        await catalogue.LoadAsync(scope.Network, cancellationToken);
        return [.. (await connections.ListAsync(scope.Network, cancellationToken)).Where(connection => Sees(scope, connection))];
    }

    public async Task<ConnectionItem> ItemAsync(Connection connection, CancellationToken cancellationToken) => (await ItemsAsync(connection.Network, [connection], cancellationToken))[0];

    public async Task<IReadOnlyList<ConnectionItem>> ItemsAsync(NetworkId network, IReadOnlyList<Connection> page, CancellationToken cancellationToken)
    {
        var ids = page.Select(connection => connection.Id).ToArray();
        var ages = await AgesAsync(network, ids, cancellationToken);
        var known = await VitalsAsync(network, ids, cancellationToken);
        var names = new Dictionary<PersonId, string?>();
        foreach (var owner in page.Select(connection => connection.OwnerId).OfType<PersonId>().Distinct())
        {
            names[owner] = (await people.FindAsync(owner, cancellationToken))?.Name;
        }

        return [.. page.Select(connection => Item(connection, ages.GetValueOrDefault(connection.Id), known.GetValueOrDefault(connection.Id), connection.OwnerId is { } owner ? names[owner] : null))];
    }

    public async Task<IntegrationStatus> StatusAsync(Scope scope, CancellationToken cancellationToken)
    {
        var all = await ListAsync(scope, cancellationToken);
        var known = await VitalsAsync(scope.Network, [.. all.Select(connection => connection.Id)], cancellationToken);
        return new IntegrationStatus(
            clock.GetUtcNow(),
            all.GroupBy(connection => WireNames<ConnectionState>.Of(connection.State)).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
            all.Count(connection => connection.State is ConnectionState.NeedsReconnect or ConnectionState.Draft),
            [.. all.Select(connection => new StatusItem(
                connection.Id, connection.Vendor, connection.Name, connection.Environment, connection.Node.Value, connection.OwnerId?.Value, connection.State, connection.StateAt, Trouble(connection), Vitals(known.GetValueOrDefault(connection.Id))))]);
    }

    private bool Sees(Scope scope, Connection connection) => tree.Find(connection.Node) is { } node && scope.Sees(node.Ref);

    private ConnectionItem Item(Connection connection, CredentialAge? age, ConnectionVitals? known, string? owner)
    {
        var manifest = catalogue.Find(connection.Network, connection.Vendor);
        return new ConnectionItem(
            connection.Id,
            connection.Vendor,
            manifest?.Title ?? connection.Vendor,
            manifest?.Category,
            connection.Environment,
            connection.State,
            connection.StateAt,
            connection.Name,
            connection.Node.Value,
            tree.Find(connection.Node)?.Name,
            connection.AccountId,
            connection.Settings,
            connection.Scopes,
            connection.OwnerId?.Value,
            owner,
            Trouble(connection),
            age is null ? null : new CredentialItem(age.IssuedAt, age.ExpiresAt, age.Generation, (int)Math.Max(0, (clock.GetUtcNow() - age.IssuedAt).TotalDays)),
            Vitals(known),
            connection.Version,
            connection.CreatedAt,
            connection.UpdatedAt);
    }

    private async Task<Dictionary<Guid, ConnectionVitals>> VitalsAsync(NetworkId network, Guid[] ids, CancellationToken cancellationToken)
    {
        var known = new Dictionary<Guid, ConnectionVitals>();
        foreach (var source in vitals)
        {
            foreach (var (id, one) in await source.ReadAsync(network, ids, cancellationToken))
            {
                known[id] = one;
            }
        }

        return known;
    }

    // Requests have no right to the credentials' table; how old they are is read for them by the platform.
    private async Task<Dictionary<Guid, CredentialAge>> AgesAsync(NetworkId network, Guid[] ids, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("connections", cancellationToken);
        var rows = await session.QueryAsync<CredentialAge>(
            "select connection_id, issued_at, expires_at, generation from integrations.credential where network_id = @network and connection_id = any(@ids)", new { network, ids }, cancellationToken);
        return rows.ToDictionary(row => row.ConnectionId);
    }

    private static TroubleItem? Trouble(Connection connection) => connection.Trouble is { } trouble ? new TroubleItem(trouble.Code, trouble.Detail) : null;

    private static VitalsItem? Vitals(ConnectionVitals? known) =>
        known is null ? null : new VitalsItem(known.LastSyncAt, known.Lag?.TotalSeconds, known.ErrorRate, known.Health, known.Running);

    private sealed record CredentialAge(Guid ConnectionId, DateTimeOffset IssuedAt, DateTimeOffset? ExpiresAt, long Generation);
}
