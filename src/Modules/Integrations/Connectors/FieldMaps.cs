using System.Collections.Concurrent;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Mappers with the network's own changes; the newest version of each is kept in memory and told of changes by the feed.</summary>
internal sealed class FieldMaps(FieldMapStore store) : IFieldMaps, IFeedListener
{
    private readonly ConcurrentDictionary<(NetworkId Network, string Vendor, string Stream), FieldMapEntry?> _newest = new();

    public async Task<StreamMapper> ForAsync(NetworkId network, Guid connection, Manifest manifest, string stream, CancellationToken cancellationToken)
    {
        var shape = manifest.Stream(stream) ?? throw new ArgumentException($"{manifest.Title} has no stream '{stream}'.", nameof(stream));
        if (shape.Map is not { } map)
        {
            throw new ArgumentException($"The stream '{stream}' of {manifest.Title} makes no records.", nameof(stream));
        }

        if (!_newest.TryGetValue((network, manifest.Name, stream), out var entry))
        {
            entry = await store.NewestAsync(network, manifest.Name, stream, cancellationToken);
            _newest[(network, manifest.Name, stream)] = entry;
        }

        var faults = new ProfileFaults();
        if (entry is not null && MapOverlay.Read(entry.Yaml, faults) is { } overlay && MapCompiler.Compile(overlay.On(map), shape.Key, shape.Version, faults) is { } own)
        {
            return new StreamMapper(shape, own, entry.Version);
        }

        // A change of the connector may have left the network's own map behind; records go on by the connector's, and the page of the map says so.
        return new StreamMapper(shape, MapCompiler.Compile(map, shape.Key, shape.Version, new ProfileFaults())!, 0);
    }

    public void OnChanges(IReadOnlyList<Change> changes)
    {
        foreach (var network in changes.Where(change => change.Entity == "field_map").Select(change => change.Network).Distinct())
        {
            foreach (var key in _newest.Keys.Where(key => key.Network == network))
            {
                _newest.TryRemove(key, out _);
            }
        }
    }

    public void Reset() => _newest.Clear();

    /// <summary>Forgets a map that was just saved here, so that this node does not wait for the feed.</summary>
    public void Forget(NetworkId network, string vendor, string stream) => _newest.TryRemove((network, vendor, stream), out _);
}
