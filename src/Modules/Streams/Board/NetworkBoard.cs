using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Streams.Board;

/// <summary>Today's figures of one network: every location's, and their sums up the tree per currency. Used by the board loop alone.</summary>
internal sealed class NetworkBoard(NetworkId network)
{
    private readonly Dictionary<NodeId, Figures> _locations = [];
    private readonly Dictionary<NodeId, List<Figures>> _above = [];

    public NetworkId Network { get; } = network;

    /// <summary>Newest change that the figures hold.</summary>
    public long Seq { get; set; }

    /// <summary>When the figures were last known to be right.</summary>
    public DateTimeOffset AsOf { get; set; }

    /// <summary>Version of the tree that the sums follow.</summary>
    public long TreeVersion { get; set; }

    /// <summary>Staff present per location, as last counted.</summary>
    public IReadOnlyDictionary<NodeId, int> Present { get; set; } = new Dictionary<NodeId, int>();

    public IEnumerable<Figures> Locations => _locations.Values;

    /// <summary>The figures of a node: one entry for a location, one per currency above.</summary>
    public IReadOnlyList<Figures> Of(NodeId node) =>
        _locations.TryGetValue(node, out var own) ? [own] : _above.TryGetValue(node, out var sums) ? sums : [];

    public Figures? Location(NodeId node) => _locations.GetValueOrDefault(node);

    public void Clear()
    {
        _locations.Clear();
        _above.Clear();
    }

    /// <summary>Replaces a location's figures and the sums above it. False when nothing differs.</summary>
    public bool Set(Node location, Figures figures)
    {
        var before = _locations.GetValueOrDefault(location.Id);
        if (before == figures)
        {
            return false;
        }

        _locations[location.Id] = figures;
        foreach (var ancestor in location.Ref.Path)
        {
            if (ancestor == location.Id)
            {
                continue;
            }

            if (before is not null)
            {
                Add(ancestor, before, -1);
            }

            Add(ancestor, figures, +1);
        }

        return true;
    }

    private void Add(NodeId ancestor, Figures part, int sign)
    {
        if (!_above.TryGetValue(ancestor, out var sums))
        {
            _above[ancestor] = sums = [];
        }

        var index = sums.FindIndex(sum => sum.Currency == part.Currency);
        if (index < 0)
        {
            sums.Add(Figures.Nothing(ancestor, part.Day, part.Currency).Add(part, sign));
        }
        else
        {
            // A node above several time zones shows the latest day that any of its locations is in.
            sums[index] = sums[index].Add(part, sign) with { Day = part.Day > sums[index].Day ? part.Day : sums[index].Day };
        }
    }
}
