using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Access.Tests;

/// <summary>Some networks of random shape.</summary>
internal sealed class RandomTree : INetworkTree
{
    private readonly Dictionary<NodeId, Node> _nodes = [];

    public RandomTree(Random random)
    {
#pragma warning disable CA5394 // shapes, not secrets
        for (var n = 0; n < random.Next(2, 4); n++)
        {
            var network = new NetworkId(NewId(random));
            var parents = new List<Node> { Add(network, NodeId.Root(network), NodeKind.Network, null) };
            for (var i = 0; i < random.Next(12); i++)
            {
                var kind = (NodeKind)random.Next(1, 4);
                var node = Add(network, new NodeId(NewId(random)), kind, parents[random.Next(parents.Count)]);
                if (kind != NodeKind.Location)
                {
                    parents.Add(node);
                }
            }
        }
#pragma warning restore CA5394
    }

    public IReadOnlyList<Node> All => [.. _nodes.Values];

    public IReadOnlyList<NetworkSummary> Networks => [];

    public static Guid NewId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
#pragma warning disable CA5394 // ids of a test
        random.NextBytes(bytes);
#pragma warning restore CA5394
        return new Guid(bytes);
    }

    public ValueTask LoadAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public Node? Find(NodeId id) => _nodes.GetValueOrDefault(id);

    public NetworkSummary? FindNetwork(NetworkId id) => null;

    public NetworkSummary? FindNetwork(string slug) => null;

    public IReadOnlyList<Node> NodesOf(NetworkId network, bool withArchived = false) => [.. _nodes.Values.Where(node => node.Network == network)];

    public IReadOnlyList<Node> LocationsUnder(NetworkId network, IReadOnlyList<NodeId> roots, bool withArchived = false) => [];

    public IReadOnlyList<Node> NodesUnder(NetworkId network, NodeId root, bool withArchived = false) => [];

    public Node? FindLocation(NetworkId network, string code) => null;

    public long Version(NetworkId network) => 1;

    public ITreeMoment Moment => throw new NotSupportedException();

    private Node Add(NetworkId network, NodeId id, NodeKind kind, Node? parent)
    {
        var code = $"{kind} {_nodes.Count}";
        var reference = new NodeRef(network, id, kind, [.. parent?.Ref.Path ?? [], id]);
        var node = new Node(reference, parent?.Id, code, code, code, default, TimeZoneInfo.Utc, "active", null, null, null, null, null, false, 1);
        return _nodes[id] = node;
    }
}
