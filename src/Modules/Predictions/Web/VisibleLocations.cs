using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Web;

/// <summary>Locations that a list may be about.</summary>
/// <param name="Ids">Null: all of the network.</param>
internal sealed record VisibleLocations(IReadOnlyList<Guid>? Ids)
{
    /// <summary>Locations at or below a node, or all that the caller may see; null when the node is none of theirs.</summary>
    public static VisibleLocations? Of(INetworkTree tree, Scope scope, Guid? asked)
    {
        if (asked is { } id && (tree.Find(new NodeId(id)) is not { } node || !scope.Sees(node.Ref)))
        {
            return null;
        }

        return scope.SeesWholeNetwork && (asked is null || asked == scope.Network.Value)
            ? new VisibleLocations((IReadOnlyList<Guid>?)null)
            : new VisibleLocations([.. tree.LocationsUnder(scope.Network, asked is { } one ? [new NodeId(one)] : scope.Roots, withArchived: true).Select(location => location.Id.Value)]);
    }
}
