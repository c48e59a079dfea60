using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Webhooks.FanOut;

namespace BookedBarber.Webhooks.Features.Replays;

/// <summary>Puts the events of a replay in line, step by step; each step's place is kept in its own transaction, so that the job goes on where it stopped.</summary>
internal sealed class ReplayJob(IDatabase database, ReplayPlan plan, DeliveryLine line, TimeProvider clock) : IJobHandler
{
    public const string JobKind = "webhooks.replay";

    public string Kind => JobKind;

    public async Task RunAsync(JobLease job, CancellationToken cancellationToken)
    {
        var payload = StorageJson.Deserialize<ReplayPayload>(job.Payload);
        while (await StepAsync(new NetworkId(payload.NetworkId), payload.ReplayId, cancellationToken) is { } queued)
        {
            job.Report(new { queued });
        }
    }

    /// <returns>How many are in line by now; null when all are.</returns>
    private async Task<long?> StepAsync(NetworkId network, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(Scope.OfSystem(network), $"replay:{id}", cancellationToken);
        var row = await session.FirstAsync<Row>(
            "select endpoint_id, from_at, to_at, types, next_seq, last_seq, queued from webhooks.replay where network_id = @network and id = @id and finished_at is null for update",
            new { network, id },
            cancellationToken);
        if (row is null)
        {
            return null;
        }

        var subscription = await session.FirstAsync<Subscription>(
            $"select {Subscription.Columns} from webhooks.endpoint where network_id = @network and id = @EndpointId", new { network, row.EndpointId }, cancellationToken);
        var range = new ReplayRange(network, row.EndpointId, row.FromAt, row.ToAt, row.Types);
        (IReadOnlyList<MatchedEvent> events, long? seen) = subscription is null ? ([], null) : await plan.StepAsync(session, range, subscription, row.NextSeq, row.LastSeq, cancellationToken);
        var queued = row.Queued;
        foreach (var part in events.Chunk(DeliveryLine.MostAtOnce))
        {
            queued += await line.AddAsync(session, part, again: true, cancellationToken);
        }

        await session.ExecuteAsync(
            "update webhooks.replay set next_seq = @next, queued = @queued, finished_at = @finished where network_id = @network and id = @id",
            new { network, id, next = seen ?? row.LastSeq, queued, finished = seen is null ? clock.GetUtcNow() : (DateTimeOffset?)null },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return seen is null ? null : queued;
    }

    private sealed record Row
    {
        public Guid EndpointId { get; init; }

        public DateTimeOffset FromAt { get; init; }

        public DateTimeOffset ToAt { get; init; }

        public string[] Types { get; init; } = [];

        public long NextSeq { get; init; }

        public long LastSeq { get; init; }

        public long Queued { get; init; }
    }
}
