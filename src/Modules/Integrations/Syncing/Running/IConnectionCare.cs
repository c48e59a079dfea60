using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>Something that every callable connection needs looked after now and then: its webhooks registered, its sides compared.</summary>
internal interface IConnectionCare
{
    /// <summary>Called for every callable connection about every 15 seconds on every node: has to be cheap when there is nothing to do.</summary>
    Task LookAfterAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken);
}
