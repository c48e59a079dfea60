using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Delivering;
using BookedBarber.Webhooks.Features.Endpoints;

namespace BookedBarber.Webhooks.Features.Deliveries;

/// <summary>Puts deliveries that ended in line again, behind what waits already. They keep their event, so the receiver knows them again.</summary>
internal sealed class Redelivery(IDatabase database, WebhookStore store, TimeProvider clock)
{
    private const int MostAtOnce = 100_000;

    private const string Again =
        """
        with chosen as (
            select event_id, row_number() over (order by seq) as nth from (
                select event_id, seq from webhooks.delivery
                where network_id = @Network and endpoint_id = @webhook and (state = 'dead' or (@delivery::uuid is not null and state = 'delivered')) and (@delivery::uuid is null or event_id = @delivery)
                order by seq limit @MostAtOnce) as oldest
        ), numbers as (
            update webhooks.queue set last_seq = last_seq + (select count(*) from chosen), due_at = least(due_at, @now)
            where network_id = @Network and endpoint_id = @webhook
            returning last_seq
        )
        update webhooks.delivery d
        set state = 'pending', seq = n.last_seq - (select count(*) from chosen) + c.nth, attempts = 0, repeats = d.repeats + 1, next_at = @now, finished_at = null
        from chosen c, numbers n
        where d.network_id = @Network and d.endpoint_id = @webhook and d.event_id = c.event_id
        """;

    /// <summary>One delivery, delivered or dead.</summary>
    public async Task<Result<Redelivered>> OneAsync(Scope scope, Guid webhook, Guid delivery, CancellationToken cancellationToken)
    {
        var done = await RunAsync(scope, webhook, delivery, cancellationToken);
        return done.Succeeded && done.Value.Count == 0
            ? new Problem("not_redeliverable", "There is no such delivery, or it is in line already. Look at its state.", ProblemKind.Conflict)
            : done;
    }

    /// <summary>All dead letters, the oldest hundred thousand at once.</summary>
    public Task<Result<Redelivered>> AllDeadAsync(Scope scope, Guid webhook, CancellationToken cancellationToken) => RunAsync(scope, webhook, null, cancellationToken);

    private async Task<Result<Redelivered>> RunAsync(Scope scope, Guid webhook, Guid? delivery, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        if (await store.FindAsync(session, scope, webhook, cancellationToken) is null)
        {
            return Problem.NotFound("webhook");
        }

        await session.ExecuteAsync("select from webhooks.queue where network_id = @Network and endpoint_id = @webhook for update", new { scope.Network, webhook }, cancellationToken);
        var count = await session.ExecuteAsync(Again, new { scope.Network, webhook, delivery, MostAtOnce, now = clock.GetUtcNow() }, cancellationToken);
        if (count > 0)
        {
            await session.RecordActionAsync(scope.Network, "webhook.redelivered", webhook, new { count, delivery }, cancellationToken);
            await session.ExecuteAsync("select pg_notify(@Channel, @word)", new { Wake.Channel, word = Wake.Deliveries(webhook) }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return new Redelivered(count);
    }
}
