using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Storage;

/// <summary>Runs the durable consumers, one loop each. On several nodes the consumer's row lock decides who works; the others stand by.</summary>
internal sealed partial class FeedConsumers(
    IDatabase database,
    DataSources sources,
    FeedSignal written,
    IEnumerable<IFeedConsumer> consumers,
    TimeProvider clock,
    ILogger<FeedConsumers> logger) : BackgroundService, IFeedCatchUp
{
    private const string LockOrSkip = "select position from feed.consumer where name = @Name for update skip locked";
    private const string LockWaiting = "select position from feed.consumer where name = @Name for update";
    private static readonly TimeSpan StandBy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<(IFeedConsumer Consumer, FeedSignal Signal)> _loops = [.. consumers.Select(consumer => (consumer, new FeedSignal()))];

    /// <summary>New changes are there.</summary>
    public void Wake()
    {
        foreach (var (_, signal) in _loops)
        {
            signal.Wake();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await PublishAsync(cancellationToken) is { HasMore: true })
        {
            // What was written meanwhile follows.
        }

        foreach (var (consumer, _) in _loops)
        {
            while (await StepAsync(consumer, waitForTurn: true, cancellationToken) > 0)
            {
                // The next batch follows until the consumer stands at the head.
            }

            await consumer.SettleAsync(cancellationToken);
        }
    }

    public async Task FollowAsync(Task writing, CancellationToken cancellationToken)
    {
        try
        {
            for (var followed = -1L; !writing.IsCompleted; await Task.WhenAny(writing, written.WaitAsync(StandBy, cancellationToken)))
            {
                var (head, _) = await PublishAsync(cancellationToken);
                if (head == followed)
                {
                    continue;
                }

                followed = head;
                foreach (var (consumer, _) in _loops)
                {
                    await StepAsync(consumer, waitForTurn: false, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The writing says what became of it.
        }
#pragma warning disable CA1031 // the writing must not stop for it; who runs to the head afterwards meets the fault again
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.FollowingFailed(logger, fault);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_loops.Select(loop => RunAsync(loop.Consumer, loop.Signal, stoppingToken)));

    private async Task<(long Head, bool HasMore)> PublishAsync(CancellationToken cancellationToken)
    {
        await using var publish = sources.System.CreateCommand("select feed.publish(10000), exists (select from feed.outbox)");
        await using var reader = await publish.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetBoolean(1));
    }

    private async Task RunAsync(IFeedConsumer consumer, FeedSignal signal, CancellationToken cancellationToken)
    {
        var pause = StandBy;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var more = await StepAsync(consumer, waitForTurn: false, cancellationToken) == consumer.BatchSize;
                pause = StandBy;
                if (!more)
                {
                    await signal.WaitAsync(StandBy, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a consumer's fault must not stop the others; it is logged, kept beside the position and tried again
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.ConsumerFailed(logger, fault, consumer.Name);
                await KeepErrorAsync(consumer, fault, cancellationToken);

                // Not ended by new changes: a batch that cannot be applied would else be tried as often as somebody writes.
                await Task.Delay(pause, clock, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
                // While the database is away the pause stays short, so that the node is back as soon as the database is.
                pause = fault is (PostgresException or not NpgsqlException) && pause * 2 < LongestPause ? pause * 2 : pause;
            }
        }
    }

    /// <summary>For the doctor. The database may be what failed, so this may fail as well; the log has it then.</summary>
    private async Task KeepErrorAsync(IFeedConsumer consumer, Exception fault, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = sources.System.CreateCommand("insert into feed.consumer (name, position, last_error) values ($1, 0, $2) on conflict (name) do update set last_error = excluded.last_error");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer.Name });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = FaultName.Of(fault) });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception second) when (second is NpgsqlException or TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            Log.ErrorNotKept(logger, second, consumer.Name);
        }
    }

    /// <summary>Takes one batch; how many changes it held. Without <paramref name="waitForTurn"/>, 0 when another node is at work on this consumer.</summary>
    private async Task<int> StepAsync(IFeedConsumer consumer, bool waitForTurn, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync($"consumer:{consumer.Name}", cancellationToken);
        await session.ExecuteAsync("insert into feed.consumer (name, position) values (@Name, 0) on conflict do nothing", new { consumer.Name }, cancellationToken);
        var position = await session.FirstAsync<long?>(waitForTurn ? LockWaiting : LockOrSkip, new { consumer.Name }, cancellationToken);
        if (position is null)
        {
            return 0;
        }

        var changes = await FeedReader.ReadAllAsync(session.Connection, position.Value, consumer.BatchSize, cancellationToken);
        if (changes.Count > 0)
        {
            await consumer.HandleAsync(session, changes, cancellationToken);
            await session.ExecuteAsync(
                "update feed.consumer set position = @Position, moved_at = clock_timestamp(), last_error = null where name = @Name",
                new { consumer.Name, changes[^1].Position },
                cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return changes.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(2003, LogLevel.Error, "Feed consumer {Consumer} failed; its batch was rolled back and is tried again.")]
        public static partial void ConsumerFailed(ILogger logger, Exception fault, string consumer);

        [LoggerMessage(2004, LogLevel.Warning, "The fault of feed consumer {Consumer} could not be kept beside its position.")]
        public static partial void ErrorNotKept(ILogger logger, Exception fault, string consumer);

        [LoggerMessage(2006, LogLevel.Warning, "The feed could not be followed beside what is written; it is caught up with afterwards.")]
        public static partial void FollowingFailed(ILogger logger, Exception fault);
    }
}
