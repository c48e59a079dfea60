using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Storage;

/// <summary>
/// Forgets what nobody needs any more: changes that every durable consumer has long applied, jobs that have long ended, and whatever the modules name in their
/// <see cref="ModuleRetention"/>. What has to stay for good (records, the audit trail) is in tables of its own.
/// </summary>
internal sealed partial class Retention(IDatabase database, IEnumerable<ModuleRetention> modules, TimeProvider clock, ILogger<Retention> logger) : BackgroundService, IRetention
{
    /// <summary>Streams resume within minutes and a node that was away replays hours; the rest is for looking back after an incident.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const int Batch = 5000;
    private const long OneNodeAtATime = 7233102;
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromHours(1);

    // By the database's clock, as are the times of publication and of the jobs' ends.
    private static readonly ModuleRetention Own = new("changes and ended jobs that are older than the feed is kept",
    [
        new(
            """
            delete from feed.change c using (
                select position, published_at from feed.change
                where published_at < now() - @Kept::interval and position <= (select min(position) from feed.consumer)
                order by position limit @Batch) old
            where c.position = old.position and c.published_at = old.published_at
            """,
            Kept),
        new(
            """
            delete from jobs.job where id in (
                select id from jobs.job where state in ('done', 'failed', 'cancelled') and finished_at < now() - @Kept::interval limit @Batch for update skip locked)
            """,
            Kept),
    ]);

    private readonly IReadOnlyList<ModuleRetention> _all = [Own, .. modules];

    public async Task<long> RunOnceAsync(CancellationToken cancellationToken)
    {
        long gone = 0;
        foreach (var one in _all)
        {
            gone += await ForgetAsync(one, cancellationToken);
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
                foreach (var one in _all)
                {
                    await TryForgetAsync(one, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task TryForgetAsync(ModuleRetention one, CancellationToken cancellationToken)
    {
        try
        {
            if (await ForgetAsync(one, cancellationToken) is var gone and > 0)
            {
                Log.Forgot(logger, gone, one.What);
            }
        }
#pragma warning disable CA1031 // tried again in the next round; nothing depends on when it succeeds, and the others' rules are followed all the same
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Failed(logger, fault, one.What);
        }
    }

    private async Task<long> ForgetAsync(ModuleRetention one, CancellationToken cancellationToken)
    {
        long gone = 0;
        foreach (var rule in one.Rules)
        {
            int some;
            do
            {
                await using var session = await database.SystemAsync("retention", cancellationToken);
                if (!await session.FirstAsync<bool>("select pg_try_advisory_xact_lock(@OneNodeAtATime)", new { OneNodeAtATime }, cancellationToken))
                {
                    return gone; // another node is at it
                }

                some = await session.ExecuteAsync(rule.Sql, new { Before = clock.GetUtcNow() - rule.Kept, rule.Kept, Batch }, cancellationToken);
                await session.CommitAsync(cancellationToken);
                gone += some;
            }
            while (some == Batch);
        }

        return gone;
    }

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Information, "Forgot {Rows} rows: {What}.")]
        public static partial void Forgot(ILogger logger, long rows, string what);

        [LoggerMessage(2202, LogLevel.Warning, "Could not be forgotten: {What}; trying again in an hour.")]
        public static partial void Failed(ILogger logger, Exception fault, string what);
    }
}
