using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Access.Web;

/// <summary>
/// The decision itself, as a function of rule, caller, route and tree. What a caller cannot see is answered exactly like what does not
/// exist; what they see (by a grant at it, above it, or below it, whose way to the root shows it) and may not do is refused.
/// </summary>
internal static class AccessDecision
{
    public static bool Knows(string? routeParameter) => routeParameter is "networkId" or "regionId" or "groupId" or "locationId";

    /// <summary>Decides for a signed-in caller and a rule other than <see cref="AccessRuleKind.Anyone"/>. Allowed without a permission rule: no scope.</summary>
    public static Result<Scope?> Decide(AccessRule rule, Caller caller, string? routeValue, INetworkTree tree) => rule.Kind switch
    {
        AccessRuleKind.Anyone or AccessRuleKind.SignedIn => default(Scope),
        AccessRuleKind.Administrator => caller.IsAdministrator ? default(Scope) : Problem.Forbidden("use what is for platform administrators"),
        _ => AtRoute(rule, caller, routeValue, tree).Then<Scope?>(scope => scope),
    };

    /// <summary>Decides for any node, the root standing for the network.</summary>
    public static Result<Scope> At(Caller caller, Permission permission, NodeId id, INetworkTree tree) =>
        tree.Find(id) is not { } node ? Problem.NotFound("unit")
        : node.Kind == NodeKind.Network ? InNetwork(caller, permission, node.Ref, tree)
        : AtNode(caller, permission, node.Ref, "unit", tree);

    private static Result<Scope> AtRoute(AccessRule rule, Caller caller, string? routeValue, INetworkTree tree)
    {
        var (kind, what) = rule.RouteParameter switch
        {
            "networkId" => (NodeKind.Network, "network"),
            "regionId" => (NodeKind.Region, "region"),
            "groupId" => (NodeKind.Group, "group"),
            "locationId" => (NodeKind.Location, "location"),
            var other => throw new InvalidOperationException($"Access rule at unknown route parameter '{other}'."),
        };
        if (!Guid.TryParse(routeValue, out var id) || tree.Find(new NodeId(id)) is not { } node || node.Kind != kind)
        {
            return Problem.NotFound(what);
        }

        return kind == NodeKind.Network ? InNetwork(caller, rule.Permission!.Value, node.Ref, tree) : AtNode(caller, rule.Permission!.Value, node.Ref, what, tree);
    }

    private static Result<Scope> InNetwork(Caller caller, Permission permission, NodeRef root, INetworkTree tree)
    {
        if (!caller.IsAdministrator && !caller.Grants.Any(grant => grant.Network == root.Network))
        {
            return Problem.NotFound("network");
        }

        var (roots, staff) = Reach.Of(caller, permission, root.Network, tree);
        return roots.Count == 0 ? Problem.Forbidden(Doing(permission)) : new Scope(caller, root, roots, staff);
    }

    private static Result<Scope> AtNode(Caller caller, Permission permission, NodeRef node, string what, INetworkTree tree)
    {
        if (!Sees(caller, node, tree))
        {
            return Problem.NotFound(what);
        }

        if (!caller.Can(permission, node))
        {
            return Problem.Forbidden(Doing(permission));
        }

        var (roots, _) = Reach.Of(caller, permission, node.Network, tree);
        return new Scope(caller, node, roots, Reach.StaffAt(caller, permission, node));
    }

    private static bool Sees(Caller caller, NodeRef node, INetworkTree tree)
    {
        if (caller.IsAdministrator)
        {
            return true;
        }

        foreach (var grant in caller.Grants)
        {
            if (grant.Network == node.Network && (node.Path.Contains(grant.Node) || tree.Find(grant.Node)?.Ref.Path.Contains(node.Id) == true))
            {
                return true;
            }
        }

        return false;
    }

    private static string Doing(Permission permission) => $"do this here: it takes the permission '{permission.Name()}'";
}
