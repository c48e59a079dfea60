using System.Security.Cryptography;
using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Hooks.Registering;

/// <summary>Subscribes to every calendar, audience or the like of a vendor that takes subscriptions one by one, and follows as they come and go. One secret proves the messages of all.</summary>
internal sealed class PartSubscriptions(IDatabase database, OverItems overItems, SubscriptionCalls subscriptions, ICredentials credentials, TimeProvider clock)
{
    /// <summary>How often new items are looked for.</summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(1);

    private static readonly TimeSpan SecretOverlap = TimeSpan.FromDays(1);

    /// <summary>Subscribes to what is not subscribed to or due again, and ends what is gone.</summary>
    /// <returns>When to look again, and the first fault; null: none.</returns>
    public async Task<(DateTimeOffset LookAgainAt, VendorFault? Fault)> KeepUpAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        var shape = manifest.Webhooks!;
        var now = clock.GetUtcNow();
        var stream = manifest.Stream(shape.Over!)!;
        IReadOnlyList<JsonElement> items;
        try
        {
            items = await overItems.AllAsync(connection, manifest, stream, CallPriority.Interactive, cancellationToken);
        }
        catch (ReadingFault fault)
        {
            return (now, new VendorFault(VendorFaultKind.DataValidation, fault.Code, fault.Detail, RetryAt: fault.RetryAt));
        }

        var parts = (await ReadAsync(connection, cancellationToken)).ToDictionary(part => part.Part, StringComparer.Ordinal);
        var byKey = items.Select(item => (Key: stream.Key.FindText(item), Item: item)).Where(one => one.Key is not null).DistinctBy(one => one.Key).ToDictionary(one => one.Key!, one => one.Item, StringComparer.Ordinal);
        VendorFault? first = null;
        var secret = await SecretAsync(connection, shape, cancellationToken);
        foreach (var (key, item) in byKey.Where(one => !parts.TryGetValue(one.Key, out var part) || part.RenewAt <= now))
        {
            first = await RegisterAsync(connection, manifest, secret, key, item, parts.GetValueOrDefault(key), cancellationToken) ?? first;
        }

        foreach (var gone in parts.Values.Where(part => !byKey.ContainsKey(part.Part)))
        {
            await EndAsync(connection, manifest, gone, cancellationToken);
        }

        return (now + BetweenLooks, first);
    }

    /// <summary>Ends all of them.</summary>
    public async Task EndAllAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        foreach (var part in await ReadAsync(connection, cancellationToken))
        {
            await EndAsync(connection, manifest, part, cancellationToken);
        }
    }

    private async Task<VendorFault?> RegisterAsync(Connection connection, Manifest manifest, string secret, string key, JsonElement item, PartRow? before, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hookId = Guid.CreateVersion7(now).ToString();
        var made = await subscriptions.RegisterAsync(connection, manifest, new SubscriptionCalls.Wanted(secret, hookId, before?.VendorKey, item), cancellationToken);
        if (made.Fault is { } fault)
        {
            return fault;
        }

        var renewAt = manifest.Webhooks!.Renew is { } life ? now + (life * HookRegistrar.RenewAfter) : (DateTimeOffset?)null;
        await using (var session = await OpenAsync(connection, cancellationToken))
        {
            await session.ExecuteAsync(
                """
                insert into integrations.hook_part (network_id, connection_id, part, item, hook_id, vendor_key, registered_at, renew_at)
                values (@Network, @Id, @key, @Item::jsonb, @hookId, @VendorKey, @now, @renewAt)
                on conflict (network_id, connection_id, part) do update set item = excluded.item, hook_id = excluded.hook_id, vendor_key = excluded.vendor_key,
                    registered_at = excluded.registered_at, renew_at = excluded.renew_at
                """,
                new { connection.Network, connection.Id, key, Item = item.GetRawText(), hookId, VendorKey = made.Key, now, renewAt },
                cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        if (before is not null)
        {
            await subscriptions.EndAsync(connection, manifest, before.HookId, before.VendorKey, item, cancellationToken); // until now both sent, and what came twice was kept once
        }

        return null;
    }

    private async Task EndAsync(Connection connection, Manifest manifest, PartRow part, CancellationToken cancellationToken)
    {
        await subscriptions.EndAsync(connection, manifest, part.HookId, part.VendorKey, JsonSerializer.Deserialize<JsonElement>(part.Item), cancellationToken);
        await using var session = await OpenAsync(connection, cancellationToken);
        await session.ExecuteAsync("delete from integrations.hook_part where network_id = @Network and connection_id = @Id and part = @Part", new { connection.Network, connection.Id, part.Part }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private async Task<string> SecretAsync(Connection connection, HookShape shape, CancellationToken cancellationToken)
    {
        if (shape.Secret == HookSecret.Subscription && (await credentials.HookSecretsAsync(connection, cancellationToken)).Current is { } known)
        {
            return known.Reveal();
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        if (shape.Secret == HookSecret.Subscription)
        {
            await credentials.KeepHookSecretAsync(connection, new Secret(made), SecretOverlap, cancellationToken);
        }

        return made;
    }

    private async Task<IReadOnlyList<PartRow>> ReadAsync(Connection connection, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return await session.QueryAsync<PartRow>(
            "select part, item::text as item, hook_id, vendor_key, renew_at from integrations.hook_part where network_id = @Network and connection_id = @Id order by part",
            new { connection.Network, connection.Id },
            cancellationToken);
    }

    private Task<Session> OpenAsync(Connection connection, CancellationToken cancellationToken) => database.WriteAsync(Scope.OfSystem(connection.Network), "hooks", cancellationToken);

    private sealed record PartRow(string Part, string Item, string HookId, string? VendorKey, DateTimeOffset? RenewAt);
}
