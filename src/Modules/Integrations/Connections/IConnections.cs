using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections;

/// <summary>Finds connections for the parts that work for them. Access is not checked here: whoever asks on behalf of a person answers for that.</summary>
internal interface IConnections
{
    /// <summary>A connection of a network, removed ones included; null when there is none.</summary>
    Task<Connection?> FindAsync(NetworkId network, Guid id, CancellationToken cancellationToken);

    /// <summary>A connection by its id alone, removed ones included: for webhooks, whose address names no network. Null when there is none.</summary>
    Task<Connection?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The connections of a network by name, without removed ones.</summary>
    Task<IReadOnlyList<Connection>> ListAsync(NetworkId network, CancellationToken cancellationToken);

    /// <summary>Every connection of every network for which the vendor may be called (active or failing), by id.</summary>
    /// <remarks>Read in pages of 500; one that changes meanwhile may be told as it was or as it is.</remarks>
    IAsyncEnumerable<Connection> ActiveAsync(CancellationToken cancellationToken);

    /// <summary>Takes note of trouble, or of its end. The state changes as <see cref="ConnectionTroubleKind"/> says; the owner is told when it needs a person.</summary>
    /// <remarks>Reporting the same again writes nothing. Paused and removed connections stay as they are.</remarks>
    Task ReportAsync(NetworkId network, Guid id, ConnectionTrouble trouble, CancellationToken cancellationToken);
}
