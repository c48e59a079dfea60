using Microsoft.AspNetCore.Http;

namespace BookedBarber.Shared;

/// <summary>What one request may touch: bound as a parameter of every handler that has a permission rule.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Node">The node in the route; the network's root for routes that name a network.</param>
/// <param name="Roots">Nodes of the network where the endpoint's permission was granted. Lists and aggregates show only what lies at or below these.</param>
/// <param name="StaffId">Set when the permission rests on barber grants alone: only this staff member's own records may be shown.</param>
public sealed record Scope(Caller Caller, NodeRef Node, IReadOnlyList<NodeId> Roots, Guid? StaffId = null)
{
    /// <summary>The network.</summary>
    public NetworkId Network => Node.Network;

    /// <summary>Whether the whole network may be seen.</summary>
    public bool SeesWholeNetwork => Roots.Contains(NodeId.Root(Network));

    /// <summary>Whether a node lies in what may be seen.</summary>
    public bool Sees(NodeRef node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Network == Network && node.Path.Any(Roots.Contains);
    }

    /// <summary>The platform's own scope over a whole network.</summary>
    public static Scope OfSystem(NetworkId network) =>
        new(Caller.System, new NodeRef(network, NodeId.Root(network), NodeKind.Network, [NodeId.Root(network)]), [NodeId.Root(network)]);

    /// <summary>Takes the scope that the access middleware has established for this request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint has no permission rule, so there is no scope.</exception>
    public static ValueTask<Scope?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult<Scope?>(context.Features.Get<Scope>() ?? throw new InvalidOperationException("This endpoint has no permission rule; a scope exists only for endpoints with one."));
    }
}
