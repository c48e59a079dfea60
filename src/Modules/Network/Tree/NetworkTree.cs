using System.Collections.Concurrent;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Network.Tree;

/// <summary>The trees of all networks in memory: readers take no lock, writers exchange one network's snapshot.</summary>
internal sealed partial class NetworkTree(IDatabase database, ILogger<NetworkTree> logger) : INetworkTree, IDisposable
{
    // Beyond this, reading the whole network costs less than asking for so many ids.
    private const int FewIds = 500;

    private readonly ConcurrentDictionary<NodeId, NetworkId> _homes = new();
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly Lock _publishing = new();
    private volatile Forest _forest = Forest.Empty;
    private volatile bool _loaded;

    public IReadOnlyList<NetworkSummary> Networks => _forest.Networks;

    public ValueTask LoadAsync(CancellationToken cancellationToken) => _loaded ? ValueTask.CompletedTask : new ValueTask(LoadOnceAsync(cancellationToken));

    public Node? Find(NodeId id) => _homes.TryGetValue(id, out var network) ? _forest.Find(network)?.Find(id) : null;

    public NetworkSummary? FindNetwork(NetworkId id) => _forest.Find(id)?.Summary;

    public NetworkSummary? FindNetwork(string slug) => _forest.Find(slug);

    public IReadOnlyList<Node> NodesOf(NetworkId network, bool withArchived = false) => _forest.Find(network) switch
    {
        null => [],
        var tree => withArchived ? tree.Nodes : tree.Listed,
    };

    public IReadOnlyList<Node> LocationsUnder(NetworkId network, IReadOnlyList<NodeId> roots, bool withArchived = false) =>
        _forest.Find(network)?.Within(roots, node => node.Kind == NodeKind.Location && (withArchived || !node.IsArchived)) ?? [];

    public IReadOnlyList<Node> NodesUnder(NetworkId network, NodeId root, bool withArchived = false) =>
        _forest.Find(network)?.Within([root], node => withArchived || !node.IsArchived) ?? [];

    public Node? FindLocation(NetworkId network, string code) => _forest.Find(network)?.FindLocation(code);

    public long Version(NetworkId network) => _forest.Version(network);

    public ITreeMoment Moment => _forest;

    /// <summary>The network's snapshot as held now; null for an unknown network.</summary>
    public TreeSnapshot? Snapshot(NetworkId network) => _forest.Find(network);

    /// <summary>Reads all networks anew.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var read = new List<TreeSnapshot>();
        await using var session = await database.SystemAsync("network.tree", cancellationToken);
        foreach (var network in await TreeReader.NetworksAsync(session, cancellationToken))
        {
            try
            {
                if (await TreeReader.HeadAsync(session, network, cancellationToken) is { } head && head.TreeVersion != Version(network))
                {
                    read.Add(TreeSnapshot.Of(head, await TreeReader.NodesAsync(session, head, ids: null, cancellationToken)));
                }
            }
            catch (InvalidOperationException fault) when (fault is not ObjectDisposedException)
            {
                // One network's broken row must not keep all the others from being served.
                Log.NetworkUnreadable(logger, fault, network);
            }
        }

        Publish(read);
        _loaded = true;
    }

    /// <summary>Brings one network up to what is committed.</summary>
    /// <param name="ids">Nodes known to have changed; null when unknown.</param>
    public async Task RefreshAsync(NetworkId network, IReadOnlyCollection<Guid>? ids, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        await CurrentAsync(session, network, ids, cancellationToken);
    }

    /// <summary>The network's snapshot as this session sees it. The session must not have written to the tree yet: what it reads is published to everyone.</summary>
    public async Task<TreeSnapshot?> CurrentAsync(Session session, NetworkId network, IReadOnlyCollection<Guid>? ids, CancellationToken cancellationToken)
    {
        var held = _forest.Find(network);
        var head = await TreeReader.HeadAsync(session, network, cancellationToken);
        if (head is null || held?.Version == head.TreeVersion)
        {
            return held;
        }

        if (held is not null && ids is { Count: <= FewIds })
        {
            var next = held.With(head, await TreeReader.NodesAsync(session, head, ids, cancellationToken));
            if (next.Version == head.TreeVersion)
            {
                return Publish([next]);
            }
        }

        return Publish([TreeSnapshot.Of(head, await TreeReader.NodesAsync(session, head, ids: null, cancellationToken))]);
    }

    public void Dispose() => _loading.Dispose();

    private async Task LoadOnceAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (!_loaded)
            {
                await ReloadAsync(cancellationToken);
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Shows snapshots to readers, except where something newer is shown already: loads may overtake each other, versions only grow.</summary>
    private TreeSnapshot? Publish(List<TreeSnapshot> trees)
    {
        lock (_publishing)
        {
            var newer = trees.FindAll(tree => tree.Version > Version(tree.Head.Id));
            foreach (var tree in newer)
            {
                foreach (var node in tree.Nodes)
                {
                    _homes.TryAdd(node.Id, tree.Head.Id);
                }
            }

            if (newer.Count > 0)
            {
                _forest = _forest.With(newer);
            }

            return trees is [var only] ? _forest.Find(only.Head.Id) : null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Error, "The tree of network {Network} cannot be read; the network is left out until this is mended.")]
        public static partial void NetworkUnreadable(ILogger logger, Exception fault, NetworkId network);
    }
}
