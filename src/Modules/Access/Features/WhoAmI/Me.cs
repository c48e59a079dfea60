using System.Text.Json.Serialization;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Access.Features.WhoAmI;

/// <summary>A person with all that they may do, for their own screens and for "see as".</summary>
internal sealed record Me(
    PersonId Id,
    string Email,
    string Name,
    bool IsAdministrator,
    IReadOnlyList<MyGrant> Grants,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Permissions)
{
    /// <summary>Puts names to the grants. Grants at units that are gone are left out.</summary>
    public static Me Of(Caller caller, string name, string email, INetworkTree tree, NetworkId? onlyIn = null)
    {
        var grants = caller.Grants
            .Where(grant => onlyIn is null || grant.Network == onlyIn)
            .Select(grant => (Grant: grant, Node: tree.Find(grant.Node), Network: tree.FindNetwork(grant.Network)))
            .Where(found => found is { Node: not null, Network: not null })
            .Select(found => new MyGrant(found.Grant.Id, found.Network!.Id, found.Network.Slug, found.Network.Name, found.Node!.Id, found.Node.Kind, found.Node.Name, found.Grant.Role, found.Grant.StaffId))
            .ToList();
        var networks = caller.IsAdministrator
            ? tree.Networks.Select(network => network.Id).Where(id => onlyIn is null || id == onlyIn)
            : grants.Select(grant => grant.NetworkId).Distinct();
        var permissions = networks.ToDictionary(id => id.ToString(), id => PermissionsIn(caller, id), StringComparer.Ordinal);
        return new Me(caller.Id, email, name, caller.IsAdministrator, grants, permissions);
    }

    private static IReadOnlyList<string> PermissionsIn(Caller caller, NetworkId network) =>
        [.. Enum.GetValues<Permission>().Where(permission => caller.Roots(network, permission).Count > 0).Select(permission => permission.Name())];
}

/// <summary>A role at a node, with the names a screen shows.</summary>
internal sealed record MyGrant(
    Guid Id,
    NetworkId NetworkId,
    string NetworkSlug,
    string NetworkName,
    NodeId NodeId,
    NodeKind NodeKind,
    string NodeName,
    Role Role,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? StaffId);
