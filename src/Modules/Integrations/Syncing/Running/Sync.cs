using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Running;

internal sealed class Sync(IDatabase database, ICatalogue catalogue, IJobQueue jobs, RunStore runs, SyncStore store, TimeProvider clock) : ISync
{
    // A stream that somebody stopped rests so long before its schedule takes it up again.
    private static readonly TimeSpan AfterCancelling = TimeSpan.FromMinutes(15);

    public async Task<Result<IReadOnlyList<Guid>>> StartAsync(
        Connection connection, string? stream, SyncReason reason, TimeWindow? range, bool anew, Caller by, CancellationToken cancellationToken)
    {
        await catalogue.LoadAsync(connection.Network, cancellationToken);
        if (!connection.IsCallable || catalogue.Find(connection.Network, connection.Vendor) is not { } manifest)
        {
            return new Problem("connection_not_ready", "The connection is not authorised, or it is paused. Connect it again, or resume it, then start the sync.", ProblemKind.Conflict);
        }

        var streams = stream is null ? [.. manifest.Streams.Where(one => one.Request is not null).OrderBy(one => one.Order)] : manifest.Streams.Where(one => one.Name == stream).ToList();
        if (streams.Count == 0)
        {
            return new Problem("unknown_stream", $"{manifest.Title} has no stream '{stream}'. It has: {string.Join(", ", manifest.Streams.Select(one => one.Name))}.", ProblemKind.NotFound);
        }

        if (streams.Any(one => one.Request is null))
        {
            return new Problem("not_readable", $"{manifest.Title} only sends '{stream}' by itself; it cannot be read.", ProblemKind.Refused);
        }

        var started = new List<Guid>(streams.Count);
        foreach (var one in streams)
        {
            started.Add(await QueueAsync(connection, one, reason, range, anew, by, cancellationToken));
        }

        return started;
    }

    public async Task<bool> CancelAsync(Scope scope, Guid run, CancellationToken cancellationToken)
    {
        SyncRun? found;
        await using (var session = await database.WriteAsync(scope, "api", cancellationToken))
        {
            found = await RunStore.FindAsync(session, scope.Network, run, cancellationToken);
            if (found is null || !await runs.EndAsync(session, scope.Network, run, "cancelled", "cancelled", "Somebody stopped it. What it had read stays.", cancellationToken))
            {
                return false;
            }

            await SyncStore.DropAsync(session, scope.Network, found.ConnectionId, found.Stream, anew: false, clock.GetUtcNow() + AfterCancelling, cancellationToken);
            await session.RecordActionAsync(scope.Network, "integration.sync_cancelled", found.ConnectionId, new { run, found.Stream }, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        await jobs.CancelAsync(run, cancellationToken);
        return true;
    }

    private async Task<Guid> QueueAsync(Connection connection, VendorStream stream, SyncReason reason, TimeWindow? range, bool anew, Caller by, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("sync", cancellationToken);
        await store.EnsureAsync(session, connection, [stream.Name], cancellationToken);
        var state = (await SyncStore.FindAsync(session, connection, stream.Name, cancellationToken))!;
        var isFirst = state.ReadWholeAt is null && stream.Cursor.Kind != CursorKind.None;
        var run = Guid.CreateVersion7(clock.GetUtcNow());
        var payload = new SyncPayload(connection.Network.Value, connection.Id, stream.Name, run, range?.From, range?.To);
        var kind = isFirst || range is not null || anew ? BackfillJobHandler.JobKind : SyncJobHandler.JobKind;
        var queued = await jobs.EnqueueAsync(
            new NewJob(connection.Network, kind, payload, run, MaxAttempts: int.MaxValue, UniqueKey: KeyOf(connection, stream.Name)), by, session, cancellationToken);
        if (queued != run)
        {
            return queued; // the one under way reads what is new as well
        }

        if (anew || (range is not null && state.PassKind is not null))
        {
            await SyncStore.DropAsync(session, connection.Network, connection.Id, stream.Name, anew, state.NextAt, cancellationToken);
        }

        await runs.AddAsync(session, connection.Network, run, connection.Id, stream.Name, isFirst && reason == SyncReason.Schedule ? SyncReason.First : reason, range?.From, range?.To, by, cancellationToken);
        await session.ExecuteAsync(
            "update integrations.stream_state set state = 'running' where network_id = @Network and connection_id = @Id and stream = @Name",
            new { connection.Network, connection.Id, stream.Name },
            cancellationToken);
        if (by.Kind != CallerKind.System)
        {
            await session.RecordActionAsync(connection.Network, "integration.sync_started", connection.Id, new { run, stream = stream.Name, reason = RunStore.NameOf(reason), range?.From, range?.To }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return run;
    }

    public static string KeyOf(Connection connection, string stream) => $"sync:{connection.Id:N}:{stream}";
}
