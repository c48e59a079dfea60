using BookedBarber.Measures.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Runs;

/// <summary>Runs as they are stored, and how one is started.</summary>
internal sealed class RunStore(IDatabase database, IJobQueue jobs, TimeProvider clock)
{
    public const string JobKind = "predictions.run";

    /// <summary>A run as it is stored.</summary>
    public sealed record Row
    {
        public Guid Id { get; init; }

        public string Reason { get; init; } = string.Empty;

        public DateOnly Today { get; init; }

        public string[] Parts { get; init; } = [];

        public string Done { get; init; } = "{}";

        public string State { get; init; } = string.Empty;

        public string? Error { get; init; }

        public Guid? JobId { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }

        /// <summary>Part → what came of it.</summary>
        public IReadOnlyDictionary<string, string> Results => StorageJson.Deserialize<Dictionary<string, string>>(Done);
    }

    private const string Columns = "id, reason, today, parts, done::text as done, state, error, job_id, created_at, started_at, finished_at";

    /// <summary>Starts a run, unless one waits or works already: then that one is given.</summary>
    public async Task<Row> StartAsync(NetworkId network, string reason, DateOnly today, IReadOnlyList<string> parts, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("predictions", cancellationToken);
        await session.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('predictions.start:' || @Network::text, 0))", new { Network = network.Value }, cancellationToken);
        if (await session.FirstAsync<Row>($"select {Columns} from predictions.run where network_id = @network and state in ('queued', 'running')", new { network }, cancellationToken) is { } open)
        {
            await KeepGoingAsync(session, network, open, caller, cancellationToken);
            await session.CommitAsync(cancellationToken);
            return open;
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var job = await jobs.EnqueueAsync(JobOf(network, id), caller, session, cancellationToken);
        await session.ExecuteAsync(
            """
            insert into predictions.run (network_id, id, reason, today, parts, job_id, asked_by, created_at)
            values (@network, @id, @reason, @today, @Parts, @job, @AskedBy, @now)
            """,
            new { network, id, reason, today, Parts = parts.ToArray(), job, AskedBy = caller.Kind == CallerKind.System ? (Guid?)null : caller.Id.Value, now },
            cancellationToken);
        var row = await session.FirstAsync<Row>($"select {Columns} from predictions.run where network_id = @network and id = @id", new { network, id }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return row!;
    }

    public async Task<Row?> FindAsync(NetworkId network, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.FirstAsync<Row>($"select {Columns} from predictions.run where network_id = @network and id = @id", new { network, id }, cancellationToken);
    }

    /// <summary>The newest runs first.</summary>
    public async Task<IReadOnlyList<Row>> ListAsync(NetworkId network, int limit, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.QueryAsync<Row>($"select {Columns} from predictions.run where network_id = @network order by created_at desc, id desc limit @limit", new { network, limit }, cancellationToken);
    }

    public async Task BeginAsync(NetworkId network, Guid id, CancellationToken cancellationToken) =>
        await UpdateAsync(network, id, "state = 'running', started_at = coalesce(started_at, @Now), error = null", null, null, cancellationToken);

    public async Task NoteAsync(NetworkId network, Guid id, string part, string result, CancellationToken cancellationToken) =>
        await UpdateAsync(network, id, "done = done || jsonb_build_object(@part, @result)", part, result, cancellationToken);

    /// <summary>Ends a run, and tells whoever keeps answers that something else is expected now.</summary>
    public async Task EndAsync(NetworkId network, Guid id, string? error, CancellationToken cancellationToken) =>
        await UpdateAsync(
            network, id, error is null ? "state = 'done', finished_at = @Now" : "state = 'failed', finished_at = @Now, error = @result", null, error, cancellationToken,
            session => session.RecordActionAsync(network, IOutlook.ToldAction, id, new { run = id }, cancellationToken));

    private async Task UpdateAsync(NetworkId network, Guid id, string change, string? part, string? result, CancellationToken cancellationToken, Func<Session, Task>? beside = null)
    {
        await using var session = await database.SystemAsync("predictions", cancellationToken);
        await session.ExecuteAsync($"update predictions.run set {change} where network_id = @network and id = @id", new { network, id, part, result, Now = clock.GetUtcNow() }, cancellationToken);
        if (beside is not null)
        {
            await beside(session);
        }

        await session.CommitAsync(cancellationToken);
    }

    // A job that vanished (given up, or forgotten with its time) would leave its run open for ever.
    private async Task KeepGoingAsync(Session session, NetworkId network, Row open, Caller caller, CancellationToken cancellationToken)
    {
        if (!await session.FirstAsync<bool>("select exists (select from jobs.job where id = @JobId and state in ('queued', 'running'))", new { open.JobId }, cancellationToken))
        {
            var job = await jobs.EnqueueAsync(JobOf(network, open.Id), caller, session, cancellationToken);
            await session.ExecuteAsync("update predictions.run set job_id = @job where network_id = @network and id = @Id", new { network, open.Id, job }, cancellationToken);
        }
    }

    private static NewJob JobOf(NetworkId network, Guid run) => new(network, JobKind, new RunPayload(network.Value, run), MaxAttempts: 5, UniqueKey: $"{JobKind}:{run}");
}

/// <summary>What a run's job carries.</summary>
internal sealed record RunPayload(Guid NetworkId, Guid RunId);
