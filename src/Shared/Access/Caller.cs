using Microsoft.AspNetCore.Http;

namespace BookedBarber.Shared;

/// <summary>Who is asking, with everything that was granted to them.</summary>
/// <param name="Id">The person; for work the system does by itself, <see cref="System"/>'s id.</param>
/// <param name="Name">Display name, for the audit trail.</param>
/// <param name="Kind">How they came in.</param>
/// <param name="IsAdministrator">Platform administrator: may do everything in every network.</param>
/// <param name="Grants">Roles at nodes, over all networks.</param>
public sealed record Caller(PersonId Id, string Name, CallerKind Kind, bool IsAdministrator, IReadOnlyList<Grant> Grants)
{
    /// <summary>The platform itself: jobs, imports from the command line, feed consumers.</summary>
    public static Caller System { get; } = new(new PersonId(Guid.Empty), "BookedBarber", CallerKind.System, IsAdministrator: true, []);

    /// <summary>Whether the permission is granted at this node or above it.</summary>
    public bool Can(Permission permission, NodeRef node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return IsAdministrator || Grants.Any(grant => grant.Network == node.Network && node.Path.Contains(grant.Node) && Roles.Of(grant.Role).Contains(permission));
    }

    /// <summary>The nodes of a network where the permission was granted; the root alone when it holds everywhere; empty when nowhere.</summary>
    public IReadOnlyList<NodeId> Roots(NetworkId network, Permission permission)
    {
        var root = NodeId.Root(network);
        if (IsAdministrator)
        {
            return [root];
        }

        var nodes = Grants.Where(grant => grant.Network == network && Roles.Of(grant.Role).Contains(permission)).Select(grant => grant.Node).Distinct().ToList();
        return nodes.Contains(root) ? [root] : nodes;
    }

    /// <summary>Takes the caller that the access middleware has established for this request: a parameter of handlers of endpoints for signed-in callers.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in, which only an endpoint open to anyone can meet.</exception>
    public static ValueTask<Caller?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult<Caller?>(context.Features.Get<Caller>() ?? throw new InvalidOperationException("Nobody is signed in. An endpoint open to anyone looks for the Caller feature itself."));
    }
}

/// <summary>How a caller came in.</summary>
public enum CallerKind
{
    /// <summary>A signed-in person (session cookie or access token).</summary>
    Person,

    /// <summary>A person's API key.</summary>
    ApiKey,

    /// <summary>The platform itself.</summary>
    System,
}

/// <summary>A role held at a node.</summary>
/// <param name="Id">The grant's own id.</param>
/// <param name="Network">The network.</param>
/// <param name="Node">Where it begins to hold; below it, too.</param>
/// <param name="Role">The role.</param>
/// <param name="StaffId">For a barber: the staff record whose chair is the own chair.</param>
public sealed record Grant(Guid Id, NetworkId Network, NodeId Node, Role Role, Guid? StaffId = null);

/// <summary>Levels of the tree.</summary>
public enum NodeKind
{
    /// <summary>The network itself, the root.</summary>
    Network,

    /// <summary>A region; may hold regions, groups and locations.</summary>
    Region,

    /// <summary>A group of locations, often one owner's.</summary>
    Group,

    /// <summary>A shop.</summary>
    Location,
}

/// <summary>A node with its way to the root.</summary>
/// <param name="Network">The network.</param>
/// <param name="Id">The node.</param>
/// <param name="Kind">Its level.</param>
/// <param name="Path">From the root to the node itself, both included.</param>
public sealed record NodeRef(NetworkId Network, NodeId Id, NodeKind Kind, IReadOnlyList<NodeId> Path);
