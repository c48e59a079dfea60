using BookedBarber.Access.Contracts;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Features.Reporting;

/// <summary>Puts the report on access together: connections as they are, credentials' ages, and what the audit trail says happened to them.</summary>
internal sealed class AccessReports(IDatabase database, ICatalogue catalogue, INetworkTree tree, IPeople people, TimeProvider clock)
{
    /// <summary>Leave that ends within this time is to be renewed by a person now.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>Keys that nobody replaced for this long are to be replaced.</summary>
    public static readonly TimeSpan OldKeys = TimeSpan.FromDays(90);

    public async Task<AccessReport> MakeAsync(Scope scope, int days, CancellationToken cancellationToken)
    {
        await catalogue.LoadAsync(scope.Network, cancellationToken);
        var now = clock.GetUtcNow();
        var from = now.AddDays(-days);
        var span = new { scope.Network, from };
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<ConnectionRow>(
            $"select {ConnectionRow.Columns} from integrations.connection where network_id = @Network and (state <> 'removed' or updated_at >= @from)", span, cancellationToken);
        var events = (await session.QueryAsync<CredentialEvents>(
            """
            select connection_id, max(at) filter (where action = 'connection.authorised') as granted_at,
                   (array_agg(actor_name order by at desc) filter (where action = 'connection.authorised'))[1] as granted_by,
                   count(*) filter (where action = 'connection.authorised')::int as grants, count(*) filter (where action = 'connection.token_renewed')::int as renewals,
                   count(*) filter (where action in ('connection.credentials_refused', 'connection.needs_reconnect'))::int as refusals, count(*) filter (where action = 'connection.revoked')::int as revocations
            from access.v_connection_event where network_id = @Network and at >= @from group by connection_id
            """,
            span,
            cancellationToken)).ToDictionary(row => row.ConnectionId);
        var uses = (await session.QueryAsync<Counted>(
            "select connection_id, sum(calls)::bigint as count from integrations.call_usage where network_id = @Network and hour >= @from and class <> 'renewal' group by connection_id", span, cancellationToken)).ToDictionary(row => row.ConnectionId, row => row.Count);
        var unusual = (await session.QueryAsync<Counted>(
            "select connection_id, count(*) as count from integrations.unusual_use where network_id = @Network and found_at >= @from group by connection_id", span, cancellationToken)).ToDictionary(row => row.ConnectionId, row => row.Count);
        var credentials = await CredentialsAsync(scope.Network, cancellationToken);
        var seen = rows.Select(row => row.ToConnection()).Where(connection => tree.Find(connection.Node) is { } node && scope.Sees(node.Ref)).ToList();
        var owners = new Dictionary<PersonId, string?>();
        foreach (var owner in seen.Select(connection => connection.OwnerId).OfType<PersonId>().Distinct())
        {
            owners[owner] = (await people.FindAsync(owner, cancellationToken))?.Name;
        }

        var items = seen.Select(connection => Item(
                connection, credentials.GetValueOrDefault(connection.Id), events.GetValueOrDefault(connection.Id), uses.GetValueOrDefault(connection.Id), (int)unusual.GetValueOrDefault(connection.Id),
                connection.OwnerId is { } owner ? owners[owner] : null, now))
            .OrderBy(item => item.State == ConnectionState.Removed).ThenBy(item => item.NextStep is null).ThenByDescending(item => item.AgeDays ?? -1).ThenBy(item => item.Name, StringComparer.OrdinalIgnoreCase).ToList();
        return new AccessReport(from, now, items.Count(item => item.NextStep is not null), items);
    }

    private AccessReportItem Item(Connection connection, Credential? credential, CredentialEvents? happened, long uses, int unusual, string? owner, DateTimeOffset now)
    {
        var manifest = catalogue.Find(connection.Network, connection.Vendor);
        return new AccessReportItem(
            connection.Id, connection.Vendor, manifest?.Title ?? connection.Vendor, connection.Name, connection.Environment, connection.Node.Value, tree.Find(connection.Node)?.Name, owner, connection.State, connection.StateAt,
            connection.Trouble is { } trouble ? new TroubleItem(trouble.Code, trouble.Detail) : null,
            manifest is null ? "unknown" : ManifestWords.Of(manifest.Auth.Kind),
            [.. connection.Scopes.Select(name => new GrantedScope(name, manifest?.Auth.Scopes.GetValueOrDefault(name)))],
            happened?.GrantedAt, happened?.GrantedBy, credential?.IssuedAt, credential is null ? null : (int)Math.Max(0, (now - credential.IssuedAt).TotalDays), credential?.ExpiresAt, credential?.RefreshExpiresAt,
            happened?.Grants ?? 0, happened?.Renewals ?? 0, happened?.Refusals ?? 0, happened?.Revocations ?? 0, unusual, uses,
            NextStep(connection.State, manifest?.Auth.Kind, credential, now));
    }

    /// <summary>What a person has to do about a connection's access; null: nothing.</summary>
    internal static string? NextStep(ConnectionState state, AuthKind? kind, Credential? credential, DateTimeOffset now) => state switch
    {
        ConnectionState.Removed => null,
        ConnectionState.NeedsReconnect => "reconnect",
        ConnectionState.Draft or ConnectionState.Authorising => "finish",
        _ when credential?.RefusedAt is not null => "reconnect",
        _ when credential?.RefreshExpiresAt is { } end && end - now < Soon => "renew_soon",
        _ when kind is AuthKind.ApiKey && credential is not null && now - credential.IssuedAt > OldKeys => "replace_keys",
        _ => null,
    };

    // Requests have no right to the credentials' table; how old they are is read for them by the platform.
    private async Task<Dictionary<Guid, Credential>> CredentialsAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("connections", cancellationToken);
        return (await session.QueryAsync<Credential>(
            "select connection_id, issued_at, expires_at, refresh_expires_at, refused_at from integrations.credential where network_id = @network", new { network }, cancellationToken)).ToDictionary(row => row.ConnectionId);
    }

    /// <summary>How old a credential is and how long it lasts.</summary>
    internal sealed record Credential(Guid ConnectionId, DateTimeOffset IssuedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RefreshExpiresAt, DateTimeOffset? RefusedAt);

    private sealed record CredentialEvents(Guid ConnectionId, DateTimeOffset? GrantedAt, string? GrantedBy, int Grants, int Renewals, int Refusals, int Revocations);

    private sealed record Counted(Guid ConnectionId, long Count);
}
