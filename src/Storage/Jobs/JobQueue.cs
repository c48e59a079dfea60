using BookedBarber.Shared;

namespace BookedBarber.Storage;

internal sealed class JobQueue(IDatabase database, JobSignal signal, TimeProvider clock) : IJobQueue
{
    public async Task<Guid> EnqueueAsync(NewJob job, Caller createdBy, Session? session, CancellationToken cancellationToken)
    {
        if (session is not null)
        {
            return await InsertAsync(session, job, createdBy, cancellationToken);
        }

        await using var own = await database.SystemAsync("jobs", cancellationToken);
        var id = await InsertAsync(own, job, createdBy, cancellationToken);
        await own.CommitAsync(cancellationToken);
        signal.Wake();
        return id;
    }

    public async Task CancelAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("jobs", cancellationToken);
        await session.ExecuteAsync(
            """
            update jobs.job set cancel_requested = true,
                state = case when state = 'queued' then 'cancelled' else state end,
                finished_at = case when state = 'queued' then @Now else finished_at end
            where id = @id and state in ('queued', 'running')
            """,
            new { id, Now = clock.GetUtcNow() },
            cancellationToken);
        await session.ExecuteAsync("select pg_notify('bookedbarber_jobs', @id::text)", new { id }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        signal.Wake();
    }

    public async Task<JobState?> FindAsync(Guid id, NetworkId? network, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("jobs", cancellationToken);
        return await session.FirstAsync<JobState>(
            """
            select id, kind, state, progress::text as progress, error, created_at, started_at, finished_at
            from jobs.job where id = @id and network_id is not distinct from @network
            """,
            new { id, network },
            cancellationToken);
    }

    private async Task<Guid> InsertAsync(Session session, NewJob job, Caller createdBy, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = job.Id ?? Guid.CreateVersion7(now);
        while (true)
        {
            var queued = await session.FirstAsync<Guid?>(
                """
                insert into jobs.job (id, network_id, kind, payload, max_attempts, run_at, created_by, created_at, unique_key)
                values (@id, @Network, @Kind, @Payload::jsonb, @MaxAttempts, @RunAt, @CreatedBy, @now, @UniqueKey)
                on conflict (unique_key) where state in ('queued', 'running') do nothing
                returning id
                """,
                new { id, job.Network, job.Kind, Payload = StorageJson.Serialize(job.Payload), job.MaxAttempts, RunAt = job.RunAt ?? now, CreatedBy = createdBy.Id, now, job.UniqueKey },
                cancellationToken)
                ?? await session.FirstAsync<Guid?>("select id from jobs.job where unique_key = @UniqueKey and state in ('queued', 'running')", new { job.UniqueKey }, cancellationToken);
            if (queued is { } found)
            {
                await session.ExecuteAsync("select pg_notify('bookedbarber_jobs', '')", null, cancellationToken);
                return found;
            }

            // The one that held the key ended between the two statements: now the key is free.
        }
    }
}
