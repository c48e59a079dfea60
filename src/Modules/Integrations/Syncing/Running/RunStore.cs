using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Connections;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>The history of readings. Every method works in the caller's transaction.</summary>
internal sealed class RunStore(TimeProvider clock)
{
    private static readonly string[] Open = ["queued", "running", "waiting"];

    public Task AddAsync(Session session, NetworkId network, Guid id, Guid connection, string stream, SyncReason reason, DateTimeOffset? from, DateTimeOffset? to, Caller? by, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        insert into integrations.sync_run (network_id, id, connection_id, stream, reason, from_at, to_at, state, asked_by, asked_by_name, created_at)
        values (@network, @id, @connection, @stream, @Reason, @from, @to, 'queued', @By, @ByName, @Now)
        """,
        new
        {
            network, id, connection, stream, from, to,
            Reason = NameOf(reason),
            By = by?.Id.Value,
            ByName = by?.Name,
            Now = clock.GetUtcNow(),
        },
        cancellationToken);

    /// <summary>Ends the run of a stream that is under way, because its reading begins anew.</summary>
    public static Task BegunAnewAsync(Session session, Connection connection, string stream, DateTimeOffset now, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        update integrations.sync_run set state = 'cancelled', code = 'begun_anew', detail = 'Other shops are matched now, so the list is read from its beginning.', finished_at = @now
        where network_id = @Network and connection_id = @Id and stream = @stream and state in ('queued', 'running', 'waiting')
        """,
        new { connection.Network, connection.Id, stream, now },
        cancellationToken);

    public static Task<SyncRun?> FindAsync(Session session, NetworkId network, Guid id, CancellationToken cancellationToken) => session.FirstAsync<SyncRun>(
        $"select {SyncRun.Columns} from integrations.sync_run where network_id = @network and id = @id",
        new { network, id },
        cancellationToken);

    /// <summary>Runs of a connection, the newest first, behind a cursor.</summary>
    public static Task<IReadOnlyList<SyncRun>> ListAsync(Session session, NetworkId network, Guid connection, string? stream, Guid? before, int limit, CancellationToken cancellationToken) => session.QueryAsync<SyncRun>(
        $"""
         select {SyncRun.Columns} from integrations.sync_run
         where network_id = @network and connection_id = @connection and (@stream::text is null or stream = @stream) and (@before::uuid is null or id < @before)
         order by id desc limit @limit
         """,
        new { network, connection, stream, before, limit },
        cancellationToken);

    /// <summary>Begins a run, or goes on with it. False: it has ended, or somebody cancelled it.</summary>
    public async Task<bool> StartAsync(Session session, NetworkId network, Guid id, CancellationToken cancellationToken) => await session.ExecuteAsync(
        "update integrations.sync_run set state = 'running', started_at = coalesce(started_at, @Now), code = null, detail = null where network_id = @network and id = @id and state = any(@Open)",
        new { network, id, Open, Now = clock.GetUtcNow() },
        cancellationToken) > 0;

    /// <summary>Says how many parts a run has.</summary>
    public static Task SlicesAsync(Session session, NetworkId network, Guid id, int slices, CancellationToken cancellationToken) => session.ExecuteAsync(
        "update integrations.sync_run set slices = @slices where network_id = @network and id = @id",
        new { network, id, slices },
        cancellationToken);

    /// <summary>Adds to a run's counts, in the transaction of the records.</summary>
    public static Task CountAsync(Session session, NetworkId network, Guid id, IntakeCounts counts, int pages, int slicesDone, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        update integrations.sync_run
        set pages = pages + @pages, slices_done = slices_done + @slicesDone, read = read + @Read, created = created + @Created, changed = changed + @Changed, unchanged = unchanged + @Unchanged,
            refused = refused + @Refused, held = held + @Held, removed = removed + @Removed, skipped = skipped + @Skipped
        where network_id = @network and id = @id
        """,
        new { network, id, pages, slicesDone, counts.Read, counts.Created, counts.Changed, counts.Unchanged, counts.Refused, counts.Held, counts.Removed, counts.Skipped },
        cancellationToken);

    /// <summary>Ends a run: done, failed or cancelled; or lets it wait.</summary>
    public async Task<bool> EndAsync(Session session, NetworkId network, Guid id, string state, string? code, string? detail, CancellationToken cancellationToken) => await session.ExecuteAsync(
        """
        update integrations.sync_run set state = @state, code = @code, detail = @detail, finished_at = case when @state <> 'waiting' then @Now end
        where network_id = @network and id = @id and state = any(@Open)
        """,
        new { network, id, state, code, detail, Open, Now = clock.GetUtcNow() },
        cancellationToken) > 0;

#pragma warning disable CA1308 // wire names are lower case by contract
    public static string NameOf(SyncReason reason) => reason.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
