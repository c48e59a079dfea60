using BookedBarber.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Webhooks.Housekeeping;

/// <summary>Removes deliveries that nobody asks for any more: delivered ones after 30 days, all others after 90, and what deleted webhooks left behind.</summary>
internal sealed partial class Forgetting(DataSources sources, TimeProvider clock, ILogger<Forgetting> logger) : BackgroundService
{
    /// <summary>How long what was delivered can be looked up.</summary>
    public static readonly TimeSpan DeliveredKept = TimeSpan.FromDays(30);

    /// <summary>How long dead letters, and what is held at a paused endpoint, wait for somebody; as long as the feed is kept.</summary>
    public static readonly TimeSpan OthersKept = TimeSpan.FromDays(90);

    private const int Batch = 5000;
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromHours(1);

    // Short statements, one node at a time: nobody waits for a lock or a vacuum because of them.
    private static readonly (string Sql, TimeSpan Kept)[] Steps =
    [
        ("""
         delete from webhooks.delivery d using (
             select network_id, endpoint_id, event_id from webhooks.delivery where created_at < $1 and state = 'delivered' and pg_try_advisory_xact_lock(7233103) limit $2) old
         where d.network_id = old.network_id and d.endpoint_id = old.endpoint_id and d.event_id = old.event_id
         """, DeliveredKept),
        ("""
         delete from webhooks.delivery d using (
             select network_id, endpoint_id, event_id from webhooks.delivery where created_at < $1 and pg_try_advisory_xact_lock(7233103) limit $2) old
         where d.network_id = old.network_id and d.endpoint_id = old.endpoint_id and d.event_id = old.event_id
         """, OthersKept),
        ("""
         delete from webhooks.delivery d using (
             select n.network_id, n.endpoint_id, n.event_id from webhooks.remains r join webhooks.delivery n on n.network_id = r.network_id and n.endpoint_id = r.endpoint_id
             where r.created_at <= $1 and pg_try_advisory_xact_lock(7233103) limit $2) old
         where d.network_id = old.network_id and d.endpoint_id = old.endpoint_id and d.event_id = old.event_id
         """, TimeSpan.Zero),
        ("""
         delete from webhooks.remains r using (
             select network_id, endpoint_id from webhooks.remains g
             where g.created_at <= $1 and pg_try_advisory_xact_lock(7233103) and not exists (select from webhooks.delivery d where d.network_id = g.network_id and d.endpoint_id = g.endpoint_id) limit $2) old
         where r.network_id = old.network_id and r.endpoint_id = old.endpoint_id
         """, TimeSpan.Zero),
        ("""
         delete from webhooks.event e using (
             select v.network_id, v.id from webhooks.event v
             where v.occurred_at < $1 and pg_try_advisory_xact_lock(7233103)
               and not exists (select from webhooks.endpoint p join webhooks.delivery d on d.network_id = p.network_id and d.endpoint_id = p.id where p.network_id = v.network_id and d.event_id = v.id)
             limit $2) old
         where e.network_id = old.network_id and e.id = old.id
         """, DeliveredKept),
        ("""
         delete from webhooks.attempt a using (
             select network_id, endpoint_id, event_id, id from webhooks.attempt where at < $1 and pg_try_advisory_xact_lock(7233103) limit $2) old
         where a.network_id = old.network_id and a.endpoint_id = old.endpoint_id and a.event_id = old.event_id and a.id = old.id
         """, OthersKept),
        ("""
         delete from webhooks.hour h using (
             select network_id, endpoint_id, hour, type, cause from webhooks.hour where hour < $1 and pg_try_advisory_xact_lock(7233103) limit $2) old
         where h.network_id = old.network_id and h.endpoint_id = old.endpoint_id and h.hour = old.hour and h.type = old.type and h.cause = old.cause
         """, TimeSpan.FromDays(400)),
    ];

    /// <summary>Works until nothing is left that may go; how many rows went.</summary>
    internal async Task<long> RunOnceAsync(CancellationToken cancellationToken)
    {
        long gone = 0;
        foreach (var (sql, kept) in Steps)
        {
            int some;
            do
            {
#pragma warning disable CA2100 // constants of this class
                await using var command = sources.System.CreateCommand(sql);
#pragma warning restore CA2100
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() - kept });
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
        [LoggerMessage(7301, LogLevel.Information, "Forgot {Rows} old deliveries and figures of webhooks.")]
        public static partial void Forgot(ILogger logger, long rows);

        [LoggerMessage(7302, LogLevel.Warning, "Old deliveries could not be removed; trying again in an hour.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
