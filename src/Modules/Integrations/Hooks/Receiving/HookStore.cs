using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Hooks.Signatures;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Hooks.Receiving;

/// <summary>Stores messages as they came, and counts what was turned away.</summary>
internal sealed class HookStore(IDatabase database, TimeProvider clock)
{
    private static readonly HashSet<string> SecretHeaders = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Cookie", "Proxy-Authorization" };

    /// <summary>Keeps a message before it is acknowledged. False: the vendor has sent it before, and it is kept once.</summary>
    public async Task<bool> KeepAsync(Connection connection, HookRequest request, byte[] fingerprint, IReadOnlyList<string> types, int events, IReadOnlySet<string> secretHeaders, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), "hooks", cancellationToken);
        var isNew = await session.FirstAsync<bool>(
            """
            insert into integrations.hook_message as m (network_id, connection_id, id, fingerprint, method, url, headers, body, event_types, events, run_at, received_at)
            values (@Network, @Connection, @id, @fingerprint, @Method, @Url, @Headers::jsonb, @Body, @Types, @events, @now, @now)
            on conflict (network_id, connection_id, fingerprint) do update set repeats = m.repeats + 1
            returning xmax = 0
            """,
            new
            {
                connection.Network,
                Connection = connection.Id,
                id = Guid.CreateVersion7(now),
                fingerprint,
                request.Method,
                Url = request.Url.GetLeftPart(UriPartial.Path),
                Headers = StorageJson.Serialize(request.Headers.Where(header => !SecretHeaders.Contains(header.Key) && !secretHeaders.Contains(header.Key)).ToDictionary()),
                Body = request.Body.ToArray(),
                Types = types.ToArray(),
                events,
                now,
            },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return isNew;
    }

    /// <summary>Counts a message that was turned away; how many there were in the last five minutes.</summary>
    public async Task<long> RefuseAsync(Connection connection, Problem problem, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), "hooks", cancellationToken);
        var lately = await session.FirstAsync<long>(
            """
            with counted as (
                insert into integrations.hook_refusal as r (network_id, connection_id, minute, code, detail, count)
                values (@Network, @Id, date_trunc('minute', @now::timestamptz), @Code, @Detail, 1)
                on conflict (network_id, connection_id, minute, code) do update set count = r.count + 1
            )
            select coalesce(sum(count), 0) + 1 from integrations.hook_refusal where network_id = @Network and connection_id = @Id and minute > @now::timestamptz - interval '5 minutes'
            """,
            new { connection.Network, connection.Id, now, problem.Code, problem.Detail },
            cancellationToken);
        if (lately == HookDoor.AlarmFrom)
        {
            await session.RecordActionAsync(
                connection.Network, "integration.messages_refused", connection.Id,
                new { connection.Vendor, OwnerId = connection.OwnerId?.Value, problem.Code, detail = $"{lately} messages that do not prove to come from {connection.Vendor} within five minutes. {problem.Detail}" }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return lately;
    }

    /// <summary>Keeps what a vendor wants to be shown to the person who connects.</summary>
    public async Task ChallengeAsync(Connection connection, string challenge, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), "hooks", cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.hook_subscription (network_id, connection_id, state, challenge) values (@Network, @Id, 'by_hand', @challenge)
            on conflict (network_id, connection_id) do update set challenge = excluded.challenge
            """,
            new { connection.Network, connection.Id, challenge = challenge.Length > 200 ? challenge[..200] : challenge },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
