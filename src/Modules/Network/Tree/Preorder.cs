using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Network.Tree;

/// <summary>Lines nodes up: each followed by all that lies below it, siblings in the order given. Fills in every node's way to the root.</summary>
internal static class Preorder
{
    /// <returns>The nodes, and for each the position after the last node below it.</returns>
    public static (Node[] Nodes, int[] Ends) Of(IReadOnlyList<Node> sorted, NodeId rootId)
    {
        var below = new Dictionary<NodeId, List<Node>>();
        Node? root = null;
        foreach (var node in sorted)
        {
            if (node.ParentId is not { } parent)
            {
                root = node;
            }
            else if (below.TryGetValue(parent, out var siblings))
            {
                siblings.Add(node);
            }
            else
            {
                below.Add(parent, [node]);
            }
        }

        if (root?.Id != rootId)
        {
            throw new InvalidOperationException($"Network {rootId} has no root node.");
        }

        var (nodes, ends) = (new List<Node>(sorted.Count), new int[sorted.Count]);
        Visit(root, []);
        return nodes.Count == sorted.Count
            ? (nodes.ToArray(), ends)
            : throw new InvalidOperationException($"{sorted.Count - nodes.Count} nodes of network {rootId} do not hang on its root.");

        void Visit(Node node, IReadOnlyList<NodeId> above)
        {
            var placed = HasPath(node, above) ? node : node with { Ref = node.Ref with { Path = [.. above, node.Id] } };
            var position = nodes.Count;
            nodes.Add(placed);
            foreach (var child in below.GetValueOrDefault(node.Id) ?? [])
            {
                Visit(child, placed.Ref.Path);
            }

            ends[position] = nodes.Count;
        }
    }

    private static bool HasPath(Node node, IReadOnlyList<NodeId> above)
    {
        var path = node.Ref.Path;
        if (path.Count != above.Count + 1)
        {
            return false;
        }

        for (var i = 0; i < above.Count; i++)
        {
            if (path[i] != above[i])
            {
                return false;
            }
        }

        return true;
    }
}
