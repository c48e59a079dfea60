using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Access.Web;

/// <summary>How far a permission reaches in a network, and whether it stops at the own chair.</summary>
internal static class Reach
{
    /// <summary>Stands for "a barber without a staff record": no record carries it, so nothing is shown.</summary>
    public static readonly Guid NoStaff = Guid.Empty;

    /// <summary>
    /// The nodes where the permission was granted, without those that lie below another one. The staff id is set when it rests on barber
    /// grants alone. When it rests on a barber's and on another role's grants at different places, lists over the network keep to the
    /// other role's places, because one scope cannot say "all here, my own chair there"; the own chair is still reached by its location.
    /// </summary>
    public static (IReadOnlyList<NodeId> Roots, Guid? Staff) Of(Caller caller, Permission permission, NetworkId network, INetworkTree tree)
    {
        if (caller.IsAdministrator)
        {
            return ([NodeId.Root(network)], null);
        }

        var grants = caller.Grants.Where(grant => grant.Network == network && Roles.Of(grant.Role).Contains(permission)).ToList();
        Guid? staff = null;
        if (grants.Count > 0 && grants.TrueForAll(grant => grant.Role == Role.Barber))
        {
            // One scope carries one chair. A barber with chairs in two shops gets the first here, and each by its location.
            staff = grants[0].StaffId ?? NoStaff;
            if (StopsAtChair(permission))
            {
                grants.RemoveAll(grant => (grant.StaffId ?? NoStaff) != staff);
            }
        }
        else if (StopsAtChair(permission))
        {
            grants.RemoveAll(grant => grant.Role == Role.Barber);
        }

        return (Outermost(grants, tree), staff);
    }

    /// <summary>The own chair at a node, when what was granted there was granted to a barber only.</summary>
    public static Guid? StaffAt(Caller caller, Permission permission, NodeRef node)
    {
        if (caller.IsAdministrator)
        {
            return null;
        }

        Guid? staff = null;
        foreach (var grant in caller.Grants)
        {
            if (grant.Network == node.Network && node.Path.Contains(grant.Node) && Roles.Of(grant.Role).Contains(permission))
            {
                if (grant.Role != Role.Barber)
                {
                    return null;
                }

                // The grant nearest to the node says whose chair it is.
                if (staff is null || grant.Node == node.Id)
                {
                    staff = grant.StaffId ?? NoStaff;
                }
            }
        }

        return staff;
    }

    private static bool StopsAtChair(Permission permission) =>
        permission is Permission.SalesRead or Permission.SalesWrite or Permission.BookingsRead or Permission.BookingsWrite or Permission.StreamRead;

    private static List<NodeId> Outermost(List<Grant> grants, INetworkTree tree)
    {
        if (grants.Count == 0)
        {
            return [];
        }

        var nodes = grants.ConvertAll(grant => grant.Node).Distinct().ToList();
        if (nodes.Count == 1)
        {
            return tree.Find(nodes[0]) is null ? [] : nodes;
        }

        return nodes.FindAll(id => tree.Find(id) is { } node && !node.Ref.Path.Any(above => above != id && nodes.Contains(above)));
    }
}
