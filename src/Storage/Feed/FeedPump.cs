using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Storage;

/// <summary>
/// Numbers what was committed and hands it on: to this node's listeners, and as a wake-up to its consumers.
/// Woken by this node's own commits at once, by other nodes through NOTIFY, and once a second in any case, so a lost wake-up costs a second, never a change.
/// </summary>
internal sealed partial class FeedPump(
    DataSources sources,
    FeedSignal signal,
    FeedConsumers consumers,
    IEnumerable<IFeedListener> listeners,
    TimeProvider clock,
    ILogger<FeedPump> logger) : BackgroundService
{
    private const int PublishBatch = 2000;
    private const int ReadBatch = 2000;

    // A node that fell this far behind (a million-row import on another node) reloads instead of replaying.
    private const long ReplayAtMost = 100_000;

    private readonly IReadOnlyList<IFeedListener> _listeners = [.. listeners];

    // Listeners that failed to take something in: what they hold is no longer to be trusted until they have been reset.
    private readonly HashSet<IFeedListener> _behind = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = ListenAsync(stoppingToken);
        long? seen = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var asOf = clock.GetUtcNow();
                var (head, isAll) = await PublishAsync(stoppingToken);
                seen = await DeliverAsync(seen, head, stoppingToken);
                if (isAll && seen >= head)
                {
                    TellCurrent(asOf);
                }

                await signal.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // the pump outlives every fault: a listener's must not stop the feed for all
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.PumpFailed(logger, fault);
                await signal.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        await listening;
    }

    /// <returns>The newest position, and whether nothing that is committed still waits for its number.</returns>
    private async Task<(long Head, bool IsAll)> PublishAsync(CancellationToken cancellationToken)
    {
        await using var command = sources.System.CreateCommand("select feed.publish($1), exists (select from feed.outbox)");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PublishBatch });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetBoolean(1))
        {
            signal.Wake();
        }

        return (reader.GetInt64(0), !reader.GetBoolean(1));
    }

    private void TellCurrent(DateTimeOffset asOf)
    {
        foreach (var listener in _listeners)
        {
            listener.OnCurrent(asOf);
        }
    }

    private async Task<long> DeliverAsync(long? seen, long head, CancellationToken cancellationToken)
    {
        ResetBehind();
        if (seen == head)
        {
            return head;
        }

        consumers.Wake();
        if (seen is null || head - seen > ReplayAtMost)
        {
            _behind.UnionWith(_listeners);
            ResetBehind();
            return head;
        }

        var position = seen.Value;
        await using var connection = await sources.System.OpenConnectionAsync(cancellationToken);
        while (position < head)
        {
            var changes = await FeedReader.ReadAllAsync(connection, position, ReadBatch, cancellationToken);
            if (changes.Count == 0)
            {
                return head;
            }

            foreach (var listener in _listeners.Where(listener => !_behind.Contains(listener)))
            {
                Tell(listener, changes);
            }

            position = changes[^1].Position;
        }

        return position;
    }

    /// <summary>A listener's fault is its own: the others hear everything once, and it starts afresh.</summary>
    private void Tell(IFeedListener listener, IReadOnlyList<Change> changes)
    {
        try
        {
            listener.OnChanges(changes);
        }
#pragma warning disable CA1031 // whatever it was: the listener is reset before it hears of anything else
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.ListenerFailed(logger, fault, listener.GetType().Name);
            _behind.Add(listener);
            signal.Wake();
        }
    }

    private void ResetBehind()
    {
        foreach (var listener in _behind.ToList())
        {
            try
            {
                listener.Reset();
                _behind.Remove(listener);
            }
#pragma warning disable CA1031 // tried again in the next round
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.ListenerFailed(logger, fault, listener.GetType().Name);
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
                connection.Notification += (_, _) => signal.Wake();
                await using (var listen = new NpgsqlCommand("listen bookedbarber_feed", connection))
                {
                    await listen.ExecuteNonQueryAsync(cancellationToken);
                }

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
                // The database went away; the pump polls once a second until the connection is back.
                Log.ListenFailed(logger, fault);
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "The feed could not be read; trying again.")]
        public static partial void PumpFailed(ILogger logger, Exception fault);

        [LoggerMessage(2005, LogLevel.Error, "{Listener} failed to take in changes; it is reset.")]
        public static partial void ListenerFailed(ILogger logger, Exception fault, string listener);

        [LoggerMessage(2002, LogLevel.Warning, "Lost the feed's notification connection; opening a new one.")]
        public static partial void ListenFailed(ILogger logger, Exception fault);
    }
}
