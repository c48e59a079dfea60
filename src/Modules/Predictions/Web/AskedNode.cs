using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Web;

/// <summary>Which node a question is about.</summary>
internal static class AskedNode
{
    /// <summary>The node asked for, or the first of what the caller may see; what they may not see is answered like what does not exist.</summary>
    public static async ValueTask<Result<Node>> FindAsync(INetworkTree tree, Scope scope, Guid? asked, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var id = asked is { } given ? new NodeId(given) : scope.Roots.Count > 0 ? scope.Roots[0] : scope.Node.Id;
        return tree.Find(id) is { } node && scope.Sees(node.Ref) ? node : Problem.NotFound("node");
    }

    /// <summary>The level's name on the wire.</summary>
    public static string KindName(NodeKind kind) => kind switch
    {
        NodeKind.Network => "network",
        NodeKind.Region => "region",
        NodeKind.Group => "group",
        _ => "location",
    };

    /// <summary>The node as answers name it.</summary>
    public static NodeItem Item(Node node) => new(node.Id.Value, KindName(node.Kind), node.Name, node.Currency.Code);
}

/// <summary>A unit of the tree.</summary>
/// <param name="Kind">network, region, group or location.</param>
internal sealed record NodeItem(Guid Id, string Kind, string Name, string Currency);
