using System.Collections.Concurrent;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Comparing;

/// <summary>Queues comparisons: those that a person asks for, and one of every stream each day.</summary>
internal sealed class Comparisons(IDatabase database, IJobQueue jobs, TimeProvider clock) : IConnectionCare
{
    /// <summary>How far back the daily comparison looks; of streams whose deletions are told by messages alone it looks at everything.</summary>
    public static readonly TimeSpan DailySpan = TimeSpan.FromDays(7);

    // What changed in the last minutes may be on its way still.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Between = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _looked = [];

    /// <summary>Queues a comparison; its id.</summary>
    public Task<Guid> StartAsync(Connection connection, string stream, DateTimeOffset? from, DateTimeOffset? to, bool repairs, Caller by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return QueueAsync(connection, stream, from ?? now - DailySpan, to ?? now - Settling, repairs, by, cancellationToken);
    }

    /// <param name="begin">Null: the vendor's first day.</param>
    private async Task<Guid> QueueAsync(Connection connection, string stream, DateTimeOffset? begin, DateTimeOffset end, bool repairs, Caller by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var session = await database.SystemAsync("compare", cancellationToken);
        var queued = await jobs.EnqueueAsync(
            new NewJob(connection.Network, CompareJobHandler.JobKind, new ComparePayload(connection.Network.Value, connection.Id, stream, begin, end, repairs), id, UniqueKey: $"compare:{connection.Id:N}:{stream}"), by, session, cancellationToken);
        if (queued == id)
        {
            await session.ExecuteAsync(
                "insert into integrations.comparison (network_id, id, connection_id, stream, from_at, to_at, state, created_at) values (@Network, @id, @Connection, @stream, @begin, @end, 'queued', @now)",
                new { connection.Network, id, Connection = connection.Id, stream, begin, end, now },
                cancellationToken);
            if (by.Kind != CallerKind.System)
            {
                await session.RecordActionAsync(connection.Network, "integration.comparison_started", connection.Id, new { comparison = id, stream, begin, end, repairs }, cancellationToken);
            }
        }

        await session.CommitAsync(cancellationToken);
        return queued;
    }

    public async Task LookAfterAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_looked.TryGetValue(connection.Id, out var last) && now - last < TimeSpan.FromHours(1))
        {
            return;
        }

        _looked[connection.Id] = now;
        IReadOnlyList<string> due;
        await using (var session = await database.ReadAsync(connection.Network, cancellationToken))
        {
            due = await session.QueryAsync<string>(
                """
                select s.stream from integrations.stream_state s
                where s.network_id = @Network and s.connection_id = @Id and s.read_whole_at < @Before
                  and not exists (select from integrations.comparison c where c.network_id = s.network_id and c.connection_id = s.connection_id and c.stream = s.stream and c.created_at >= @Before)
                """,
                new { connection.Network, connection.Id, Before = now - Between },
                cancellationToken);
        }

        foreach (var stream in due.Select(manifest.Stream).OfType<VendorStream>().Where(stream => stream is { Map: not null, Request: not null, Cursor.Kind: CursorKind.Time }))
        {
            // Deletions that messages alone tell are told by nothing else once a message is lost, however old the record is.
            var from = stream.Deletes == DeleteProof.Webhook ? now - stream.Cursor.Start : now - DailySpan;
            await QueueAsync(connection, stream.Name, from, now - Settling, repairs: true, Caller.System, cancellationToken);
        }
    }
}
