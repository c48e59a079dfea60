using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Hooks.Registering;

/// <summary>Tells vendors where to send their messages, again before a subscription ends, and no more when a connection goes.</summary>
internal sealed class HookRegistrar(IDatabase database, IVendorCalls calls, SubscriptionCalls subscriptions, PartSubscriptions parts, ICredentials credentials, PublicAddress address, VendorAddresses addresses, TimeProvider clock) : IConnectionCare
{
    /// <summary>A subscription is renewed when a fifth of its life is left.</summary>
    public const double RenewAfter = 0.8;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SecretOverlap = TimeSpan.FromDays(1);

    // A simulator that was started anew has forgotten what was typed in.
    private static readonly TimeSpan TypedInAgain = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _settledUntil = [];

    public async Task LookAfterAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (manifest.Webhooks is { Register: null, ByHand: not null } typed && addresses.SandboxOf(connection) is { } simulator)
        {
            await TypeInAsync(connection, manifest, typed, simulator, now, cancellationToken);
            return;
        }

        if (manifest.Webhooks is not { Register: not null } shape || (_settledUntil.TryGetValue(connection.Id, out var until) && until > now))
        {
            return;
        }

        await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), "hooks", cancellationToken);

        // One node at a time: two would make two subscriptions.
        if (!await session.FirstAsync<bool>("select pg_try_advisory_xact_lock(hashtextextended(@Name, 0))", new { Name = $"hook:{connection.Id:N}" }, cancellationToken))
        {
            return;
        }

        var row = await session.FirstAsync<Subscription>(
            "select vendor_key, state, renew_at from integrations.hook_subscription where network_id = @Network and connection_id = @Id", new { connection.Network, connection.Id }, cancellationToken);
        if (row is { State: "registered" } && (row.RenewAt ?? DateTimeOffset.MaxValue) > now)
        {
            _settledUntil[connection.Id] = row.RenewAt is { } renewal && renewal - now < TimeSpan.FromHours(1) ? renewal : now + TimeSpan.FromHours(1);
            return;
        }

        if (row is { State: "failed", RenewAt: { } retry } && retry > now)
        {
            _settledUntil[connection.Id] = retry;
            return;
        }

        await (shape.Over is null ? RegisterAsync(session, connection, manifest, shape, row?.VendorKey, cancellationToken) : RegisterPartsAsync(session, connection, manifest, cancellationToken));
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Ends the subscription at the vendor, while the credentials still open its door. What fails is no reason to keep the connection.</summary>
    public async Task UnregisterAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), "hooks", cancellationToken);
        var row = await session.FirstAsync<Subscription>(
            "select vendor_key, state, renew_at from integrations.hook_subscription where network_id = @Network and connection_id = @Id for update", new { connection.Network, connection.Id }, cancellationToken);
        if (row is null or { State: "removed" } || (row.State != "registered" && manifest.Webhooks?.Over is null))
        {
            return;
        }

        await (manifest.Webhooks?.Over is null ? subscriptions.EndAsync(connection, manifest, null, row.VendorKey, null, cancellationToken) : parts.EndAllAsync(connection, manifest, cancellationToken));
        await session.ExecuteAsync(
            "update integrations.hook_subscription set state = 'removed', renew_at = null where network_id = @Network and connection_id = @Id", new { connection.Network, connection.Id }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        _settledUntil.TryRemove(connection.Id, out _);
    }

    /// <summary>Does at a simulator what a person does by hand at the vendor: types our address and a secret into its dashboard.</summary>
    private async Task TypeInAsync(Connection connection, Manifest manifest, HookShape shape, Uri simulator, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_settledUntil.TryGetValue(connection.Id, out var until) && until > now)
        {
            return;
        }

        _settledUntil[connection.Id] = now + TypedInAgain;
        var wish = new JsonObject { ["address"] = address.Of(connection.Vendor, connection.Id).AbsoluteUri };
        if (shape.Secret == HookSecret.Subscription)
        {
            var secret = (await credentials.HookSecretsAsync(connection, cancellationToken)).Current;
            if (secret is null)
            {
                secret = new Secret(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
                await credentials.KeepHookSecretAsync(connection, secret, SecretOverlap, cancellationToken);
            }

            wish["secret"] = secret.Reveal();
        }

        var request = new VendorRequest(
            connection, manifest, HttpMethod.Post, new Uri(simulator, "/_sandbox/webhooks").AbsoluteUri, JsonSerializer.SerializeToUtf8Bytes(wish), null, CallPriority.Interactive, "hook:sandbox", connection.Id.ToString());
        using var answer = await calls.SendAsync(request, cancellationToken);
    }

    private async Task RegisterAsync(Session session, Connection connection, Manifest manifest, HookShape shape, string? oldKey, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var made = await subscriptions.RegisterAsync(connection, manifest, new SubscriptionCalls.Wanted(secret, Guid.CreateVersion7(now).ToString(), oldKey, Over: null), cancellationToken);
        if (made.Fault is { } fault)
        {
            await FailAsync(session, connection, oldKey, fault, cancellationToken);
            return;
        }

        if (shape.Secret == HookSecret.Subscription)
        {
            await credentials.KeepHookSecretAsync(connection, new Secret(made.Secret ?? secret), SecretOverlap, cancellationToken);
        }

        await KeepAsync(session, connection, "registered", made.Key, null, null, shape.Renew is { } life ? now + (life * RenewAfter) : null, cancellationToken);
        if (oldKey is not null && oldKey != made.Key)
        {
            await subscriptions.EndAsync(connection, manifest, null, oldKey, null, cancellationToken); // the new one is there: until now both sent, and what came twice was kept once
        }
    }

    private async Task RegisterPartsAsync(Session session, Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        var (lookAgainAt, fault) = await parts.KeepUpAsync(connection, manifest, cancellationToken);
        if (fault is not null)
        {
            await FailAsync(session, connection, null, fault, cancellationToken);
            return;
        }

        await KeepAsync(session, connection, "registered", null, null, null, lookAgainAt, cancellationToken);
    }

    private Task FailAsync(Session session, Connection connection, string? key, VendorFault fault, CancellationToken cancellationToken)
    {
        var soonest = clock.GetUtcNow() + AfterFailure;
        return KeepAsync(session, connection, "failed", key, fault.Code, fault.Detail, fault.RetryAt > soonest ? fault.RetryAt : soonest, cancellationToken);
    }

    private Task KeepAsync(Session session, Connection connection, string state, string? key, string? code, string? detail, DateTimeOffset? renewAt, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        insert into integrations.hook_subscription as s (network_id, connection_id, vendor_key, state, code, detail, registered_at, renew_at)
        values (@Network, @Id, @key, @state, @code, @detail, case when @state = 'registered' then @Now end, @renewAt)
        on conflict (network_id, connection_id) do update set vendor_key = excluded.vendor_key, state = excluded.state, code = excluded.code, detail = excluded.detail,
            registered_at = coalesce(excluded.registered_at, s.registered_at), renew_at = excluded.renew_at
        """,
        new { connection.Network, connection.Id, key, state, code, detail, renewAt, Now = clock.GetUtcNow() },
        cancellationToken);

    private sealed record Subscription(string? VendorKey, string State, DateTimeOffset? RenewAt);
}
