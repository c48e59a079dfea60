using System.Collections.Concurrent;
using BookedBarber.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Webhooks.Delivering;

/// <summary>
/// Takes endpoints at which something is due, many at a time and each by one node only, and runs a <see cref="Lane"/> for each. Woken when something is put
/// in line on any node, and once a second in any case: a lost wake-up costs a second, never a delivery.
/// </summary>
internal sealed partial class Dispatcher(LaneStore store, Sender sender, OutcomeWriter outcomes, DataSources sources, TimeProvider clock, ILogger<Dispatcher> logger) : BackgroundService
{
    private const int MostLanes = 1000;
    private const int MostClaimed = 100;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(8);

    private readonly ConcurrentDictionary<Guid, Lane> _lanes = new();
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _leases = new();
    private readonly FeedSignal _signal = new();
    private readonly string _holder = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7(clock.GetUtcNow())}";

    /// <summary>Looks at everything again.</summary>
    public void Wake()
    {
        foreach (var lane in _lanes.Values)
        {
            lane.Wake(isChange: true);
        }

        _signal.Wake();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new ConcurrentDictionary<Task, bool>();
        var helpers = Task.WhenAll(ListenAsync(stoppingToken), RenewAsync(stoppingToken));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var room = Math.Min(MostClaimed, MostLanes - _lanes.Count);
                var claimed = room > 0 ? await store.ClaimAsync(_holder, room, stoppingToken) : [];
                foreach (var (network, endpoint) in claimed)
                {
                    var task = RunAsync(network, endpoint, stoppingToken);
                    running[task] = true;
                    _ = task.ContinueWith(done => running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                }

                if (claimed.Count < MostClaimed)
                {
                    await _signal.WaitAsync(Round, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // the dispatcher outlives every fault; the next round tries again
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.ClaimFailed(logger, fault);
                await _signal.WaitAsync(Round, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        await Task.WhenAll(running.Keys);
        await helpers;
    }

    private async Task RunAsync(Guid network, Guid endpoint, CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var lease = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var lane = new Lane(network, endpoint, _holder, store, sender, outcomes, clock, logger);
        _leases[endpoint] = lease;
        _lanes[endpoint] = lane;
        await lane.RunAsync(lease.Token);
        _lanes.TryRemove(endpoint, out _);
        _leases.TryRemove(endpoint, out _);
        _signal.Wake(); // what was put in line while it was let go
    }

    /// <summary>Says that this node is there, and stops what it can no longer prove to hold.</summary>
    private async Task RenewAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenRenewals, TimeProvider.System); // leases run by the real time of the database, whatever the node's clock is
        var renewed = TimeProvider.System.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                var before = _leases.Keys.ToList();
                var held = before.Count > 0 ? await store.RenewAsync(_holder, stoppingToken) : new HashSet<Guid>();
                renewed = TimeProvider.System.GetTimestamp();
                await StopAsync(before.Where(endpoint => !held.Contains(endpoint)));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // tried again; when it fails for too long everything is let go
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.RenewFailed(logger, fault);
                if (TimeProvider.System.GetElapsedTime(renewed) > LaneStore.Lease - BetweenRenewals)
                {
                    await StopAsync(_leases.Keys);
                }
            }
        }
    }

    private async Task StopAsync(IEnumerable<Guid> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            // A lane that ended meanwhile has let go by itself.
            if (_lanes.ContainsKey(endpoint) && _leases.TryGetValue(endpoint, out var lease))
            {
                try
                {
                    await lease.CancelAsync();
                }
                catch (ObjectDisposedException)
                {
                    Log.Ended(logger, endpoint);
                }
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await sources.System.OpenConnectionAsync(cancellationToken);
                connection.Notification += (_, notice) => OnNotice(notice.Payload);
                await using (var listen = new NpgsqlCommand($"listen {Delivering.Wake.Channel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(cancellationToken);
                }

                Wake(); // what was said while nobody listened
                while (true)
                {
                    await connection.WaitAsync(cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException or InvalidOperationException or IOException)
            {
                Log.ListenFailed(logger, fault);
                await Task.Delay(Round, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private void OnNotice(string payload)
    {
        if (Delivering.Wake.TryRead(payload, out var endpoint, out var isChange) && _lanes.TryGetValue(endpoint, out var lane))
        {
            lane.Wake(isChange);
        }
        else
        {
            _signal.Wake();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(7201, LogLevel.Warning, "Endpoints with deliveries could not be taken; trying again.")]
        public static partial void ClaimFailed(ILogger logger, Exception fault);

        [LoggerMessage(7202, LogLevel.Warning, "The leases of endpoints could not be renewed; trying again.")]
        public static partial void RenewFailed(ILogger logger, Exception fault);

        [LoggerMessage(7203, LogLevel.Warning, "Lost the notification connection of deliveries; opening a new one.")]
        public static partial void ListenFailed(ILogger logger, Exception fault);

        [LoggerMessage(7204, LogLevel.Debug, "Endpoint {Endpoint} was let go while its lease was looked at.")]
        public static partial void Ended(ILogger logger, Guid endpoint);
    }
}
