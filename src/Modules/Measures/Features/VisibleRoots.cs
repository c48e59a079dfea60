using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Features;

/// <summary>Where a question may begin.</summary>
internal static class VisibleRoots
{
    /// <summary>
    /// The node asked for, if the caller may see it; of an ancestor of what they may see, the parts that they may see; without a node all their roots.
    /// Empty when there is nothing for them.
    /// </summary>
    public static IReadOnlyList<Node> Under(Scope scope, INetworkTree tree, NodeId? asked)
    {
        var roots = scope.Roots.Select(tree.Find).OfType<Node>().Where(root => root.Network == scope.Network).ToList();
        // A root below another adds nothing and must not count twice.
        roots.RemoveAll(root => roots.Any(other => other.Id != root.Id && root.Ref.Path.Contains(other.Id)));
        if (asked is null)
        {
            return roots;
        }

        if (tree.Find(asked.Value) is not { } node || node.Network != scope.Network)
        {
            return [];
        }

        return scope.Sees(node.Ref) ? [node] : [.. roots.Where(root => root.Ref.Path.Contains(node.Id))];
    }
}
