using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Syncing.Tracing;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Pushing;

/// <summary>What is to be written to vendors. The table is the queue; a record that waits already is not queued twice, since it is built when it is sent.</summary>
internal sealed class PushQueue(IConnections connections, ICatalogue catalogue, INetworkTree tree, PushSignal signal, TimeProvider clock)
{
    /// <summary>So often a write is tried before it is set aside.</summary>
    public const int MostAttempts = 8;

    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(3);

    /// <summary>Queues what changes of records bring about, for the connections whose actions follow them. What came from a connection does not go back to it.</summary>
    public async Task FollowAsync(Session session, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var rules = await session.QueryAsync<(Guid Network, Guid Connection, string Action)>(
            "select network_id, connection_id, action from integrations.push_rule where is_on and network_id = any(@Networks)",
            new { Networks = changes.Select(change => change.Network.Value).Distinct().ToArray() },
            cancellationToken);
        foreach (var (networkId, connectionId, action) in rules)
        {
            var network = new NetworkId(networkId);
            await catalogue.LoadAsync(network, cancellationToken);
            if (await connections.FindAsync(network, connectionId, cancellationToken) is not { State: not ConnectionState.Removed } connection
                || catalogue.Find(network, connection.Vendor)?.Action(action) is not { Record: { } record })
            {
                continue;
            }

            await tree.LoadAsync(cancellationToken);
            foreach (var change in changes.Where(change => change.Network == network && change.Entity == record && change.Location is not null))
            {
                var isEcho = SyncCause.TryRead(change.Cause, out var from, out _) && from == connection.Id;
                if (!isEcho && tree.Find(change.Location!.Value) is { } node && node.Ref.Path.Contains(connection.Node))
                {
                    await AddAsync(session, connection, action, record, change.Location.Value, change.Ids, change.Op == ChangeOp.Deleted, change.Position, cancellationToken);
                }
            }
        }
    }

    /// <summary>Queues records for an action.</summary>
    public async Task AddAsync(
        Session session, Connection connection, string action, string record, NodeId location, IReadOnlyList<Guid> ids, bool isRemoval, long position, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Guid[] pushes = [.. ids.Select(_ => Guid.CreateVersion7(now))];
        await session.ExecuteAsync(
            """
            insert into integrations.push as p (network_id, id, connection_id, action, record, record_id, location_id, op, idempotency_key, run_at, change_position, created_at)
            select @Network, n.id, @Connection, @action, @record, n.record_id, @location, @Op, replace(n.id::text, '-', ''), @now, @position, @now
            from unnest(@pushes::uuid[], @Ids::uuid[]) as n (id, record_id)
            on conflict (network_id, connection_id, action, record_id) where state = 'waiting' do update set op = excluded.op, change_position = excluded.change_position
            """,
            new { connection.Network, Connection = connection.Id, action, record, location, Op = isRemoval ? "remove" : "save", now, position, pushes, Ids = ids.ToArray() },
            cancellationToken);
        signal.Wake();
    }

    /// <summary>Claims the writes of one connection that are due, in the order of their changes.</summary>
    public async Task<IReadOnlyList<WaitingPush>> ClaimAsync(IDatabase database, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var session = await database.SystemAsync("push", cancellationToken);
        var claimed = await session.QueryAsync<WaitingPush>(
            """
            with first as (
                select p.network_id, p.connection_id from integrations.push p
                where p.state = 'waiting' and p.run_at <= @now and coalesce(p.claimed_until, '-infinity') <= @now order by p.run_at limit 1
            ), next as (
                select p.network_id, p.id from integrations.push p join first f using (network_id, connection_id)
                where p.state = 'waiting' and p.run_at <= @now and coalesce(p.claimed_until, '-infinity') <= @now
                order by p.change_position, p.id limit 20 for update of p skip locked
            )
            update integrations.push p set claimed_until = @now::timestamptz + @Claim::interval, attempts = p.attempts + 1
            from next where p.network_id = next.network_id and p.id = next.id
            returning p.network_id, p.id, p.connection_id, p.action, p.record, p.record_id, p.location_id, p.op, p.idempotency_key, p.attempts, p.maybe_sent, p.change_position, p.input
            """,
            new { now, Claim },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return [.. claimed.OrderBy(push => push.ChangePosition).ThenBy(push => push.Id)];
    }

    /// <summary>Says before a write is sent that it may have taken effect from now on, whatever becomes of us.</summary>
    public static Task SendingAsync(Session session, WaitingPush push, CancellationToken cancellationToken) => session.ExecuteAsync(
        "update integrations.push set maybe_sent = true where network_id = @NetworkId and id = @Id and attempts = @Attempts",
        new { push.NetworkId, push.Id, push.Attempts },
        cancellationToken);

    /// <summary>Ends a write, or puts it off.</summary>
    public Task EndAsync(Session session, WaitingPush push, PushOutcome outcome, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var pause = TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, Math.Min(push.Attempts, 10))));
        var isAway = outcome.IsAway && now - PushedAt(push) < RetryCalendar.MostAway;
        var state = outcome.State == "retry" ? push.Attempts >= MostAttempts && !isAway ? "dead" : "waiting" : outcome.State;
        var next = isAway ? RetryCalendar.WhenBack(now, outcome.RetryAt) : outcome.RetryAt > now + pause ? outcome.RetryAt.Value : now + pause;
        return session.ExecuteAsync(
            """
            update integrations.push set state = @state, run_at = @RunAt, claimed_until = null, maybe_sent = @MaybeSent, vendor_key = coalesce(@VendorKey, vendor_key), code = @Code, detail = @Detail,
                attempts = attempts - case when @isAway then 1 else 0 end, finished_at = case when @state <> 'waiting' then @now end
            where network_id = @NetworkId and id = @Id and attempts = @Attempts
            """,
            new { push.NetworkId, push.Id, push.Attempts, state, now, isAway, outcome.MaybeSent, outcome.VendorKey, outcome.Code, outcome.Detail, RunAt = next },
            cancellationToken);
    }

    // Its id was made when it was queued, and version 7 begins with the milliseconds of that moment.
    private static DateTimeOffset PushedAt(WaitingPush push) => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(push.Id.ToString("N")[..12], 16));
}
