using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
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

    private PlaceMap(PlaceLinks links, INetworkTree tree, Node home, Node? own)
    {
        (_links, _tree, Home, _own) = (links, tree, home, own);
        Shops = [.. links.Links.Values.Distinct().Select(tree.Find).OfType<Node>().Where(IsHere).OrderBy(shop => shop.Code, StringComparer.Ordinal).ThenBy(shop => shop.Id.Value)];
    }

    /// <summary>The shops that are matched with places of the vendor, by code.</summary>
    public IReadOnlyList<Node> Shops { get; }

    /// <summary>The shop of entries of lists that name none: the one that was chosen, else the first; null while none is matched.</summary>
    public Node? Default => Shops.FirstOrDefault(shop => shop.Id == _links.Default) ?? Shops.FirstOrDefault();

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

    /// <summary>Where an item belongs.</summary>
    /// <param name="item">The item, mapped.</param>
    /// <param name="record">The type of record that it is.</param>
    /// <param name="mayBeAnywhere">Whether such records may belong to a unit above a location.</param>
    /// <remarks>A connection never writes outside of its unit, whatever the vendor names.</remarks>
    public Placement PlaceOf(MappedItem item, string record, bool mayBeAnywhere)
    {
        if (item.PlaceKey is { } key)
        {
            return _links.Ignored.Contains(key) ? Placement.Nowhere : Find(key) is { } unit ? Placement.At(unit) : Placement.Waiting(key);
        }

        var placing = Placings.Of(record);
        if (item.Shops is { } told && Told(told, placing) is { } placed)
        {
            return placed;
        }

        return (mayBeAnywhere ? Home : _own) is { } certain ? Placement.At(certain) : placing switch
        {
            Placing.EveryShop when Shops.Count > 0 => new Placement(Shops),
            Placing.Home when Default is { } shop => Placement.At(shop) with { IsAssumed = true },
            _ => Placement.Waiting(null),
        };
    }

    /// <summary>A unit of the tree by its id, where the connection may write there; else null.</summary>
    public Node? UnitOf(NodeId id) => _tree.Find(id) is { } unit && IsHere(unit) ? unit : null;

    private bool IsHere(Node unit) => unit.Ref.Path.Contains(Home.Id);

    /// <summary>Where an item is that says so; null: nowhere that counts, which for people means that they have to be somewhere else.</summary>
    private Placement? Told(ToldShops told, Placing placing)
    {
        if (told.IsEverywhere)
        {
            var but = told.Except.Where(_links.Links.ContainsKey).Select(key => _links.Links[key]).ToHashSet();
            IReadOnlyList<Node> shops = [.. (Shops.Count > 0 ? Shops : _own is { } own ? [own] : []).Where(shop => !but.Contains(shop.Id))];
            return shops.Count > 0 ? new Placement(shops) : but.Count > 0 && placing == Placing.EveryShop ? Placement.Nowhere : null;
        }

        var (units, waitsFor) = (new List<Node>(), default(string));
        foreach (var key in told.At.Where(key => !_links.Ignored.Contains(key)))
        {
            if (Find(key) is not { } unit)
            {
                waitsFor ??= key;
            }
            else if (!units.Contains(unit))
            {
                units.Add(unit);
            }
        }

        return units.Count > 0 ? new Placement(units) : waitsFor is not null ? Placement.Waiting(waitsFor) : placing == Placing.EveryShop ? Placement.Nowhere : null;
    }

    private Node? Find(string key)
    {
        if (_links.Find(key) is { } linked)
        {
            return UnitOf(linked);
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
