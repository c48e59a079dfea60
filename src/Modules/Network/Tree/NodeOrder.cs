using System.Globalization;
using BookedBarber.Network.Contracts;

namespace BookedBarber.Network.Tree;

/// <summary>Orders nodes by one of their texts as people read it: without case, numbers by value (Shop 2 before Shop 10); then by id.</summary>
internal sealed class NodeOrder : IComparer<Node>
{
    public static readonly NodeOrder ByCode = new(node => node.Code);
    public static readonly NodeOrder ByName = new(node => node.Name);

    private static readonly StringComparer Reading = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.IgnoreCase | CompareOptions.NumericOrdering);
    private readonly Func<Node, string> _text;

    private NodeOrder(Func<Node, string> text) => _text = text;

    public int Compare(Node? x, Node? y) => Compare(_text(x!), x!.Id.Value, _text(y!), y!.Id.Value);

    /// <summary>Where a node stands against a place in a list that may no longer hold that node: negative before it.</summary>
    public int Compare(Node node, string text, Guid id) => Compare(_text(node), node.Id.Value, text, id);

    public string TextOf(Node node) => _text(node);

    public Node[] Sort(IEnumerable<Node> nodes)
    {
        var sorted = nodes.ToArray();
        Array.Sort(sorted, this);
        return sorted;
    }

    /// <summary>A sorted list with some nodes exchanged, added or moved; costs little where few change.</summary>
    public Node[] Replace(IEnumerable<Node> sorted, IReadOnlyDictionary<Shared.NodeId, Node> changed)
    {
        var incoming = Sort(changed.Values);
        var result = new List<Node>();
        var next = 0;
        foreach (var node in sorted)
        {
            if (changed.ContainsKey(node.Id))
            {
                continue;
            }

            while (next < incoming.Length && Compare(incoming[next], node) < 0)
            {
                result.Add(incoming[next++]);
            }

            result.Add(node);
        }

        result.AddRange(incoming.AsSpan(next));
        return [.. result];
    }

    private static int Compare(string left, Guid leftId, string right, Guid rightId) =>
        Reading.Compare(left, right) is not 0 and var read ? read
        : string.CompareOrdinal(left, right) is not 0 and var exact ? exact
        : leftId.CompareTo(rightId);
}
