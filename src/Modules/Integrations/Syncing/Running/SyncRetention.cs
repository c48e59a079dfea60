using BookedBarber.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>Forgets what nobody looks at any more: old messages, runs, writes, comparisons and traces. Records and their links stay.</summary>
internal sealed partial class SyncRetention(IDatabase database, TimeProvider clock, ILogger<SyncRetention> logger) : BackgroundService
{
    /// <summary>Messages can be replayed for so long.</summary>
    public static readonly TimeSpan Messages = TimeSpan.FromDays(30);

    /// <summary>Runs, writes and comparisons are shown for so long.</summary>
    public static readonly TimeSpan History = TimeSpan.FromDays(90);

    /// <summary>Scores of health are kept for so long.</summary>
    public static readonly TimeSpan Health = TimeSpan.FromDays(400);

    private const int Batch = 5_000;
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromHours(1);

    // Short statements, so that nobody waits for them. What still waits to be done is never forgotten, however old it is.
    private static readonly (string Sql, TimeSpan Age)[] Rules =
    [
        ("delete from integrations.hook_message where ctid = any(array(select ctid from integrations.hook_message where received_at < @Before and state <> 'waiting' limit @Batch))", Messages),
        ("delete from integrations.hook_refusal where ctid = any(array(select ctid from integrations.hook_refusal where minute < @Before limit @Batch))", Messages),
        ("delete from integrations.sync_run where ctid = any(array(select ctid from integrations.sync_run where finished_at < @Before limit @Batch))", History),
        ("delete from integrations.push where ctid = any(array(select ctid from integrations.push where finished_at < @Before and state <> 'waiting' limit @Batch))", History),
        ("delete from integrations.comparison where ctid = any(array(select ctid from integrations.comparison where finished_at < @Before limit @Batch))", History),
        ("delete from integrations.health_sample where ctid = any(array(select ctid from integrations.health_sample where hour < @Before limit @Batch))", Health),
        ("delete from integrations.traced_change where ctid = any(array(select ctid from integrations.traced_change where position < (select min(position) from feed.change) and @Before is not null limit @Batch))", History),
    ];

    /// <summary>Works until nothing is left that may go; how many rows went.</summary>
    internal async Task<long> RunOnceAsync(CancellationToken cancellationToken)
    {
        long gone = 0;
        foreach (var (sql, age) in Rules)
        {
            int some;
            do
            {
                await using var session = await database.SystemAsync("retention", cancellationToken);
                some = await session.ExecuteAsync(sql, new { Before = clock.GetUtcNow() - age, Batch }, cancellationToken);
                await session.CommitAsync(cancellationToken);
                gone += some;
            }
            while (some == Batch);
        }

        return gone;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenRounds, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await RunOnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // tried again in the next round; nothing depends on when it succeeds
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.Failed(logger, fault);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5205, LogLevel.Warning, "Old messages and runs could not be removed; trying again in an hour.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
