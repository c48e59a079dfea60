using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Webhooks.Events;

/// <summary>Which units of the tree a change belongs to: those whose subscriptions get its events.</summary>
internal sealed class EventRoute(INetworkTree tree)
{
    /// <summary>The change's location and everything above it; the network alone where a change has no location.</summary>
    public async Task<IReadOnlyList<Guid>> OfAsync(Session session, Change change, CancellationToken cancellationToken)
    {
        if (change.Location is not { } location)
        {
            return [change.Network.Value];
        }

        // A location made a moment ago on another node may not be in this node's tree yet.
        return tree.Find(location) is { } node
            ? [.. node.Ref.Path.Select(id => id.Value)]
            : [
                change.Network.Value,
                .. await session.QueryAsync<Guid>(
                    "select distinct ancestor_id from network.v_lineage where network_id = @Network and location_id = @location and current_date between valid_from and valid_to",
                    new { change.Network, location },
                    cancellationToken),
            ];
    }
}
