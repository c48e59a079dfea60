using BookedBarber.Access.Storage;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Access.Features.People;

/// <summary>Reads the people of a network who hold a role in the caller's branch. Runs in a system session, so every statement names network and nodes itself.</summary>
internal sealed class PeopleReader(IDatabase database, INetworkTree tree, TimeProvider clock)
{
    private const string VisibleGrant = "g.network_id = @Network and (@Nodes::uuid[] is null or g.node_id = any(@Nodes::uuid[]))";
    private const string Columns =
        "p.id as Id, p.email as Email, p.name as Name, lower(p.name) as Place, p.status as Status, p.lockout_end as LockoutEnd, p.last_sign_in_at as LastSignInAt, p.version as Version, p.is_administrator as IsAdministrator";

    public async Task<PersonList> ListAsync(Scope scope, PeopleQuery query, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            scope.Network,
            Nodes = NodesOf(scope),
            Role = query.Role?.Name(),
            Search = string.IsNullOrWhiteSpace(query.Search) ? null : $"%{Escape(query.Search.Trim())}%",
            AfterName = query.After?.Name,
            AfterId = query.After?.Id,
            Take = query.Limit + 1,
        };
        var where = $"""
            exists (select from access.role_grant g where g.person_id = p.id and {VisibleGrant} and (@Role::text is null or g.role = @Role))
              and (@Search::text is null or p.name ilike @Search or p.email ilike @Search)
            """;
        var (compare, order) = query.Descending ? ("<", "desc") : (">", "asc");
        await using var session = await database.SystemAsync("access", cancellationToken);
        var total = await session.FirstAsync<long>($"select count(*) from access.person p where {where}", parameters, cancellationToken);
        var rows = await session.QueryAsync<PersonRow>(
            $"""
            select {Columns} from access.person p
            where {where} and (@AfterName::text is null or (lower(p.name), p.id) {compare} (@AfterName, @AfterId::uuid))
            order by lower(p.name) {order}, p.id {order} limit @Take
            """,
            parameters,
            cancellationToken);
        var page = rows.Take(query.Limit).ToList();
        var items = await WithGrantsAsync(session, scope, page, cancellationToken);
        return new PersonList(items, rows.Count > query.Limit ? new PeopleCursor(query.Descending, page[^1].Place, page[^1].Id).Write() : null, total);
    }

    /// <summary>One person; null when they hold no role in the caller's branch.</summary>
    public async Task<PersonItem?> FindAsync(Session session, Scope scope, PersonId id, CancellationToken cancellationToken)
    {
        var row = await session.FirstAsync<PersonRow>(
            $"select {Columns} from access.person p where p.id = @Id and exists (select from access.role_grant g where g.person_id = p.id and {VisibleGrant})",
            new { Id = id, scope.Network, Nodes = NodesOf(scope) },
            cancellationToken);
        return row is null ? null : (await WithGrantsAsync(session, scope, [row], cancellationToken))[0];
    }

    public async Task<PersonItem?> FindAsync(Scope scope, PersonId id, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("access", cancellationToken);
        return await FindAsync(session, scope, id, cancellationToken);
    }

    private async Task<IReadOnlyList<PersonItem>> WithGrantsAsync(Session session, Scope scope, IReadOnlyList<PersonRow> rows, CancellationToken cancellationToken)
    {
        var grants = await session.QueryAsync<GrantRow>(
            $"""
            select g.id as Id, g.person_id as PersonId, g.node_id as NodeId, g.role as Role, g.staff_id as StaffId
            from access.role_grant g where g.person_id = any(@People) and {VisibleGrant} order by g.id
            """,
            new { People = rows.Select(row => row.Id).ToArray(), scope.Network, Nodes = NodesOf(scope) },
            cancellationToken);
        var byPerson = grants.ToLookup(grant => grant.PersonId);
        var now = clock.GetUtcNow();
        return
        [
            .. rows.Select(row => new PersonItem(
                new PersonId(row.Id),
                row.Email,
                row.Name,
                row.Status == "disabled" ? PersonStatus.Disabled : row.LockoutEnd > now ? PersonStatus.Locked : PersonStatus.Active,
                row.LastSignInAt,
                row.Version,
                [.. byPerson[row.Id].Select(ToItem).OfType<GrantItem>()])),
        ];
    }

    private GrantItem? ToItem(GrantRow row) => tree.Find(new NodeId(row.NodeId)) is { } node
        ? new GrantItem(row.Id, node.Id, node.Kind, node.Name, CallerRows.RoleOf(row.Role), row.StaffId)
        : null;

    /// <summary>Null: all of the network.</summary>
    private Guid[]? NodesOf(Scope scope) =>
        scope.SeesWholeNetwork ? null : [.. tree.NodesOf(scope.Network, withArchived: true).Where(node => scope.Sees(node.Ref)).Select(node => node.Id.Value)];

    private static string Escape(string text) => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private sealed record PersonRow(Guid Id, string Email, string Name, string Place, string Status, DateTimeOffset? LockoutEnd, DateTimeOffset? LastSignInAt, long Version, bool IsAdministrator);

    private sealed record GrantRow(Guid Id, Guid PersonId, Guid NodeId, string Role, Guid? StaffId);
}

/// <summary>What to list.</summary>
internal sealed record PeopleQuery(string? Search, Role? Role, bool Descending, PeopleCursor? After, int Limit);
