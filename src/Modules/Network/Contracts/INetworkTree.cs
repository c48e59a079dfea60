using BookedBarber.Shared;

namespace BookedBarber.Network.Contracts;

/// <summary>The tree of every network as it stands today, held in memory on each node and kept current by the change feed.</summary>
/// <remarks>Reads are synchronous dictionary look-ups after <see cref="LoadAsync"/>. Archived units are found by id but left out of lists unless asked for.</remarks>
public interface INetworkTree
{
    /// <summary>Loads the tree if it is not there yet.</summary>
    ValueTask LoadAsync(CancellationToken cancellationToken);

    /// <summary>A node by id, in whichever network; null when there is none.</summary>
    Node? Find(NodeId id);

    /// <summary>A network by id; null when there is none.</summary>
    NetworkSummary? FindNetwork(NetworkId id);

    /// <summary>A network by slug; null when there is none.</summary>
    NetworkSummary? FindNetwork(string slug);

    /// <summary>All networks, by name.</summary>
    IReadOnlyList<NetworkSummary> Networks { get; }

    /// <summary>All nodes of a network, root first, parents before children; empty for an unknown network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="withArchived">Whether archived units are listed, too. Default false.</param>
    IReadOnlyList<Node> NodesOf(NetworkId network, bool withArchived = false);

    /// <summary>Locations at or below any of these nodes, in code order (without case, numbers by value). Ids that are not of the network open nothing.</summary>
    /// <param name="network">The network.</param>
    /// <param name="roots">Nodes of any level; usually <see cref="Scope.Roots"/>.</param>
    /// <param name="withArchived">Whether archived locations are listed, too. Default false.</param>
    IReadOnlyList<Node> LocationsUnder(NetworkId network, IReadOnlyList<NodeId> roots, bool withArchived = false);

    /// <summary>All nodes at or below a node, by code; empty for one that is not of the network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="root">A node of any level.</param>
    /// <param name="withArchived">Whether archived units are listed, too. Default false.</param>
    IReadOnlyList<Node> NodesUnder(NetworkId network, NodeId root, bool withArchived = false);

    /// <summary>A location by the code that imports use, archived or not; null when there is none. Codes compare without case.</summary>
    Node? FindLocation(NetworkId network, string code);

    /// <summary>Grows with every change to the network or its tree and is the same on every process that holds the same tree; 0 for an unknown network. For caches.</summary>
    long Version(NetworkId network);

    /// <summary>The trees as they are held now, for telling later which version of a network was held then.</summary>
    ITreeMoment Moment { get; }
}

/// <summary>The trees of all networks at one moment.</summary>
public interface ITreeMoment
{
    /// <summary>The <see cref="INetworkTree.Version"/> of a network at that moment.</summary>
    long Version(NetworkId network);
}

/// <summary>A network.</summary>
/// <param name="Id">Its id; also the id of its root node.</param>
/// <param name="Slug">Unique, lower case, for commands and addresses.</param>
/// <param name="Name">Display name.</param>
/// <param name="Currency">Currency its figures are reported in.</param>
/// <param name="TimeZone">IANA zone of its head office.</param>
/// <param name="Status"><c>active</c> or <c>archived</c>.</param>
public sealed record NetworkSummary(NetworkId Id, string Slug, string Name, Currency Currency, string TimeZone, string Status);

/// <summary>A unit of the tree.</summary>
/// <param name="Ref">Id, network, kind and way to the root.</param>
/// <param name="ParentId">Null for the root.</param>
/// <param name="Slug">Unique in the network.</param>
/// <param name="Code">Code that imports and reports use; unique among the network's locations.</param>
/// <param name="Name">Display name.</param>
/// <param name="Currency">Its own for a location, the network's for what lies above.</param>
/// <param name="Zone">Time zone that its business days are counted in.</param>
/// <param name="Status">candidate, signed, building, open, suspended, transferred, terminated or closed; <c>active</c> above locations.</param>
/// <param name="Chairs">Chairs of a location; null when not recorded.</param>
/// <param name="OpenedOn">First business day of a location; null when not open yet or not recorded.</param>
/// <param name="ClosedOn">Last business day.</param>
/// <param name="IsArchived">Hidden from lists; history stays.</param>
public sealed record Node(
    NodeRef Ref,
    NodeId? ParentId,
    string Slug,
    string Code,
    string Name,
    Currency Currency,
    TimeZoneInfo Zone,
    string Status,
    double? Latitude,
    double? Longitude,
    int? Chairs,
    DateOnly? OpenedOn,
    DateOnly? ClosedOn,
    bool IsArchived,
    long Version)
{
    /// <summary>Street address of a location; null when not recorded.</summary>
    public string? Address { get; init; }

    /// <summary>When it was archived; null while it is not.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>The node's id.</summary>
    public NodeId Id => Ref.Id;

    /// <summary>The node's network.</summary>
    public NetworkId Network => Ref.Network;

    /// <summary>The node's level.</summary>
    public NodeKind Kind => Ref.Kind;

    /// <summary>The business day at this instant, in the node's zone.</summary>
    public DateOnly DayAt(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
}
