using System.Collections.Concurrent;
using System.Collections.Frozen;
using Dapper;
using BookedBarber.Shared;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Storage;

/// <summary>Claims and runs jobs on this node: a few at a time, under leases that are renewed while they run.</summary>
internal sealed partial class JobWorker(
    DataSources sources,
    IDatabase database,
    JobSignal signal,
    IEnumerable<IJobHandler> handlers,
    TimeProvider clock,
    ILogger<JobWorker> logger) : BackgroundService
{
    private const int GeneralPlaces = 2;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private readonly FrozenDictionary<string, IJobHandler> _handlers = handlers.ToFrozenDictionary(handler => handler.Kind, StringComparer.Ordinal);
    private readonly string _node = $"{Environment.MachineName}:{Environment.ProcessId}";

    // Jobs that run here, and whether a cancellation of them was announced which the lease has not yet looked up.
    private readonly ConcurrentDictionary<Guid, bool> _running = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_handlers.Count == 0)
        {
            return;
        }

        var listening = ListenAsync(stoppingToken);
        var running = new List<(string Kind, Task Task)>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                running.RemoveAll(job => job.Task.IsCompleted);
                var free = KindsWithRoom([.. running.Select(job => job.Kind)]);
                var claimed = free.Length > 0 ? await ClaimAsync(free, stoppingToken) : null;
                if (claimed is not null)
                {
                    running.Add((claimed.Kind, RunAsync(claimed, stoppingToken)));
                    continue;
                }

                await signal.WaitAsync(Idle, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // the worker outlives every fault; it is logged and claiming goes on
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.ClaimFailed(logger, fault);
                await signal.WaitAsync(Idle, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        await Task.WhenAll(running.Select(job => job.Task));
        await listening;
    }

    /// <summary>Kinds that may start one more job beside those running: each kind with places of its own by itself, the others together.</summary>
    private string[] KindsWithRoom(IReadOnlyList<string> running)
    {
        var general = running.Count(kind => _handlers[kind].Places is null);
        return [.. _handlers.Values
            .Where(handler => handler.Places is { } places ? running.Count(kind => kind == handler.Kind) < places : general < GeneralPlaces)
            .Select(handler => handler.Kind)];
    }

    private sealed record Claimed(Guid Id, NetworkId? NetworkId, string Kind, string Payload, int Attempts, int MaxAttempts, PersonId? CreatedBy, bool CancelRequested, string LeasedBy);

    // Fairness: the network with the fewest running jobs goes first, then the one whose job waits longest. SKIP LOCKED keeps nodes out of each other's way.
    // Leases are measured by the database's clock alone: a node whose own clock is wrong must not take what another one is doing.
    private async Task<Claimed?> ClaimAsync(string[] kinds, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("jobs", cancellationToken);
        var claimed = await session.FirstAsync<Claimed>(
            """
            with busy as (
                select network_id, count(*) as running from jobs.job where state = 'running' and lease_until > now() group by network_id
            ), next as (
                select j.id
                from jobs.job j left join busy b on b.network_id is not distinct from j.network_id
                where ((j.state = 'queued' and j.run_at <= @Now) or (j.state = 'running' and j.lease_until <= now())) and j.kind = any(@Kinds)
                order by coalesce(b.running, 0), j.run_at
                limit 1
                for update of j skip locked
            )
            update jobs.job j
            set state = 'running', leased_by = @Holder, lease_until = now() + @Lease::interval, attempts = attempts + 1, started_at = coalesce(started_at, @Now)
            from next where j.id = next.id
            returning j.id, j.network_id, j.kind, j.payload::text as payload, j.attempts, j.max_attempts, j.created_by, j.cancel_requested, j.leased_by
            """,
            new { Now = clock.GetUtcNow(), Lease, Holder = $"{_node}:{Guid.CreateVersion7(clock.GetUtcNow())}", Kinds = kinds },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return claimed;
    }

    private async Task RunAsync(Claimed job, CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        object? progress = null;
        _running[job.Id] = false;
        var renewing = RenewAsync(job, () => Interlocked.Exchange(ref progress, null), stop);
        string state = "done";
        string? error = null;
        try
        {
            if (job.CancelRequested)
            {
                await stop.CancelAsync(); // asked of a node that died before it could obey
            }

            stop.Token.ThrowIfCancellationRequested();
            if (job.Attempts > job.MaxAttempts)
            {
                throw new JobFailedException($"Given up after {job.MaxAttempts} attempts. The log of the server says why each of them ended.");
            }

            var lease = new JobLease(job.Id, job.NetworkId, job.Kind, job.Payload, job.Attempts, job.CreatedBy, value => Interlocked.Exchange(ref progress, value));
            await _handlers[job.Kind].RunAsync(lease, stop.Token);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            state = "queued"; // handed on to another node, or to this one after its restart
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            state = "cancelled";
        }
        catch (JobFailedException fault)
        {
            (state, error) = ("failed", fault.Message);
        }
#pragma warning disable CA1031 // any other fault is logged and the job is tried again after a pause
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.JobFailed(logger, fault, job.Kind, job.Id, job.Attempts);
            var last = job.Attempts >= job.MaxAttempts;
            state = last ? "failed" : "retry";
            error = last
                ? $"Given up after {job.MaxAttempts} attempts, the last of which ended with {FaultName.Of(fault)}. The log of the server says more."
                : $"Attempt {job.Attempts} of {job.MaxAttempts} ended with {FaultName.Of(fault)}; it is tried again.";
        }

        await stop.CancelAsync();
        var lost = await renewing;
        _running.TryRemove(job.Id, out _);
        if (state == "cancelled" && lost)
        {
            // Nobody cancelled it: we could not prove that the job is still ours and let go of it. It is handed over as after a crash.
            Log.LeaseLost(logger, job.Kind, job.Id);
        }
        else
        {
            await FinishAsync(job, state, error, Interlocked.Exchange(ref progress, null));
        }

        signal.Wake();
    }

    /// <summary>Keeps the lease until it is told to stop, and stops the job when somebody cancelled it or the lease is no longer ours.</summary>
    /// <returns>Whether the lease was lost.</returns>
    private async Task<bool> RenewAsync(Claimed job, Func<object?> takeProgress, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), clock);
        var renewed = clock.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stop.Token);
                var progress = takeProgress();
                if (progress is null && clock.GetElapsedTime(renewed) < Renewal && !_running.TryUpdate(job.Id, false, true))
                {
                    continue;
                }

                await using var command = sources.System.CreateCommand(
                    """
                    update jobs.job set lease_until = now() + $1, progress = coalesce($2::jsonb, progress)
                    where id = $3 and leased_by = $4 and state = 'running' returning cancel_requested
                    """);
                command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Lease });
                command.Parameters.Add(new NpgsqlParameter { Value = progress is null ? DBNull.Value : StorageJson.Serialize(progress) });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = job.Id });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job.LeasedBy });
                if (await command.ExecuteScalarAsync(stop.Token) is not bool cancelled)
                {
                    await stop.CancelAsync();
                    return true;
                }

                renewed = clock.GetTimestamp();
                if (cancelled)
                {
                    await stop.CancelAsync();
                    return false;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return false;
            }
#pragma warning disable CA1031 // progress that cannot be stored, or a database that is away, must not end the lease before its time
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.RenewFailed(logger, fault, job.Id);
                if (clock.GetElapsedTime(renewed) > Lease)
                {
                    await stop.CancelAsync();
                    return true;
                }
            }
        }

        return false;
    }

    private async Task FinishAsync(Claimed job, string state, string? error, object? progress)
    {
        try
        {
            await using var session = await database.SystemAsync("jobs", CancellationToken.None);
            var pause = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, job.Attempts)));
            await session.ExecuteAsync(
                """
                update jobs.job
                set state = case when @state = 'retry' then 'queued' else @state end,
                    run_at = case when @state = 'retry' then @Retry else run_at end,
                    attempts = case when @state = 'queued' then attempts - 1 else attempts end,
                    error = @error, progress = coalesce(@Progress::jsonb, progress), lease_until = null, leased_by = null,
                    finished_at = case when @state in ('done', 'failed', 'cancelled') then @Now end
                where id = @Id and leased_by = @LeasedBy
                """,
                new { job.Id, state, error, Progress = progress is null ? null : StorageJson.Serialize(progress), Now = clock.GetUtcNow(), Retry = clock.GetUtcNow() + pause, job.LeasedBy },
                CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }
#pragma warning disable CA1031 // whatever the cause: the lease runs out by itself and the job is handed over again, which handlers allow for
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.FinishFailed(logger, fault, job.Id);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await sources.System.OpenConnectionAsync(cancellationToken);
                connection.Notification += (_, notice) =>
                {
                    if (Guid.TryParse(notice.Payload, out var id))
                    {
                        _running.TryUpdate(id, true, false);
                    }

                    signal.Wake();
                };
                await connection.ExecuteAsync("listen bookedbarber_jobs");
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
                Log.ClaimFailed(logger, fault);
                await signal.WaitAsync(Idle, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Warning, "The job queue could not be read; trying again.")]
        public static partial void ClaimFailed(ILogger logger, Exception fault);

        [LoggerMessage(2102, LogLevel.Error, "Job {Kind} {Id} failed in attempt {Attempt}; it is tried again.")]
        public static partial void JobFailed(ILogger logger, Exception fault, string kind, Guid id, int attempt);

        [LoggerMessage(2103, LogLevel.Warning, "The lease of job {Id} could not be renewed; trying again.")]
        public static partial void RenewFailed(ILogger logger, Exception fault, Guid id);

        [LoggerMessage(2105, LogLevel.Warning, "The lease of job {Kind} {Id} was lost; the job goes to whoever claims it next.")]
        public static partial void LeaseLost(ILogger logger, string kind, Guid id);

        [LoggerMessage(2104, LogLevel.Warning, "The end of job {Id} could not be stored; its lease will run out.")]
        public static partial void FinishFailed(ILogger logger, Exception fault, Guid id);
    }
}
