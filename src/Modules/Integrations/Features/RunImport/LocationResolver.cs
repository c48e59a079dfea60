using BookedBarber.Integrations.Mapping;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>Finds locations by the code in a file, and plans those that are missing where that is wanted.</summary>
internal sealed class LocationResolver
{
    private readonly Dictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>> _known;
    private readonly ImportJob _job;
    private readonly TimeProvider _clock;
    private readonly List<NewNode> _planned = [];

    public LocationResolver(ImportJob job, INetworkTree tree, TimeProvider clock)
    {
        _job = job;
        _clock = clock;
        var known = new Dictionary<string, Node>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in tree.LocationsUnder(job.Network.Id, [NodeId.Root(job.Network.Id)]).Where(node => job.Scope.Sees(node.Ref)))
        {
            known[node.Code] = node;
        }

        _known = known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The location with a code; null when there is none, or none that the caller may see.</summary>
    public Node? Find(ReadOnlySpan<char> code)
    {
        if (_known.TryGetValue(code, out var node))
        {
            return node;
        }

        if (!_job.CreateLocations || code.IsEmpty || code.Length > 100)
        {
            return null;
        }

        node = Plan(code.ToString());
        _known[code] = node;
        return node;
    }

    /// <summary>Hands over the locations planned since the last call.</summary>
    public void TakePlanned(List<NewNode> into)
    {
        into.AddRange(_planned);
        _planned.Clear();
    }

    /// <summary>The network itself as a node, where the record has no location.</summary>
    public static Node RootOf(NetworkSummary network)
    {
        var root = NodeId.Root(network.Id);
        return new Node(
            new NodeRef(network.Id, root, NodeKind.Network, [root]), null, network.Slug, network.Slug, network.Name, network.Currency,
            TimeZoneInfo.FindSystemTimeZoneById(network.TimeZone), "active", null, null, null, null, null, IsArchived: false, 0);
    }

    // The planned node has the id that it will be made with, so records can be put on it before.
    private Node Plan(string code)
    {
        var create = _job.Profile.Create;
        var root = NodeId.Root(_job.Network.Id);
        var id = NodeId.New(_clock);
        var currency = create?.Currency ?? _job.Network.Currency.Code;
        var zone = create?.TimeZone ?? _job.Network.TimeZone;
        var name = create?.LocationName is { } form ? form.Replace("{code}", code, StringComparison.Ordinal) : code;
        _planned.Add(new NewNode(NodeKind.Location, code, name, TimeZone: zone, Currency: currency, Id: id));
        return new Node(
            new NodeRef(_job.Network.Id, id, NodeKind.Location, [root, id]), root, code, code, name, Currency.Of(currency),
            TimeZoneInfo.FindSystemTimeZoneById(zone), "open", null, null, null, null, null, IsArchived: false, 0);
    }
}
