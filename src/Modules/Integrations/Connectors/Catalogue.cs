using System.Collections.Concurrent;
using System.Collections.Frozen;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Built-in connectors, and networks' own ones as the database has them; kept in memory and told of changes by the feed.</summary>
internal sealed class Catalogue(OwnConnectors own) : ICatalogue, IFeedListener
{
    private readonly ConcurrentDictionary<NetworkId, FrozenDictionary<string, Manifest>> _own = new();

    public Manifest? Find(NetworkId? network, string vendor) =>
        network is { } id && _own.TryGetValue(id, out var manifests) && manifests.TryGetValue(vendor, out var manifest) ? manifest : BuiltInConnectors.All.GetValueOrDefault(vendor);

    public IReadOnlyList<Manifest> All(NetworkId? network)
    {
        var manifests = network is { } id && _own.TryGetValue(id, out var known) ? known : FrozenDictionary<string, Manifest>.Empty;
        return [.. BuiltInConnectors.All.Values.Where(manifest => !manifests.ContainsKey(manifest.Name)).Concat(manifests.Values).OrderBy(manifest => manifest.Name, StringComparer.Ordinal)];
    }

    public async ValueTask LoadAsync(NetworkId network, CancellationToken cancellationToken)
    {
        if (!_own.ContainsKey(network))
        {
            await RefreshAsync(network, cancellationToken);
        }
    }

    /// <summary>Reads a network's own connectors anew.</summary>
    public async Task RefreshAsync(NetworkId network, CancellationToken cancellationToken)
    {
        var entries = await own.CurrentAsync(network, cancellationToken);
        _own[network] = entries
            .Select(entry => ManifestReader.Read(entry.Yaml, out _, isOwn: true, entry.Version))
            .OfType<Manifest>()
            .ToFrozenDictionary(manifest => manifest.Name, StringComparer.Ordinal);
    }

    public void OnChanges(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes.Where(change => change.Entity == "own_connector"))
        {
            _own.TryRemove(change.Network, out _);
        }
    }

    public void Reset() => _own.Clear();
}
