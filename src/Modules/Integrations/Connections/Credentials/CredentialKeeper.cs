using System.Collections.Concurrent;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>Hands out grants and keeps them fresh. In this process one renewal per connection runs at a time and all callers wait for it; between processes the renewal takes turns in the database.</summary>
internal sealed partial class CredentialKeeper(
    CredentialStore store, SecretVault vault, Renewal renewal, Grants grants, ClientApps apps, ICatalogue catalogue, IDatabase database, TimeProvider clock, ILogger<CredentialKeeper> logger)
    : ICredentials, IFeedListener
{
    /// <summary>A token that ends sooner than this is not handed out: it would end on its way.</summary>
    internal static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <summary>A token refused this soon after it was given is not renewed again: it is not the token.</summary>
    internal static readonly TimeSpan TooSoon = TimeSpan.FromSeconds(30);

    // Another node may have replaced or erased it; a token that was only renewed there is good here until it is refused.
    private static readonly TimeSpan KeptUnread = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<Guid, HeldCredential> _held = new();
    private readonly ConcurrentDictionary<Guid, Lazy<Task<HeldCredential?>>> _reading = new();
    private readonly ConcurrentDictionary<Guid, Lazy<Task<Result<VendorGrant>>>> _renewing = new();

    public async Task<Result<VendorGrant>> GetAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (catalogue.Find(connection.Network, connection.Vendor) is not { } manifest)
        {
            return new Problem("connector_missing", $"The connector '{connection.Vendor}' is no longer there. Add it again or remove the connection.", ProblemKind.Refused);
        }

        if (manifest.Auth.Kind == AuthKind.None)
        {
            return new VendorGrant(_ => { }, expiresAt: null, generation: 0);
        }

        var held = await HeldAsync(connection, manifest, cancellationToken);
        if (Unusable(held, manifest) is { } problem)
        {
            return problem;
        }

        var (now, grant) = (clock.GetUtcNow(), held!.Grant!);
        if (held.RenewAt is not { } due || now < due || !CanRenew(manifest))
        {
            return grant.ExpiresAt <= now && !CanRenew(manifest) ? await ExpiredAsync(connection, manifest, held, cancellationToken) : grant;
        }

        var renewed = RenewOnceAsync(connection, manifest, held.Generation);
        return now < grant.ExpiresAt - Margin ? grant : await renewed.WaitAsync(cancellationToken);
    }

    public async Task<Result<VendorGrant>> RefusedAsync(Connection connection, VendorGrant refused, CancellationToken cancellationToken)
    {
        if (catalogue.Find(connection.Network, connection.Vendor) is not { } manifest || manifest.Auth.Kind == AuthKind.None)
        {
            return Gone(connection);
        }

        _held.TryGetValue(connection.Id, out var held);
        if (held is null || held.Generation <= refused.Generation)
        {
            held = await ReadOnceAsync(connection, manifest).WaitAsync(cancellationToken);
        }

        if (Unusable(held, manifest) is { } problem)
        {
            return problem;
        }

        if (held!.Generation > refused.Generation)
        {
            return held.Grant!;
        }

        if (!CanRenew(manifest) || clock.GetUtcNow() - held.IssuedAt < TooSoon)
        {
            return await RefuseAsync(connection, manifest, held.Generation, cancellationToken);
        }

        return await RenewOnceAsync(connection, manifest, held.Generation).WaitAsync(cancellationToken);
    }

    /// <summary>Renews ahead of time, if it is due still.</summary>
    public async Task RenewAheadAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (catalogue.Find(connection.Network, connection.Vendor) is { } manifest && CanRenew(manifest)
            && await ReadAsync(connection, manifest, cancellationToken) is { IsRefused: false, RenewAt: { } due } held && due <= clock.GetUtcNow())
        {
            await RenewOnceAsync(connection, manifest, held.Generation).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Renews now, at a person's wish.</summary>
    /// <returns>Null when newer tokens are stored; else why not.</returns>
    public async Task<Problem?> RenewNowAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        var held = await ReadAsync(connection, manifest, cancellationToken);
        return Unusable(held, manifest) is { } problem ? problem : (await RenewOnceAsync(connection, manifest, held!.Generation).WaitAsync(cancellationToken)).Problem;
    }

    public async Task<HookSecrets> HookSecretsAsync(Connection connection, CancellationToken cancellationToken)
    {
        var secrets = await vault.ReadAsync(connection.Network, connection.Id, cancellationToken);
        var typed = SecretFields.Unpack(secrets.GetValueOrDefault(SecretFields.Typed));
        var whose = catalogue.Find(connection.Network, connection.Vendor)?.Webhooks?.Secret ?? HookSecret.Subscription;
        return whose switch
        {
            HookSecret.Client => new HookSecrets(null, null, apps.Find(connection.Vendor, connection.Environment, typed)?.Secret),
            HookSecret.Credential => new HookSecrets(Signing(connection, typed), null, null),
            _ => new HookSecrets(secrets.GetValueOrDefault(SecretFields.Hook) ?? typed.GetValueOrDefault("webhook_secret"), secrets.GetValueOrDefault(SecretFields.HookBefore), null),
        };
    }

    // The one secret among what was typed; where there are several, the last that the manifest asks for.
    private Secret? Signing(Connection connection, IReadOnlyDictionary<string, Secret> typed) =>
        catalogue.Find(connection.Network, connection.Vendor)?.Auth.Fields.LastOrDefault(field => field.IsSecret && typed.ContainsKey(field.Name)) is { } field ? typed[field.Name] : null;

    public async Task KeepHookSecretAsync(Connection connection, Secret secret, TimeSpan overlap, CancellationToken cancellationToken)
    {
        var place = new SecretPlace(connection.Network, connection.Id, SecretFields.Hook);
        var before = (await vault.ReadAsync(connection.Network, connection.Id, cancellationToken)).GetValueOrDefault(SecretFields.Hook);
        var sealedNow = await vault.SealAsync(place, secret, cancellationToken);
        var sealedBefore = before is null ? null : await vault.SealAsync(place with { Field = SecretFields.HookBefore }, before, cancellationToken);
        await using var session = await database.SystemAsync("credentials", cancellationToken);
        await vault.StoreAsync(session, place, sealedNow, expiresAt: null, cancellationToken);
        if (sealedBefore is not null)
        {
            await vault.StoreAsync(session, place with { Field = SecretFields.HookBefore }, sealedBefore, clock.GetUtcNow() + overlap, cancellationToken);
        }

        await session.RecordActionAsync(connection.Network, "connection.hook_key_kept", connection.Id, new { connection.Vendor }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Forgets what was opened: the connection changed.</summary>
    public void Forget(Guid connection) => _held.TryRemove(connection, out _);

    public void OnChanges(IReadOnlyList<Change> changes)
    {
        foreach (var id in changes.Where(CredentialNews.IsNews).SelectMany(change => change.Ids))
        {
            Forget(id);
        }
    }

    public void Reset() => _held.Clear();

    private static bool CanRenew(Manifest manifest) =>
        manifest.Auth.Kind is AuthKind.OAuth2Code or AuthKind.ClientCredentials or AuthKind.JwtBearer or AuthKind.Session;

    private async ValueTask<HeldCredential?> HeldAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken) =>
        _held.TryGetValue(connection.Id, out var held) && clock.GetUtcNow() - held.ReadAt < KeptUnread ? held : await ReadOnceAsync(connection, manifest).WaitAsync(cancellationToken);

    // Hundreds of callers that come at once after a start read it once.
    private Task<HeldCredential?> ReadOnceAsync(Connection connection, Manifest manifest) =>
        _reading.GetOrAdd(connection.Id, id => new Lazy<Task<HeldCredential?>>(() => Task.Run(async () =>
        {
            try
            {
                return await ReadAsync(connection, manifest, CancellationToken.None);
            }
            finally
            {
                _reading.TryRemove(id, out _);
            }
        }))).Value;

    private async Task<HeldCredential?> ReadAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        // First the row, then the secrets: tokens that are newer than the row say so by being accepted, older ones would be renewed for nothing.
        if (await store.FindAsync(connection.Network, connection.Id, cancellationToken) is not { } row)
        {
            Forget(connection.Id);
            return null;
        }

        var secrets = await vault.ReadAsync(connection.Network, connection.Id, cancellationToken);
        var tokens = secrets.TryGetValue(SecretFields.Tokens, out var kept) ? TokenSet.From(kept) : null;
        var made = grants.Make(connection, manifest, SecretFields.Unpack(secrets.GetValueOrDefault(SecretFields.Typed)), tokens, row.ExpiresAt, row.Generation);
        var held = new HeldCredential(made.Value, made.Problem, row.RenewAt, row.RefusedAt is not null, row.Generation, row.IssuedAt, clock.GetUtcNow());
        _held[connection.Id] = held;
        return held;
    }

    // The renewal goes on when a caller leaves: others wait for it, and an answer that is not taken may be a refresh token lost.
    private Task<Result<VendorGrant>> RenewOnceAsync(Connection connection, Manifest manifest, long generation) =>
        _renewing.GetOrAdd(connection.Id, _ => new Lazy<Task<Result<VendorGrant>>>(() => Task.Run(() => RenewAsync(connection, manifest, generation)))).Value;

    private async Task<Result<VendorGrant>> RenewAsync(Connection connection, Manifest manifest, long generation)
    {
        try
        {
            var problem = await renewal.RunAsync(connection, manifest, generation, CancellationToken.None);
            var held = await ReadAsync(connection, manifest, CancellationToken.None);
            if (problem is null || held?.Generation > generation)
            {
                return Unusable(held, manifest) is { } unusable ? unusable : held!.Grant!;
            }

            Log.NotRenewed(logger, connection.Id, connection.Vendor, problem.Code);
            return Unusable(held, manifest) ?? problem;
        }
#pragma warning disable CA1031 // the callers who share this renewal get a problem each; the fault itself is logged once
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.RenewalFailed(logger, fault, connection.Id, connection.Vendor);
            return new Problem("renewal_unavailable", $"The authorisation of the connection to {manifest.Title} could not be renewed. It is tried again by itself.", ProblemKind.Unavailable);
        }
        finally
        {
            _renewing.TryRemove(connection.Id, out _);
        }
    }

    private async Task<Result<VendorGrant>> ExpiredAsync(Connection connection, Manifest manifest, HeldCredential held, CancellationToken cancellationToken) =>
        await RefuseAsync(connection, manifest, held.Generation, cancellationToken);

    private async Task<Result<VendorGrant>> RefuseAsync(Connection connection, Manifest manifest, long generation, CancellationToken cancellationToken)
    {
        if (await store.RefuseAsync(connection.Network, connection.Id, generation, Renewal.NeedsReconnect(manifest, "credentials_refused"), cancellationToken))
        {
            Log.Refused(logger, connection.Id, connection.Vendor);
        }

        var held = await ReadAsync(connection, manifest, cancellationToken);
        return Unusable(held, manifest) is { } problem ? problem : held!.Grant!;
    }

    private static Problem? Unusable(HeldCredential? held, Manifest manifest) => held switch
    {
        null => new Problem("connection_not_ready", $"The connection to {manifest.Title} was never authorised. Connect it first.", ProblemKind.Refused),
        { IsRefused: true } => new Problem("reconnect_needed", $"{manifest.Title} no longer accepts this connection's authorisation. Connect it again; what it brought in stays.", ProblemKind.Refused),
        { Grant: null, Missing: { } missing } => missing,
        _ => null,
    };

    private static Problem Gone(Connection connection) =>
        new("connector_missing", $"The connector '{connection.Vendor}' is no longer there. Add it again or remove the connection.", ProblemKind.Refused);

    private static partial class Log
    {
        [LoggerMessage(5201, LogLevel.Warning, "The authorisation of connection {Connection} to {Vendor} was not renewed: {Code}.")]
        public static partial void NotRenewed(ILogger logger, Guid connection, string vendor, string code);

        [LoggerMessage(5202, LogLevel.Error, "The authorisation of connection {Connection} to {Vendor} could not be renewed.")]
        public static partial void RenewalFailed(ILogger logger, Exception fault, Guid connection, string vendor);

        [LoggerMessage(5203, LogLevel.Warning, "{Vendor} no longer accepts the credentials of connection {Connection}; its owner has to connect again.")]
        public static partial void Refused(ILogger logger, Guid connection, string vendor);
    }
}
