using System.Collections.Frozen;
using System.Collections.Immutable;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Network.Tree;

/// <summary>The trees of all networks at one moment.</summary>
internal sealed class Forest : ITreeMoment
{
    private readonly ImmutableDictionary<NetworkId, TreeSnapshot> _trees;
    private readonly FrozenDictionary<string, NetworkSummary> _bySlug;

    private Forest(ImmutableDictionary<NetworkId, TreeSnapshot> trees)
    {
        _trees = trees;
        Networks = [.. trees.Values.Select(tree => tree.Summary).OrderBy(network => network.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(network => network.Id.Value)];
        _bySlug = Networks.ToFrozenDictionary(network => network.Slug, StringComparer.Ordinal);
    }

    public static Forest Empty { get; } = new([]);

    public IReadOnlyList<NetworkSummary> Networks { get; }

    public TreeSnapshot? Find(NetworkId network) => _trees.GetValueOrDefault(network);

    public long Version(NetworkId network) => Find(network)?.Version ?? 0;

    public NetworkSummary? Find(string slug) => _bySlug.GetValueOrDefault(slug);

    public Forest With(IEnumerable<TreeSnapshot> trees) => new(_trees.SetItems(trees.Select(tree => KeyValuePair.Create(tree.Head.Id, tree))));
}
