using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>Queues readings that are due. Every node does; a reading that is queued already is not queued again.</summary>
internal sealed partial class SyncScheduler(
    IDatabase database, IConnections connections, ICatalogue catalogue, ISync sync, SyncStore store, IEnumerable<IConnectionCare> care, SchedulePrompt prompt, TimeProvider clock, ILogger<SyncScheduler> logger) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(15);

    /// <summary>Looks once: new connections get their streams, and what is due is queued. How many readings were queued.</summary>
    /// <param name="withConnections">Whether new connections are looked for, too.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal async Task<int> LookAsync(bool withConnections, CancellationToken cancellationToken)
    {
        if (withConnections)
        {
            await AdoptAsync(cancellationToken);
        }

        var queued = 0;
        foreach (var due in await DueAsync(cancellationToken))
        {
            var network = new NetworkId(due.NetworkId);
            if (await connections.FindAsync(network, due.ConnectionId, cancellationToken) is not { } connection || !connection.IsCallable)
            {
                await PutOffAsync(due, cancellationToken);
                continue;
            }

            var started = await sync.StartAsync(connection, due.Stream, SyncReason.Schedule, null, anew: false, Caller.System, cancellationToken);
            if (started.Succeeded)
            {
                queued++;
            }
            else
            {
                await PutOffAsync(due, cancellationToken);
            }
        }

        return queued;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenLooks, clock);
        var round = long.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                var isRound = prompt.Take() || round == long.MinValue || clock.GetElapsedTime(round) >= BetweenRounds;
                round = isRound ? clock.GetTimestamp() : round;
                await LookAsync(isRound, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the schedule outlives every fault; it is logged and looked at again a second later
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.Failed(logger, fault);
            }
        }
    }

    private async Task AdoptAsync(CancellationToken cancellationToken)
    {
        await foreach (var connection in connections.ActiveAsync(cancellationToken))
        {
            await catalogue.LoadAsync(connection.Network, cancellationToken);
            if (catalogue.Find(connection.Network, connection.Vendor) is not { } manifest)
            {
                continue;
            }

            await using (var session = await database.SystemAsync("sync", cancellationToken))
            {
                await store.EnsureAsync(session, connection, [.. manifest.Streams.Where(stream => stream.Request is not null).Select(stream => stream.Name)], cancellationToken);
                await session.CommitAsync(cancellationToken);
            }

            foreach (var one in care)
            {
                await one.LookAfterAsync(connection, manifest, cancellationToken);
            }
        }
    }

    // Streams of a connection in the order of the manifest: those that others refer to first. A reading whose job has vanished (a node died while it ended) is due again, too.
    private async Task<IReadOnlyList<Due>> DueAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("sync", cancellationToken);
        var due = await session.QueryAsync<Due>(
            """
            select network_id, connection_id, stream from integrations.stream_state
            where state in ('idle', 'waiting') and next_at <= @Now
            union all
            select network_id, connection_id, stream from integrations.stream_state s
            where state = 'running' and next_at <= @Now
              and not exists (select from jobs.job j where j.unique_key = 'sync:' || replace(s.connection_id::text, '-', '') || ':' || s.stream and j.state in ('queued', 'running'))
            limit @AtOnce
            """,
            new { Now = clock.GetUtcNow(), AtOnce },
            cancellationToken);
        return due;
    }

    private async Task PutOffAsync(Due due, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("sync", cancellationToken);
        await session.ExecuteAsync(
            "update integrations.stream_state set next_at = @Next where network_id = @NetworkId and connection_id = @ConnectionId and stream = @Stream",
            new { Next = clock.GetUtcNow() + BetweenRounds, due.NetworkId, due.ConnectionId, due.Stream },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private sealed record Due(Guid NetworkId, Guid ConnectionId, string Stream);

    private static partial class Log
    {
        [LoggerMessage(5202, LogLevel.Warning, "The schedule of readings could not be looked at; trying again in a second.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
