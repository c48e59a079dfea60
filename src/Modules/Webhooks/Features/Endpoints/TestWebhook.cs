using System.Security.Cryptography;
using System.Text.Json;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Delivering;
using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.Events;
using BookedBarber.Webhooks.Signing;

namespace BookedBarber.Webhooks.Features.Endpoints;

/// <summary>Sends an event of type <c>webhook.test</c> at once, also to a paused webhook, and says what came of it. It is neither tried again nor counted.</summary>
internal sealed class TestWebhook(IDatabase database, WebhookStore store, KeyVault vault, Sender sender, TimeProvider clock)
{
    public const string Type = "webhook.test";

    public async Task<Result<TestResult>> RunAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(scope, id, cancellationToken) is not { } item)
        {
            return Problem.NotFound("webhook");
        }

        var now = clock.GetUtcNow();
        Stored? keys;
        await using (var session = await database.WriteAsync(scope, "api", cancellationToken))
        {
            keys = await session.FirstAsync<Stored>(
                "select secret, case when previous_until > @now then previous_secret end as previous from webhooks.endpoint where network_id = @Network and id = @id",
                new { scope.Network, id, now },
                cancellationToken);
            await session.RecordActionAsync(scope.Network, "webhook.tested", id, new { }, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        if (keys is null)
        {
            return Problem.NotFound("webhook");
        }

        var target = new Target(scope.Network.Value, id, new Uri(item.Url), TakesAllFields: false, [.. new[] { vault.Open(keys.Secret), vault.Open(keys.Previous) }.OfType<SigningKey>()], 0);
        var eventId = new Guid(RandomNumberGenerator.GetBytes(16));
        var payload = JsonSerializer.SerializeToUtf8Bytes(new { type = Type, timestamp = now.UtcDateTime, data = new { webhookId = id, networkId = scope.Network.Value } });
        var answer = await sender.SendAsync(target, eventId, payload, cancellationToken);
        return new TestResult(
            EventId.Header(eventId), answer.Accepted, answer.Status, answer.Milliseconds, answer.Cause, answer.Cause is { } cause ? Cause.Explain(cause, answer.Status) : null, answer.Excerpt);
    }

    private sealed record Stored(string Secret, string? Previous);
}
