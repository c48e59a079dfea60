using BookedBarber.Measures.Contracts;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Streams.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Streams.Board;

/// <summary>
/// The one loop that owns the board. It merges all changes that wait into one step: asks once per network for today's figures of the touched
/// locations, replaces them, and sends one frame per view. While a step runs the next changes gather, so the busier the feed, the larger the step.
/// </summary>
internal sealed partial class BoardLoop(
    LiveBoard board,
    Subscriptions subscriptions,
    INetworkTree tree,
    ITodayFigures today,
    IStaffPresence presence,
    IFeedReader feed,
    TimeProvider clock,
    ILogger<BoardLoop> logger) : BackgroundService
{
    // Short enough to stay far below 200 ms from sale to screen, long enough that 500 sales a second become 40 steps.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(1);

    // Staff come and go, and days end, with the clock and not with a record: RT-05 allows 15 seconds.
    private static readonly TimeSpan PresenceEvery = TimeSpan.FromSeconds(10);

    // After a fault: the database is mostly back within seconds, and forty attempts a second would only fill the log.
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Dictionary<NetworkId, NetworkBoard> _boards = [];

    // Of this second, as long as nothing changes: thousands of sockets come in at once after a start, and many look at the same few nodes.
    private readonly Dictionary<View, Snapshot> _snapshots = [];
    private DateTimeOffset _presenceAt;
    private DateTimeOffset _sweptAt;
    private DateTimeOffset _currentAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Gathering, clock);
        var reload = true;
        var pending = new PendingChanges();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (reload)
                {
                    await LoadAsync(stoppingToken);
                    reload = false;
                }

                // Asked for first: what was told before that moment is in the messages that are taken now.
                var current = board.CurrentAt;
                reload = Drain(pending);
                await ApplyAsync(pending, stoppingToken);
                _currentAt = reload ? _currentAt : current;
                await RefreshPresenceAsync(stoppingToken);
                await SendHeartbeatsAsync(stoppingToken);
                await ticks.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the loop outlives every fault: mostly the database is away; what was pending stays so and is applied when it is back
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.StepFailed(logger, fault);
                await Task.Delay(Retry, clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Takes all messages that wait. True when the board has to be loaded again.</summary>
    private bool Drain(PendingChanges pending)
    {
        var reload = false;
        while (board.Messages.TryRead(out var message))
        {
            switch (message)
            {
                case BoardMessage.Changed changed:
                    pending.Add(changed.Changes);
                    break;
                case BoardMessage.Reload:
                    reload = true;
                    break;
                case BoardMessage.Join join:
                    // Changes already pending are newer than the board: they reach the newcomer as a frame after its snapshot.
                    subscriptions.Add(join.View, join.Subscriber);
                    join.Answer.TrySetResult(SnapshotOf(join.View));
                    break;
                case BoardMessage.Switch other:
                    subscriptions.Remove(other.Subscriber.View, other.Subscriber);
                    other.Subscriber.View = other.View;
                    subscriptions.Add(other.View, other.Subscriber);
                    var shown = SnapshotOf(other.View);
                    other.Subscriber.Send(Frames.Snapshot(shown.Seq, clock.GetUtcNow(), shown.AsOf, "start", shown.Nodes));
                    break;
                case BoardMessage.CatchUp late:
                    var now = SnapshotOf(late.Subscriber.View);
                    late.Subscriber.CatchUp(Frames.Coalesced(now.Seq, clock.GetUtcNow(), late.Subscriber.Skipped, now.Nodes));
                    break;
            }
        }

        return reload;
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        foreach (var network in tree.Networks)
        {
            // The head is read first: figures may be newer than it, never older, and a change seen twice only recomputes the same value.
            await LoadAsync(BoardOf(network.Id), await feed.NetworkHeadAsync(network.Id, cancellationToken), cancellationToken);
        }

        board.IsLoaded = true;
    }

    private async Task LoadAsync(NetworkBoard network, long seq, CancellationToken cancellationToken)
    {
        var facts = await today.LoadAllAsync(network.Network, cancellationToken);
        network.Present = await presence.CountAsync(network.Network, clock.GetUtcNow(), cancellationToken);
        _snapshots.Clear();
        network.Clear();
        var byLocation = facts.ToLookup(fact => new NodeId(fact.LocationId));
        foreach (var location in Locations(network))
        {
            network.Set(location, FiguresOf(network, location, byLocation[location.Id]));
        }

        network.Seq = Math.Max(network.Seq, seq);
        network.TreeVersion = tree.Version(network.Network);
        network.AsOf = clock.GetUtcNow();
        foreach (var view in subscriptions.Views.Where(view => view.Network == network.Network))
        {
            // A unit that was moved may have left the branch of who looks at it.
            foreach (var subscriber in subscriptions.In(view))
            {
                await subscriber.ConfirmAsync(cancellationToken);
            }

            var snapshot = SnapshotOf(view);
            Send(view, Frames.Snapshot(snapshot.Seq, clock.GetUtcNow(), snapshot.AsOf, "gap", snapshot.Nodes));
        }
    }

    private async Task ApplyAsync(PendingChanges pending, CancellationToken cancellationToken)
    {
        await ConfirmAsync(pending.People, cancellationToken);
        pending.People.Clear();
        foreach (var (networkId, changes) in pending.Networks.ToList())
        {
            var network = BoardOf(networkId);
            if (tree.Version(networkId) != network.TreeVersion)
            {
                // The number stays at what has been told: what is newer in the figures is told right afterwards, and who leaves before that must find it when coming back.
                await LoadAsync(network, network.Seq, cancellationToken);
            }

            var touched = changes.Locations.Select(tree.Find).OfType<Node>().Where(node => node.Kind == NodeKind.Location).ToList();
            if (changes.ShiftsChanged)
            {
                network.Present = await presence.CountAsync(networkId, clock.GetUtcNow(), cancellationToken);
            }

            await RefreshAsync(network, touched, cancellationToken);
            network.Seq = Math.Max(network.Seq, changes.Seq);
            network.AsOf = clock.GetUtcNow();
            Publish(network, touched, changes.Activity);
            pending.Networks.Remove(networkId); // one by one: a failure later on must not tell these again
        }
    }

    private async Task RefreshAsync(NetworkBoard network, IReadOnlyList<Node> locations, CancellationToken cancellationToken)
    {
        if (locations.Count == 0)
        {
            return;
        }

        var facts = (await today.LoadAsync(network.Network, [.. locations.Select(node => node.Id)], cancellationToken)).ToLookup(fact => new NodeId(fact.LocationId));
        _snapshots.Clear();
        foreach (var location in locations)
        {
            network.Set(location, FiguresOf(network, location, facts[location.Id]));
        }
    }

    private void Publish(NetworkBoard network, IReadOnlyList<Node> touched, IReadOnlyList<Activity> activity)
    {
        var at = clock.GetUtcNow();
        var views = touched.SelectMany(location => location.Ref.Path.SelectMany(subscriptions.RootedAt)).ToHashSet();
        foreach (var view in views)
        {
            var shown = touched.Where(view.Shows).ToList();
            var visible = shown.Select(node => node.Id).ToHashSet();
            var events = activity.Where(entry => visible.Contains(entry.LocationId) && (view.StaffId is not { } staff || entry.StaffIds.Contains(staff))).ToList();
            var figures = view.StaffId is null ? FiguresFor(network, view, shown) : [];
            if (events.Count > 0 || figures.Count > 0)
            {
                Send(view, Frames.Change(network.Seq, at, events, figures));
            }
        }
    }

    // The touched locations and the sums above them, as far up as the view reaches.
    private static List<Figures> FiguresFor(NetworkBoard network, View view, IReadOnlyList<Node> touched) =>
    [
        .. touched.SelectMany(location => location.Ref.Path.SkipWhile(node => !view.Roots.Items.Contains(node))).Distinct().SelectMany(network.Of),
    ];

    private Snapshot SnapshotOf(View view)
    {
        var network = BoardOf(view.Network);
        if (_snapshots.TryGetValue(view, out var kept) && kept.Seq == network.Seq)
        {
            return kept;
        }

        return _snapshots[view] = new Snapshot(network.Seq, AsOf(network), view.StaffId is not null ? [] : [.. NodesOf(view).SelectMany(node => network.Of(node.Id))]);
    }

    private IEnumerable<Node> NodesOf(View view) =>
        view.Roots.Items is [var root] ? tree.NodesUnder(view.Network, root) : tree.NodesOf(view.Network).Where(view.Shows);

    // Midnight passes at each location in its own zone: its figures begin anew although nothing was recorded.
    private IEnumerable<NodeId> DayChanged(NetworkBoard network)
    {
        var now = clock.GetUtcNow();
        return network.Locations.Where(figures => tree.Find(figures.NodeId) is { } node && node.DayAt(now) != figures.Day).Select(figures => figures.NodeId).ToList();
    }

    private async Task RefreshPresenceAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - _presenceAt < PresenceEvery)
        {
            return;
        }

        _presenceAt = clock.GetUtcNow();
        foreach (var summary in tree.Networks)
        {
            var network = BoardOf(summary.Id);
            var present = await presence.CountAsync(summary.Id, clock.GetUtcNow(), cancellationToken);
            var changed = present.Where(pair => network.Present.GetValueOrDefault(pair.Key) != pair.Value).Select(pair => pair.Key)
                .Concat(network.Present.Keys.Where(location => !present.ContainsKey(location)))
                .Concat(DayChanged(network)).Distinct().Select(tree.Find).OfType<Node>().ToList();
            network.Present = present;
            if (changed.Count == 0)
            {
                continue;
            }

            await RefreshAsync(network, changed, cancellationToken);
            Publish(network, changed, []);
        }
    }

    /// <summary>Every socket hears at least every ten seconds how old its data is, and ends as soon as its right to it has.</summary>
    private async Task SendHeartbeatsAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - _sweptAt < BetweenSweeps)
        {
            return;
        }

        _sweptAt = now;
        _snapshots.Clear();
        foreach (var view in subscriptions.Views)
        {
            Frame? frame = null;
            foreach (var subscriber in subscriptions.In(view))
            {
                if (now - subscriber.ConfirmedAt >= HeartbeatEvery)
                {
                    await subscriber.ConfirmAsync(cancellationToken);
                }

                if (now - subscriber.LastFrameAt >= HeartbeatEvery)
                {
                    var network = BoardOf(view.Network);
                    frame ??= Frames.Heartbeat(network.Seq, now, AsOf(network));
                    subscriber.Send(frame.Value);
                }
            }
        }
    }

    // Figures are right as of their making, and stay so as long as the feed has nothing new: not longer than it has been read.
    private DateTimeOffset AsOf(NetworkBoard network) => network.AsOf > _currentAt ? network.AsOf : _currentAt;

    // Whose rights are others now has to come in again; the new connection gets the new rights. Who only hears late of the grant that let them in stays.
    private async Task ConfirmAsync(HashSet<PersonId> people, CancellationToken cancellationToken)
    {
        if (people.Count == 0)
        {
            return;
        }

        foreach (var subscriber in subscriptions.All.Where(subscriber => people.Contains(subscriber.Person)).ToList())
        {
            await subscriber.ConfirmAsync(cancellationToken);
        }
    }

    private Figures FiguresOf(NetworkBoard network, Node location, IEnumerable<DayFacts> facts)
    {
        var present = network.Present.GetValueOrDefault(location.Id);
        var day = location.DayAt(clock.GetUtcNow());
        return facts.FirstOrDefault(fact => fact.Day == day) is { } own
            ? Figures.Of(own, present)
            : Figures.Nothing(location.Id, day, location.Currency.Code) with { StaffPresent = present };
    }

    private IEnumerable<Node> Locations(NetworkBoard network) => tree.NodesOf(network.Network).Where(node => node.Kind == NodeKind.Location && !node.IsArchived);

    private NetworkBoard BoardOf(NetworkId network)
    {
        if (!_boards.TryGetValue(network, out var found))
        {
            _boards[network] = found = new NetworkBoard(network) { AsOf = clock.GetUtcNow() };
        }

        return found;
    }

    private void Send(View view, Frame frame)
    {
        foreach (var subscriber in subscriptions.In(view))
        {
            subscriber.Send(frame);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6001, LogLevel.Warning, "The live board could not be brought up to date; trying again.")]
        public static partial void StepFailed(ILogger logger, Exception fault);
    }
}
