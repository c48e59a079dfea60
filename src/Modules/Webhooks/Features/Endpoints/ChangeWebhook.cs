using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Delivering;
using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.Signing;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Webhooks.Features.Endpoints;

/// <summary>Changes webhooks: their fields, their state, their keys.</summary>
internal sealed class ChangeWebhook(IDatabase database, INetworkTree tree, EndpointUrl urls, KeyVault vault, WebhookStore store, TimeProvider clock)
{
    private const int DefaultOverlapHours = 24;
    private const int MostOverlapHours = 168;

    /// <summary>Changes what is sent.</summary>
    public async Task<Result<WebhookItem>> ChangeAsync(Scope scope, Guid id, WebhookChange body, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(scope, id, cancellationToken) is not { } item)
        {
            return Problem.NotFound("webhook");
        }

        if (Preconditions.Check(request, item.Version) is { } stale)
        {
            return stale;
        }

        var faults = new Faults();
        var url = body.Url is null ? item.Url : await urls.CheckAsync(body.Url, faults, cancellationToken);
        var types = body.Types is null ? [.. item.Types] : faults.Types("types", body.Types, isRequired: true);
        var fields = faults.OneOf("fields", body.Fields, "unknown_fields", "ids", "full") ?? item.Fields;
        var description = body.Description is null ? item.Description : MakeWebhook.Description(body.Description, faults);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        if (fields != item.Fields && tree.Find(new NodeId(item.NodeId)) is { } node && MakeWebhook.Forbids(scope, node.Ref, fields) is { } forbidden)
        {
            return forbidden;
        }

        return await WriteAsync(
            scope,
            id,
            async session => await session.ExecuteAsync(
                """
                update webhooks.endpoint set url = @url, types = @types, fields = @fields, description = @description, version = version + 1, changed_at = @now
                where network_id = @Network and id = @id and version = @Version
                """,
                new { scope.Network, id, url, types, fields, description, now = clock.GetUtcNow(), item.Version },
                cancellationToken) == 1,
            cancellationToken);
    }

    /// <summary>Stops sending; what happens meanwhile stays in line.</summary>
    public Task<Result<WebhookItem>> PauseAsync(Scope scope, Guid id, CancellationToken cancellationToken) => WriteAsync(
        scope,
        id,
        async session =>
        {
            if (await session.ExecuteAsync(
                """
                update webhooks.endpoint set state = 'paused', pause_reason = 'by_hand', paused_at = @now, version = version + 1, changed_at = @now
                where network_id = @Network and id = @id and state = 'active'
                """,
                new { scope.Network, id, now = clock.GetUtcNow() },
                cancellationToken) == 1)
            {
                await session.RecordActionAsync(scope.Network, "webhook.paused", id, new { reason = "by_hand" }, cancellationToken);
            }

            return true;
        },
        cancellationToken);

    /// <summary>Sends again, beginning with what is in line; failures so far are forgotten.</summary>
    public Task<Result<WebhookItem>> ResumeAsync(Scope scope, Guid id, CancellationToken cancellationToken) => WriteAsync(
        scope,
        id,
        async session =>
        {
            var now = clock.GetUtcNow();
            if (await session.ExecuteAsync(
                """
                update webhooks.endpoint set state = 'active', pause_reason = null, paused_at = null, version = version + 1, changed_at = @now
                where network_id = @Network and id = @id and state = 'paused'
                """,
                new { scope.Network, id, now },
                cancellationToken) == 1)
            {
                await session.ExecuteAsync("update webhooks.queue set due_at = @now, rest_until = null where network_id = @Network and endpoint_id = @id", new { scope.Network, id, now }, cancellationToken);
                await session.ExecuteAsync("update webhooks.health set failures = 0, failing_since = null where network_id = @Network and endpoint_id = @id", new { scope.Network, id }, cancellationToken);
                await session.ExecuteAsync(
                    "update webhooks.delivery set next_at = @now where network_id = @Network and endpoint_id = @id and state = 'pending' and next_at > @now",
                    new { scope.Network, id, now },
                    cancellationToken);
                await session.RecordActionAsync(scope.Network, "webhook.resumed", id, new { }, cancellationToken);
            }

            return true;
        },
        cancellationToken);

    /// <summary>Gives it a new key; the old one signs as well for a while.</summary>
    public async Task<Result<Rotated>> RotateAsync(Scope scope, Guid id, Rotation body, CancellationToken cancellationToken)
    {
        if (body.OverlapHours is < 0 or > MostOverlapHours)
        {
            return Problem.Invalid(new FieldProblem("overlapHours", "out_of_range", $"Both keys sign for 0 to {MostOverlapHours} hours."));
        }

        if (await store.FindAsync(scope, id, cancellationToken) is not { } item)
        {
            return Problem.NotFound("webhook");
        }

        var key = SigningKey.New(SignatureSchemes.Of(item.Scheme));
        var now = clock.GetUtcNow();
        DateTimeOffset? until = body.OverlapHours == 0 ? null : now.AddHours(body.OverlapHours ?? DefaultOverlapHours);
        var changed = await WriteAsync(
            scope,
            id,
            async session =>
            {
                await session.ExecuteAsync(
                    """
                    update webhooks.endpoint
                    set previous_secret = case when @until::timestamptz is not null then secret end, previous_public_key = case when @until::timestamptz is not null then public_key end, previous_until = @until,
                        secret = @secret, public_key = @PublicKey, version = version + 1, changed_at = @now
                    where network_id = @Network and id = @id
                    """,
                    new { scope.Network, id, until, secret = vault.Lock(key), key.PublicKey, now },
                    cancellationToken);
                await session.RecordActionAsync(scope.Network, "webhook.rotated", id, new { previousUntil = until }, cancellationToken);
                return true;
            },
            cancellationToken);
        return changed.Succeeded ? new Rotated(id, key.Verifier, key.PublicKey, until) : changed.Problem;
    }

    /// <summary>Deletes it with its deliveries and notices.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        if (await store.FindAsync(session, scope, id, cancellationToken) is null)
        {
            return false;
        }

        // The deliveries may be many: they go with the next round of forgetting.
        await session.ExecuteAsync(
            "insert into webhooks.remains (network_id, endpoint_id, created_at) values (@Network, @id, @now) on conflict do nothing", new { scope.Network, id, now = clock.GetUtcNow() }, cancellationToken);
        await session.ExecuteAsync("delete from webhooks.endpoint where network_id = @Network and id = @id", new { scope.Network, id }, cancellationToken);
        await session.ExecuteAsync("delete from webhooks.queue where network_id = @Network and endpoint_id = @id", new { scope.Network, id }, cancellationToken);
        await session.ExecuteAsync("delete from webhooks.health where network_id = @Network and endpoint_id = @id", new { scope.Network, id }, cancellationToken);
        await session.ExecuteAsync("delete from webhooks.notice where network_id = @Network and endpoint_id = @id", new { scope.Network, id }, cancellationToken);
        await WakeAsync(session, id, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return true;
    }

    /// <param name="write">Changes it; false: somebody else did meanwhile.</param>
    private async Task<Result<WebhookItem>> WriteAsync(Scope scope, Guid id, Func<Session, Task<bool>> write, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        if (await store.FindAsync(session, scope, id, cancellationToken) is not { } before)
        {
            return Problem.NotFound("webhook");
        }

        if (!await write(session))
        {
            return Preconditions.Stale(before.Version);
        }

        await WakeAsync(session, id, cancellationToken);
        var item = await store.FindAsync(session, scope, id, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return item is null ? Problem.NotFound("webhook") : item;
    }

    private static Task WakeAsync(Session session, Guid id, CancellationToken cancellationToken) =>
        session.ExecuteAsync("select pg_notify(@Channel, @word)", new { Wake.Channel, word = Wake.Endpoint(id) }, cancellationToken);
}
