using BookedBarber.Network.Contracts;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Network.Editing;

/// <summary>One change of a network's tree while it is being made: nobody else changes the same tree meanwhile.</summary>
/// <param name="Session">The transaction.</param>
/// <param name="Tree">The tree as it was when the edit began.</param>
/// <param name="Scope">Who edits.</param>
/// <param name="Now">When.</param>
internal sealed record TreeEdit(Session Session, TreeSnapshot Tree, Scope Scope, DateTimeOffset Now)
{
    private readonly HashSet<Guid> _touched = [];

    public NetworkId Network => Scope.Network;

    /// <summary>Nodes that the edit changes; read again after the commit.</summary>
    public IReadOnlyCollection<Guid> Touched => _touched;

    public void Touch(NodeId node) => _touched.Add(node.Value);

    public bool May(Permission permission, NodeRef node) => Scope.Caller.Can(permission, node);

    /// <summary>The unit under which something is to be put: found, of the right level, not archived, and the caller may write there.</summary>
    /// <param name="id">Null for the network itself.</param>
    /// <param name="kind">Level of what is to be put there.</param>
    public Result<Node> Parent(NodeId? id, NodeKind kind)
    {
        var parent = id is { } given ? Tree.Find(given) : Tree.Root;
        return parent is null || (!May(Permission.NetworkRead, parent.Ref) && !May(Permission.NetworkWrite, parent.Ref))
            ? Domain.Faults.One("parentId", "not_found", "There is no such unit in this network.")
            : ParentRules.Check(parent, kind, May(Permission.NetworkWrite, parent.Ref));
    }
}
