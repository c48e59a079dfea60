using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Network.Tree;

/// <summary>One network's tree at one moment. Never changes: a reader keeps what it has while the next one is being built.</summary>
/// <remarks>Nodes stand in preorder, so all that lies below a node follows it without a gap: a branch is a range of positions.</remarks>
internal sealed class TreeSnapshot
{
    // A branch of less than this part of the tree is narrow.
    private const int Narrow = 16;

    private readonly Node[] _nodes;
    private readonly int[] _ends; // position after the last node below each node
    private readonly int[] _byCode;
    private readonly int[] _byName;
    private readonly int[] _ranks; // where each node stands by code
    private readonly Dictionary<NodeId, int> _positions;
    private readonly Dictionary<string, int> _locations;

    private TreeSnapshot(NetworkHead head, Node[] byCode, Node[] byName)
    {
        Head = head;
        Summary = head.Summary();
        (_nodes, _ends) = Preorder.Of(byCode, NodeId.Root(head.Id));
        _positions = new Dictionary<NodeId, int>(_nodes.Length);
        _locations = new Dictionary<string, int>(_nodes.Length, StringComparer.OrdinalIgnoreCase);
        Version = head.Version;
        for (var i = 0; i < _nodes.Length; i++)
        {
            Version += _nodes[i].Version;
            _positions.Add(_nodes[i].Id, i);
            if (_nodes[i].Kind == NodeKind.Location)
            {
                _locations.TryAdd(_nodes[i].Code, i);
            }
        }

        Listed = Array.Exists(_nodes, node => node.IsArchived) ? Array.FindAll(_nodes, node => !node.IsArchived) : _nodes;
        _byCode = Array.ConvertAll(byCode, node => _positions[node.Id]);
        _byName = Array.ConvertAll(byName, node => _positions[node.Id]);
        _ranks = new int[_nodes.Length];
        for (var rank = 0; rank < _byCode.Length; rank++)
        {
            _ranks[_byCode[rank]] = rank;
        }
    }

    public NetworkHead Head { get; }

    public NetworkSummary Summary { get; }

    /// <summary>Sum of the versions of the network and of the nodes held here.</summary>
    public long Version { get; }

    /// <summary>All nodes, archived ones too, in preorder.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>The nodes that are not archived, in preorder.</summary>
    public IReadOnlyList<Node> Listed { get; }

    public Node Root => _nodes[0];

    /// <summary>A snapshot of freshly read nodes.</summary>
    public static TreeSnapshot Of(NetworkHead head, IReadOnlyList<Node> nodes) => new(head, NodeOrder.ByCode.Sort(nodes), NodeOrder.ByName.Sort(nodes));

    /// <summary>This snapshot with some nodes exchanged or added.</summary>
    public TreeSnapshot With(NetworkHead head, IReadOnlyList<Node> nodes)
    {
        var changed = nodes.ToDictionary(node => node.Id);
        if (head.Currency != Head.Currency)
        {
            foreach (var node in _nodes.Where(node => node.Kind != NodeKind.Location && !changed.ContainsKey(node.Id)))
            {
                changed.Add(node.Id, node with { Currency = head.Currency });
            }
        }

        return new(head, NodeOrder.ByCode.Replace(InOrder(NodeOrder.ByCode), changed), NodeOrder.ByName.Replace(InOrder(NodeOrder.ByName), changed));
    }

    public Node? Find(NodeId id) => _positions.TryGetValue(id, out var position) ? _nodes[position] : null;

    public Node? FindLocation(string code) => _locations.TryGetValue(code, out var position) ? _nodes[position] : null;

    /// <summary>A unit of one kind by its code, compared without case.</summary>
    public Node? FindByCode(NodeKind kind, string code) => kind == NodeKind.Location
        ? FindLocation(code)
        : _nodes.FirstOrDefault(node => node.Kind == kind && string.Equals(node.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>All nodes, archived ones too, by code or by name.</summary>
    public IEnumerable<Node> InOrder(NodeOrder order) => (order == NodeOrder.ByName ? _byName : _byCode).Select(position => _nodes[position]);

    /// <summary>The branches at and below some nodes; ids that are not of this network open nothing.</summary>
    public Branches BranchesAt(IEnumerable<NodeId> roots) =>
        new(_positions, [.. roots.Where(_positions.ContainsKey).Select(root => (_positions[root], _ends[_positions[root]])).Distinct()]);

    /// <summary>Nodes at and below some nodes, by code.</summary>
    public List<Node> Within(IReadOnlyList<NodeId> roots, Func<Node, bool> wanted)
    {
        var branches = BranchesAt(roots);
        return branches.Extent < _nodes.Length / Narrow ? WithinNarrow(branches, wanted) : WithinWide(branches, wanted);
    }

    private List<Node> WithinWide(Branches branches, Func<Node, bool> wanted)
    {
        var found = new List<Node>();
        foreach (var position in _byCode)
        {
            if (branches.Hold(position) && wanted(_nodes[position]))
            {
                found.Add(_nodes[position]);
            }
        }

        return found;
    }

    // A few nodes are sorted sooner than all are looked at.
    private List<Node> WithinNarrow(Branches branches, Func<Node, bool> wanted)
    {
        var ranks = new SortedSet<int>();
        foreach (var position in branches.Positions())
        {
            if (wanted(_nodes[position]))
            {
                ranks.Add(_ranks[position]);
            }
        }

        return [.. ranks.Select(rank => _nodes[_byCode[rank]])];
    }
}

/// <summary>Some branches of one snapshot, for asking quickly whether a node lies in one of them.</summary>
internal readonly struct Branches(Dictionary<NodeId, int> positions, (int From, int End)[] ranges)
{
    public bool Hold(int position)
    {
        foreach (var (from, end) in ranges)
        {
            if (position >= from && position < end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many positions there are, those twice that lie in two branches.</summary>
    public int Extent => ranges.Sum(range => range.End - range.From);

    public IEnumerable<int> Positions() => ranges.SelectMany(range => Enumerable.Range(range.From, range.End - range.From));

    public bool Hold(Node node) => positions.TryGetValue(node.Id, out var position) && Hold(position);
}
