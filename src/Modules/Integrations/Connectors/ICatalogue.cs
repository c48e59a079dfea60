using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connectors;

/// <summary>All connectors: those that are built in, and those that a network added itself.</summary>
internal interface ICatalogue
{
    /// <summary>A connector by name; null: the network has none of that name. A network's own never has the name of a built-in one.</summary>
    /// <param name="network">The network; null: built-in connectors only.</param>
    /// <param name="vendor">Name.</param>
    Manifest? Find(NetworkId? network, string vendor);

    /// <summary>All connectors by name.</summary>
    IReadOnlyList<Manifest> All(NetworkId? network);

    /// <summary>Takes in what the network's own connectors have become meanwhile on other nodes; call it before <see cref="Find"/> on a path that must see a manifest saved a moment ago.</summary>
    ValueTask LoadAsync(NetworkId network, CancellationToken cancellationToken);
}
