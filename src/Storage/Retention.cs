using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Storage;

/// <summary>
/// Forgets what nobody needs any more: changes that every durable consumer has long applied, and jobs that have long ended. What has to
/// stay for good (records, the audit trail) is in tables of its own.
/// </summary>
internal sealed partial class Retention(DataSources sources, TimeProvider clock, ILogger<Retention> logger) : BackgroundService
{
    /// <summary>Streams resume within minutes and a node that was away replays hours; the rest is for looking back after an incident.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const int Batch = 5000;
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromHours(1);

    // Short statements, so that nobody waits for a lock or a vacuum because of them; one node at a time. Ages are by the database's clock, as are
    // the times of publication.
    private const string ForgetChanges =
        """
        delete from feed.change c using (
            select position, published_at from feed.change
            where published_at < now() - $1 and position <= (select min(position) from feed.consumer) and pg_try_advisory_xact_lock(7233102)
            order by position limit $2) old
        where c.position = old.position and c.published_at = old.published_at
        """;

    private const string ForgetJobs =
        """
        delete from jobs.job where id in (
            select id from jobs.job where state in ('done', 'failed', 'cancelled') and finished_at < now() - $1 limit $2 for update skip locked)
        """;

    /// <summary>Works until nothing is left that may go; how many rows went.</summary>
    internal async Task<long> RunOnceAsync(CancellationToken cancellationToken)
    {
        long gone = 0;
        foreach (var sql in new[] { ForgetChanges, ForgetJobs })
        {
            int some;
            do
            {
#pragma warning disable CA2100 // constants of this class
                await using var command = sources.System.CreateCommand(sql);
#pragma warning restore CA2100
                command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Kept });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Batch });
                some = await command.ExecuteNonQueryAsync(cancellationToken);
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
                if (await RunOnceAsync(stoppingToken) is var gone and > 0)
                {
                    Log.Forgot(logger, gone);
                }
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
        [LoggerMessage(2201, LogLevel.Information, "Forgot {Rows} changes and ended jobs that are older than the feed is kept.")]
        public static partial void Forgot(ILogger logger, long rows);

        [LoggerMessage(2202, LogLevel.Warning, "Old changes and jobs could not be removed; trying again in an hour.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
