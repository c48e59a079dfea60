using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connectors;

/// <summary>The mapping of a stream's items to canonical records: the manifest's, with the network's own changes on top.</summary>
internal interface IFieldMaps
{
    /// <summary>The mapper in force now. It belongs to one caller: it is not to be used by two threads at a time.</summary>
    /// <param name="network">The network.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="manifest">Its connector.</param>
    /// <param name="stream">A stream of the connector that has a map.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="ArgumentException">The connector has no such stream, or the stream has no map.</exception>
    Task<StreamMapper> ForAsync(NetworkId network, Guid connection, Manifest manifest, string stream, CancellationToken cancellationToken);
}
