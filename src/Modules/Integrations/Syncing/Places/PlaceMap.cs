using BookedBarber.Integrations.Connections;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Syncing.Places;

/// <summary>Which unit of the tree a vendor's place is, for one connection. Read once for a run or a batch; belongs to one caller.</summary>
internal sealed class PlaceMap
{
    private readonly PlaceLinks _links;
    private readonly Dictionary<string, VendorPlace> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly INetworkTree _tree;
    private readonly Node? _own;

    private PlaceMap(PlaceLinks links, INetworkTree tree, Node home, Node? own) => (_links, _tree, Home, _own) = (links, tree, home, own);

    /// <summary>The unit that the connection serves.</summary>
    public Node Home { get; }

    /// <summary>Zone of local times where the place is not known yet.</summary>
    public TimeZoneInfo Zone => (_own ?? Home).Zone;

    /// <returns>The map; null when the connection's unit is no longer there.</returns>
    public static async Task<PlaceMap?> LoadAsync(IPlaces places, INetworkTree tree, Connection connection, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        if (tree.Find(connection.Node) is not { } home)
        {
            return null;
        }

        var links = await places.LinksAsync(connection, cancellationToken);
        var below = home.Kind == NodeKind.Location ? [home] : tree.LocationsUnder(connection.Network, [home.Id]);
        return new PlaceMap(links, tree, home, below is [var only] ? only : links.OfUnplaced is { } unplaced ? tree.Find(unplaced) : null);
    }

    /// <summary>The unit that a record belongs to.</summary>
    /// <param name="key">The vendor's key of the place; null: the vendor names none.</param>
    /// <param name="mayBeAnywhere">Whether the record may belong to a unit above a location.</param>
    /// <param name="isIgnored">Whether records of the place are left out.</param>
    /// <returns>
    /// The unit; null: not known yet. Without a key it is the connection's own unit, or the one location that it serves. A connection never writes outside of its unit,
    /// whatever the vendor names.
    /// </returns>
    public Node? Find(string? key, bool mayBeAnywhere, out bool isIgnored)
    {
        isIgnored = key is not null && _links.Ignored.Contains(key);
        if (isIgnored)
        {
            return null;
        }

        if (key is null)
        {
            return mayBeAnywhere ? Home : _own;
        }

        if (_links.Find(key) is { } linked)
        {
            return _tree.Find(linked) is { } node && node.Ref.Path.Contains(Home.Id) ? node : null;
        }

        if (_told.Add(key))
        {
            _seen.TryAdd(key, new VendorPlace(key, key, null));
        }

        return null;
    }

    /// <summary>Takes note of a place that the vendor lists by name.</summary>
    public void Learn(string key, string? name, string? code)
    {
        if (_told.Add($"named {key}"))
        {
            _seen[key] = new VendorPlace(key, name is { Length: > 0 } ? name : key, code == key ? null : code);
        }
    }

    /// <summary>Places that were met since the last time, to be told to <see cref="IPlaces.SeenAsync"/>.</summary>
    public IReadOnlyList<VendorPlace> TakeSeen()
    {
        IReadOnlyList<VendorPlace> seen = [.. _seen.Values];
        _seen.Clear();
        return seen;
    }
}
