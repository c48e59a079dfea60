using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections;

/// <summary>What the part that moves the data knows of connections: how far behind they are and how well they are.</summary>
internal interface IConnectionVitals
{
    /// <summary>Vitals of these connections of one network; one that never ran may be missing.</summary>
    Task<IReadOnlyDictionary<Guid, ConnectionVitals>> ReadAsync(NetworkId network, IReadOnlyList<Guid> connections, CancellationToken cancellationToken);
}
