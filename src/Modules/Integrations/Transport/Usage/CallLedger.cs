using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Transport.Usage;

/// <summary>Counts calls in memory and adds them to the table every few seconds, in one statement.</summary>
internal sealed partial class CallLedger(IDatabase database, TimeProvider clock, ILogger<CallLedger> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Dictionary<CallKey, CallCount> _counts = [];

    /// <summary>Counts a call that has ended.</summary>
    public void Count(Connection connection, CallPriority priority, VendorAnswer answer)
    {
        var now = clock.GetUtcNow();
        var key = new CallKey(
            connection.Network, connection.Id, new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero), WireNames<CallPriority>.Of(priority),
            answer.Fault is { } fault ? WireNames<VendorFaultKind>.Of(fault.Kind) : "ok");
        var count = new CallCount(1, Math.Max(0, answer.Attempts - 1), answer.Raw.Length, (long)answer.Took.TotalMilliseconds);
        lock (_gate)
        {
            _counts[key] = _counts.GetValueOrDefault(key) + count;
        }
    }

    /// <summary>Adds what was counted to the table.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        Dictionary<CallKey, CallCount> counts;
        lock (_gate)
        {
            (counts, _counts) = (_counts, []);
        }

        if (counts.Count == 0)
        {
            return;
        }

        try
        {
            await WriteAsync(counts, cancellationToken);
        }
        catch
        {
            lock (_gate)
            {
                foreach (var (key, count) in counts)
                {
                    _counts[key] = _counts.GetValueOrDefault(key) + count;
                }
            }

            throw;
        }
    }

    /// <summary>Calls of a connection by hour, class and outcome, from an hour on.</summary>
    public async Task<IReadOnlyList<UsageRow>> ReadAsync(NetworkId network, Guid connection, DateTimeOffset from, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.QueryAsync<UsageRow>(
            """
            select hour, class, outcome, calls, retries, bytes, took_ms from integrations.call_usage
            where network_id = @network and connection_id = @connection and hour >= @from order by hour, class, outcome
            """,
            new { network, connection, from },
            cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryFlushAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await TryFlushAsync(CancellationToken.None);
        }
    }

    private async Task TryFlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // what was counted is kept and added in the next round
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.NotWritten(logger, fault);
        }
    }

    private async Task WriteAsync(Dictionary<CallKey, CallCount> counts, CancellationToken cancellationToken)
    {
        // Sorted, so that nodes that write at the same moment wait for each other instead of deadlocking.
        var rows = counts.OrderBy(pair => pair.Key.Network.Value).ThenBy(pair => pair.Key.Connection).ThenBy(pair => pair.Key.Hour).ThenBy(pair => pair.Key.Class).ThenBy(pair => pair.Key.Outcome).ToList();
        await using var session = await database.SystemAsync("transport", cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.call_usage as u (network_id, connection_id, hour, class, outcome, calls, retries, bytes, took_ms)
            select * from unnest(@Networks::uuid[], @Connections::uuid[], @Hours::timestamptz[], @Classes::text[], @Outcomes::text[], @Calls::bigint[], @Retries::bigint[], @Bytes::bigint[], @Took::bigint[])
            on conflict (network_id, connection_id, hour, class, outcome) do update
                set calls = u.calls + excluded.calls, retries = u.retries + excluded.retries, bytes = u.bytes + excluded.bytes, took_ms = u.took_ms + excluded.took_ms
            """,
            new
            {
                Networks = rows.Select(row => row.Key.Network.Value).ToArray(),
                Connections = rows.Select(row => row.Key.Connection).ToArray(),
                Hours = rows.Select(row => row.Key.Hour.UtcDateTime).ToArray(),
                Classes = rows.Select(row => row.Key.Class).ToArray(),
                Outcomes = rows.Select(row => row.Key.Outcome).ToArray(),
                Calls = rows.Select(row => row.Value.Calls).ToArray(),
                Retries = rows.Select(row => row.Value.Retries).ToArray(),
                Bytes = rows.Select(row => row.Value.Bytes).ToArray(),
                Took = rows.Select(row => row.Value.TookMs).ToArray(),
            },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(5301, LogLevel.Warning, "Counts of vendor calls could not be written; they are kept for the next round.")]
        public static partial void NotWritten(ILogger logger, Exception fault);
    }
}
