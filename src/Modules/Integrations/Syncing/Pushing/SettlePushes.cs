using BookedBarber.Integrations.Connections;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Pushing;

/// <summary>What a person does with writes that were set aside: they are tried again, or left undone for good.</summary>
internal sealed class SettlePushes(IDatabase database, PushSignal signal, TimeProvider clock)
{
    /// <summary>Tries a write again, with the record as it is then and the same idempotency key.</summary>
    /// <returns>Null when it waits again; else <c>not_found</c>, <c>not_dead</c>, <c>newer_waits</c>.</returns>
    public async Task<Problem?> ResendAsync(Scope scope, Connection connection, Guid push, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        var parameters = new { connection.Network, connection.Id, push, Now = clock.GetUtcNow() };
        if (await CheckAsync(session, parameters, cancellationToken) is { } problem)
        {
            return problem;
        }

        // Where a newer write of the same record waits already, that one does it.
        var moved = await session.ExecuteAsync(
            """
            update integrations.push p set state = 'waiting', attempts = 0, run_at = @Now, claimed_until = null, finished_at = null
            where p.network_id = @Network and p.id = @push and p.state = 'dead' and not exists (
                select from integrations.push o where o.network_id = p.network_id and o.connection_id = p.connection_id and o.action = p.action and o.record_id = p.record_id and o.state = 'waiting')
            """,
            parameters,
            cancellationToken);
        if (moved == 0)
        {
            return new Problem("newer_waits", "A newer write of the same record waits already. Discard this one.", ProblemKind.Conflict);
        }

        await session.RecordActionAsync(scope.Network, "integration.push_redelivered", connection.Id, new { push }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        signal.Wake();
        return null;
    }

    /// <summary>Leaves a write undone for good. Why it failed stays with it.</summary>
    /// <returns>Null when it is done; else <c>not_found</c>, <c>not_dead</c>.</returns>
    public async Task<Problem?> DiscardAsync(Scope scope, Connection connection, Guid push, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        var parameters = new { connection.Network, connection.Id, push, Now = clock.GetUtcNow() };
        if (await CheckAsync(session, parameters, cancellationToken) is { } problem)
        {
            return problem;
        }

        await session.ExecuteAsync("update integrations.push set state = 'dropped', finished_at = @Now where network_id = @Network and id = @push and state = 'dead'", parameters, cancellationToken);
        await session.RecordActionAsync(scope.Network, "integration.push_discarded", connection.Id, new { push }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return null;
    }

    private static async Task<Problem?> CheckAsync(Session session, object parameters, CancellationToken cancellationToken) =>
        await session.FirstAsync<string>("select state from integrations.push where network_id = @Network and connection_id = @Id and id = @push for update", parameters, cancellationToken) switch
        {
            null => Problem.NotFound("write"),
            "dead" => null,
            _ => new Problem("not_dead", "Only a write that was set aside can be tried again or discarded; this one is not.", ProblemKind.Conflict),
        };
}
