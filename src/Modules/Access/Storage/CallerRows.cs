using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Access.Storage;

/// <summary>Reads a person with their grants over all networks.</summary>
internal static class CallerRows
{
    /// <summary>The caller; null when there is no such person or they are disabled.</summary>
    public static async Task<Caller?> LoadAsync(Session session, PersonId id, CancellationToken cancellationToken)
    {
        var person = await session.FirstAsync<PersonRow>(
            "select name as Name, is_administrator as IsAdministrator from access.person where id = @Id and status = 'active'",
            new { Id = id },
            cancellationToken);
        if (person is null)
        {
            return null;
        }

        var grants = await GrantsAsync(session, id, cancellationToken);
        return new Caller(id, person.Name, CallerKind.Person, person.IsAdministrator, grants);
    }

    /// <summary>A person's grants over all networks, oldest first.</summary>
    public static async Task<IReadOnlyList<Grant>> GrantsAsync(Session session, PersonId id, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<GrantRow>(
            "select id as Id, network_id as NetworkId, node_id as NodeId, role as Role, staff_id as StaffId from access.role_grant where person_id = @Id order by id",
            new { Id = id },
            cancellationToken);
        return [.. rows.Select(row => new Grant(row.Id, new NetworkId(row.NetworkId), new NodeId(row.NodeId), RoleOf(row.Role), row.StaffId))];
    }

    /// <summary>The role of a stored name, which a check constraint has vouched for.</summary>
    public static Role RoleOf(string name) => Roles.TryParse(name, out var role) ? role : throw new InvalidOperationException($"Unknown role '{name}' in access.role_grant.");

    private sealed record PersonRow(string Name, bool IsAdministrator);

    private sealed record GrantRow(Guid Id, Guid NetworkId, Guid NodeId, string Role, Guid? StaffId);
}
