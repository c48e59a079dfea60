using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Webhooks.FanOut;
using BookedBarber.Webhooks.Features.Endpoints;

namespace BookedBarber.Webhooks.Features.Replays;

/// <summary>Counts what a replay would deliver, and starts one.</summary>
internal sealed class StartReplay(IDatabase database, IJobQueue jobs, ReplayPlan plan, WebhookStore store, TimeProvider clock)
{
    private static readonly TimeSpan Widest = TimeSpan.FromDays(90);

    public async Task<Result<ReplayStarted>> RunAsync(Scope scope, Guid webhook, ReplayRequest body, CancellationToken cancellationToken)
    {
        var asked = Read(scope, webhook, body);
        if (!asked.Succeeded)
        {
            return asked.Problem;
        }

        var range = asked.Value;
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        if (await store.FindAsync(session, scope, webhook, cancellationToken) is null
            || await session.FirstAsync<Subscription>($"select {Subscription.Columns} from webhooks.endpoint where network_id = @Network and id = @webhook", new { scope.Network, webhook }, cancellationToken) is not { } subscription)
        {
            return Problem.NotFound("webhook");
        }

        var (after, last) = await plan.FindAsync(range, cancellationToken);
        if (await plan.CountAsync(session, range, subscription, after, last, cancellationToken) is not { } count)
        {
            return new Problem("range_too_wide", $"The network had more than {ReplayPlan.MostChanges} changes in that time. Replay it in several shorter ranges.", ProblemKind.Refused);
        }

        if (body.DryRun == true)
        {
            return new ReplayStarted(count, DryRun: true, null);
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await session.ExecuteAsync(
            """
            insert into webhooks.replay (network_id, id, endpoint_id, from_at, to_at, types, next_seq, last_seq, expected, created_at)
            values (@Network, @id, @webhook, @From, @To, @Types, @after, @last, @count, @now)
            """,
            new { scope.Network, id, webhook, range.From, range.To, range.Types, after, last, count, now },
            cancellationToken);
        await session.RecordActionAsync(scope.Network, "webhook.replayed", webhook, new { from = range.From, to = range.To, types = range.Types, count }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        await jobs.EnqueueAsync(new NewJob(scope.Network, ReplayJob.JobKind, new ReplayPayload(scope.Network.Value, id), UniqueKey: $"webhooks.replay:{id}"), scope.Caller, null, cancellationToken);
        return new ReplayStarted(count, DryRun: false, id);
    }

    /// <summary>The replays of a webhook, the newest hundred first; null when there is no such webhook.</summary>
    public async Task<IReadOnlyList<ReplayItem>?> ListAsync(Scope scope, Guid webhook, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(scope, webhook, cancellationToken) is null)
        {
            return null;
        }

        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<Row>(
            """
            select id, from_at, to_at, types, expected, queued, created_at, finished_at from webhooks.replay
            where network_id = @Network and endpoint_id = @webhook order by created_at desc, id desc limit 100
            """,
            new { scope.Network, webhook },
            cancellationToken);
        return [.. rows.Select(row => new ReplayItem(row.Id, row.FromAt, row.ToAt, row.Types, row.Expected, row.Queued, row.CreatedAt, row.FinishedAt))];
    }

    private static Result<ReplayRange> Read(Scope scope, Guid webhook, ReplayRequest body)
    {
        var faults = new Faults();
        if (body.From is null)
        {
            faults.Add("from", "required", "Say from which instant on.");
        }

        if (body.To is null)
        {
            faults.Add("to", "required", "Say up to which instant.");
        }

        faults.Instant("from", body.From);
        faults.Instant("to", body.To);
        if (!faults.Any && (body.To <= body.From || body.To - body.From > Widest))
        {
            faults.Add("to", "out_of_range", $"A range ends after it begins, at most {Widest.TotalDays:0} days later.");
        }

        var types = faults.Types("types", body.Types, isRequired: false);
        return faults.Any ? faults.ToProblem() : new ReplayRange(scope.Network, webhook, body.From!.Value.ToUniversalTime(), body.To!.Value.ToUniversalTime(), types);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public DateTimeOffset FromAt { get; init; }

        public DateTimeOffset ToAt { get; init; }

        public string[] Types { get; init; } = [];

        public long Expected { get; init; }

        public long Queued { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }
    }
}
