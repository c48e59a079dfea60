using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Network.Tree;

/// <summary>Keeps the tree of a serving node current: told by the feed which networks changed, it reads those again.</summary>
internal sealed partial class TreeKeeper(NetworkTree tree, ILogger<TreeKeeper> logger) : BackgroundService, IFeedListener
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly FeedSignal _signal = new();
    private readonly Lock _noting = new();

    // Bounded by what can change: per network one set of ids, which gives way to null (read it all) when it grows long.
    private Dictionary<NetworkId, HashSet<Guid>?> _pending = [];
    private bool _everything;

    public void OnChanges(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            if (change.Op != ChangeOp.Action && change.Entity is "network" or "node")
            {
                Note(change.Network, change.Entity == "node" ? change.Ids : []);
            }
        }
    }

    public void Reset()
    {
        lock (_noting)
        {
            _everything = true;
        }

        _signal.Wake();
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Requests are let in when this returns, and each of them looks its node up in the tree.
        if (!await TryAsync(() => tree.LoadAsync(cancellationToken).AsTask(), cancellationToken))
        {
            Reset();
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _signal.WaitAsync(Timeout.InfiniteTimeSpan, stoppingToken);
            var (everything, pending) = Take();
            var done = everything
                ? await TryAsync(() => tree.ReloadAsync(stoppingToken), stoppingToken)
                : await RefreshAsync(pending, stoppingToken);
            if (!done)
            {
                if (everything)
                {
                    Reset();
                }

                await Task.Delay(Retry, stoppingToken);
            }
        }
    }

    private async Task<bool> RefreshAsync(Dictionary<NetworkId, HashSet<Guid>?> pending, CancellationToken cancellationToken)
    {
        var done = true;
        foreach (var (network, ids) in pending)
        {
            if (!await TryAsync(() => tree.RefreshAsync(network, ids, cancellationToken), cancellationToken))
            {
                Note(network, ids is null ? null : [.. ids]);
                done = false;
            }
        }

        return done;
    }

    private void Note(NetworkId network, IReadOnlyList<Guid>? ids)
    {
        lock (_noting)
        {
            var known = _pending.TryGetValue(network, out var set) ? set : [];
            known?.UnionWith(ids ?? []);
            _pending[network] = ids is null || known is { Count: > 1000 } ? null : known;
        }

        _signal.Wake();
    }

    private (bool Everything, Dictionary<NetworkId, HashSet<Guid>?> Pending) Take()
    {
        lock (_noting)
        {
            var taken = (_everything, _pending);
            (_everything, _pending) = (false, []);
            return taken;
        }
    }

    private async Task<bool> TryAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is NpgsqlException or TimeoutException or InvalidOperationException or IOException)
        {
            Log.RefreshFailed(logger, fault);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4002, LogLevel.Warning, "The tree could not be refreshed; what is in memory stays in use and it is tried again.")]
        public static partial void RefreshFailed(ILogger logger, Exception fault);
    }
}
