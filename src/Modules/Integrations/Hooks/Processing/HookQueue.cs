using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Hooks.Processing;

/// <summary>The messages that wait. The table is the queue: what was acknowledged is in it, whatever happens to this process.</summary>
internal sealed class HookQueue(IDatabase database, TimeProvider clock)
{
    /// <summary>Messages of one connection that are taken at once.</summary>
    public const int AtOnce = 100;

    /// <summary>So often a message is tried before it is set aside.</summary>
    public const int MostAttempts = 8;

    /// <summary>A worker that has not said what became of its messages by then is taken for dead.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    /// <summary>The oldest waiting messages of the connection whose message has waited longest; claimed for this worker.</summary>
    public async Task<IReadOnlyList<WaitingMessage>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var session = await database.SystemAsync("hooks", cancellationToken);
        var claimed = await session.QueryAsync<WaitingMessage>(
            """
            with first as (
                select network_id, connection_id from integrations.hook_message
                where state = 'waiting' and run_at <= @now and coalesce(claimed_until, '-infinity') <= @now
                order by run_at limit 1
            ), next as (
                select m.network_id, m.connection_id, m.id from integrations.hook_message m join first f using (network_id, connection_id)
                where m.state = 'waiting' and m.run_at <= @now and coalesce(m.claimed_until, '-infinity') <= @now
                order by m.number limit @AtOnce for update of m skip locked
            )
            update integrations.hook_message m set claimed_until = @now::timestamptz + @Claim::interval, attempts = m.attempts + 1
            from next where m.network_id = next.network_id and m.connection_id = next.connection_id and m.id = next.id
            returning m.network_id, m.connection_id, m.id, m.number, m.method, m.url, m.headers::text as headers, m.body, m.attempts, m.received_at
            """,
            new { now, AtOnce, Claim },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return [.. claimed.OrderBy(message => message.Number)];
    }

    /// <summary>Says in the caller's transaction what became of messages. False: another worker has them by now, and nothing of this transaction may be kept.</summary>
    public async Task<bool> FinishAsync(Session session, IReadOnlyList<WaitingMessage> messages, string? code, string? detail, long records, CancellationToken cancellationToken) => await session.ExecuteAsync(
        """
        update integrations.hook_message m set state = 'done', processed_at = @Now, claimed_until = null, code = @code, detail = @detail, records = @records
        from unnest(@Ids::uuid[], @Attempts::int[]) as d (id, attempts)
        where m.network_id = @Network and m.connection_id = @Connection and m.id = d.id and m.attempts = d.attempts and m.state = 'waiting'
        """,
        new
        {
            Network = messages[0].NetworkId,
            Connection = messages[0].ConnectionId,
            Ids = messages.Select(message => message.Id).ToArray(),
            Attempts = messages.Select(message => message.Attempts).ToArray(),
            code, detail, records,
            Now = clock.GetUtcNow(),
        },
        cancellationToken) == messages.Count;

    /// <summary>Whether a message waits until the vendor is back, for a day, without an attempt being counted.</summary>
    public bool MayWaitFor(WaitingMessage message, VendorFault fault) => fault.IsAway && clock.GetUtcNow() - message.ReceivedAt < RetryCalendar.MostAway;

    /// <summary>Puts messages off until the vendor may be back.</summary>
    public async Task WaitForVendorAsync(IReadOnlyList<WaitingMessage> messages, VendorFault fault, CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
        {
            return;
        }

        await using var session = await database.WriteAsync(Scope.OfSystem(new NetworkId(messages[0].NetworkId)), "hooks", cancellationToken);
        await session.ExecuteAsync(
            """
            update integrations.hook_message m set run_at = @RunAt, claimed_until = null, code = @Code, detail = @Detail, attempts = m.attempts - 1
            from unnest(@Ids::uuid[], @Attempts::int[]) as d (id, attempts)
            where m.network_id = @Network and m.connection_id = @Connection and m.id = d.id and m.attempts = d.attempts and m.state = 'waiting'
            """,
            new
            {
                Network = messages[0].NetworkId,
                Connection = messages[0].ConnectionId,
                Ids = messages.Select(message => message.Id).ToArray(),
                Attempts = messages.Select(message => message.Attempts).ToArray(),
                fault.Code, fault.Detail,
                RunAt = RetryCalendar.WhenBack(clock.GetUtcNow(), fault.RetryAt),
            },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Puts a message off, or sets it aside after its last attempt.</summary>
    public async Task PutOffAsync(WaitingMessage message, VendorFault fault, CancellationToken cancellationToken)
    {
        if (MayWaitFor(message, fault))
        {
            await WaitForVendorAsync([message], fault, cancellationToken);
            return;
        }

        var now = clock.GetUtcNow();
        var pause = TimeSpan.FromSeconds(Math.Min(900, Math.Pow(3, Math.Min(message.Attempts, 8))));
        await using var session = await database.WriteAsync(Scope.OfSystem(new NetworkId(message.NetworkId)), "hooks", cancellationToken);
        await session.ExecuteAsync(
            """
            update integrations.hook_message set state = case when @isLast then 'failed' else 'waiting' end, run_at = @RunAt, claimed_until = null, code = @Code, detail = @Detail,
                processed_at = case when @isLast then @now end
            where network_id = @NetworkId and connection_id = @ConnectionId and id = @Id and attempts = @Attempts and state = 'waiting'
            """,
            new
            {
                message.NetworkId, message.ConnectionId, message.Id, message.Attempts, fault.Code, fault.Detail, now,
                isLast = message.Attempts >= MostAttempts,
                RunAt = fault.RetryAt > now + pause ? fault.RetryAt.Value : now + pause,
            },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Gives messages back that are not this node's to work out now, without counting an attempt.</summary>
    public async Task GiveBackAsync(IReadOnlyList<WaitingMessage> messages, DateTimeOffset runAt, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(Scope.OfSystem(new NetworkId(messages[0].NetworkId)), "hooks", cancellationToken);
        await session.ExecuteAsync(
            """
            update integrations.hook_message set run_at = @runAt, claimed_until = null, attempts = attempts - 1
            where network_id = @Network and connection_id = @Connection and id = any(@Ids) and state = 'waiting'
            """,
            new { Network = messages[0].NetworkId, Connection = messages[0].ConnectionId, Ids = messages.Select(message => message.Id).ToArray(), runAt },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
