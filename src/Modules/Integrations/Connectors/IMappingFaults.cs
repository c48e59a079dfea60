using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Keeps the list of values that no map reads, or that could not become part of a record, each with the record it was seen in.</summary>
internal interface IMappingFaults
{
    /// <summary>Takes note of what mapping told of items, in the session of their records.</summary>
    /// <param name="session">A tenant session for writing; the caller commits.</param>
    /// <param name="network">The network.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="mapVersion">Version of the map that was used.</param>
    /// <param name="items">What the items became. Those that became records clear their rejections.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task NoteAsync(Session session, NetworkId network, Guid connection, string stream, int mapVersion, IReadOnlyList<MappedItem> items, CancellationToken cancellationToken);
}
