using System.Text.Json;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Authorising;

/// <summary>The last step of connecting: the credentials are tried, the account is learned, and only what works is stored.</summary>
internal sealed class Activation(SecretVault vault, CredentialStore credentials, CredentialKeeper keeper, Grants grants, ICandidateCalls calls, ConnectionStore connections, IDatabase database, TimeProvider clock)
{
    /// <summary>Tries tokens or keys and stores them with what they open.</summary>
    /// <param name="scope">Who connects.</param>
    /// <param name="connection">As stored, but for settings learned meanwhile.</param>
    /// <param name="manifest">The vendor.</param>
    /// <param name="typed">What a person typed, to be stored in place of what was; null leaves it.</param>
    /// <param name="tokens">Tokens granted; null for schemes without.</param>
    /// <param name="isNew">Whether the connection is not stored yet.</param>
    /// <param name="cancellationToken">Gives it up; then nothing is stored.</param>
    /// <returns>
    /// Null when it is active; <c>credentials_refused</c> when the vendor does not accept them, <c>account_connected_already</c> when another connection has that account,
    /// <c>changed_meanwhile</c>. Then nothing is stored.
    /// </returns>
    /// <remarks>A vendor that does not answer now is no reason to refuse: the connection becomes active, and failing by itself if it stays so.</remarks>
    public async Task<Problem?> ActivateAsync(Scope scope, Connection connection, Manifest manifest, IReadOnlyDictionary<string, Secret>? typed, TokenResponse? tokens, bool isNew, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var kept = typed ?? SecretFields.Unpack((await vault.ReadAsync(connection.Network, connection.Id, cancellationToken)).GetValueOrDefault(SecretFields.Typed));
        var times = TokenTimes.Of(now, tokens?.ExpiresAt, tokens?.RefreshExpiresAt, Random.Shared.NextDouble());
        var learned = tokens is null ? connection : Learn(connection, manifest, "token", name => ItemPath.TryParse(name)?.FindText(tokens.Answer));
        var grant = grants.Make(learned, manifest, kept, tokens?.Tokens, times.ExpiresAt, generation: 0);
        if (!grant.Succeeded)
        {
            return grant.Problem;
        }

        var tried = await TryAsync(learned, manifest, grant.Value, cancellationToken);
        if (!tried.Succeeded)
        {
            return tried.Problem;
        }

        learned = Learn(tried.Value, manifest, "settings", name => tried.Value.Settings.GetValueOrDefault(name));
        if (learned.AccountId is { } account && await OtherAsync(learned, account, cancellationToken) is { } other)
        {
            return new Problem("account_connected_already", $"This account of {manifest.Title} is connected already, as '{other}'; its records would come in twice. Use that connection, or remove it first.", ProblemKind.Conflict);
        }

        return await StoreAsync(scope, learned with { Scopes = tokens?.Scopes ?? [.. manifest.Auth.Scopes.Keys] }, manifest, typed, tokens, times, isNew, cancellationToken);
    }

    /// <summary>What one source tells of the account, put into the connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="manifest">Says where to look.</param>
    /// <param name="source">First step of the paths: <c>token</c>, <c>callback</c>, <c>answer</c> or <c>settings</c>.</param>
    /// <param name="find">The value at the rest of a path; null: none.</param>
    public static Connection Learn(Connection connection, Manifest manifest, string source, Func<string, string?> find)
    {
        if (manifest.Account is not { } shape)
        {
            return connection;
        }

        var settings = new Dictionary<string, string>(connection.Settings, StringComparer.Ordinal);
        foreach (var (name, path) in shape.Settings)
        {
            if (Value(path) is { Length: > 0 and <= 500 } value)
            {
                settings[name] = value;
            }
        }

        return connection with { Settings = settings, AccountId = Value(shape.Id) is { Length: > 0 and <= 200 } id ? id : connection.AccountId };

        string? Value(string path) => path.StartsWith(source + ".", StringComparison.Ordinal) ? find(path[(source.Length + 1)..]) : null;
    }

    /// <summary>Keeps what was typed before there are tokens: an app of the customer's own.</summary>
    public async Task KeepTypedAsync(Connection connection, IReadOnlyDictionary<string, Secret> typed, CancellationToken cancellationToken)
    {
        var place = new SecretPlace(connection.Network, connection.Id, SecretFields.Typed);
        var kept = await vault.SealAsync(place, SecretFields.Pack(typed), cancellationToken);
        await using var session = await database.SystemAsync("consent", cancellationToken);
        await vault.StoreAsync(session, place, kept, expiresAt: null, cancellationToken);
        await session.CommitAsync(cancellationToken);
        keeper.Forget(connection.Id);
    }

    private async Task<Result<Connection>> TryAsync(Connection connection, Manifest manifest, VendorGrant grant, CancellationToken cancellationToken)
    {
        var learned = connection;
        foreach (var (template, isAccount) in new[] { (manifest.Account?.Request, true), (manifest.Health, false) })
        {
            if (template is null)
            {
                continue;
            }

            var request = VendorRequests.Fill(learned, manifest, template, new TemplateContext(), CallPriority.Interactive, isAccount ? "account" : "test");
            if (!request.Succeeded)
            {
                return request.Problem;
            }

            using var answer = await calls.SendAsync(request.Value, grant, cancellationToken);
            if (answer.Fault is { IsPassing: false } fault)
            {
                return fault.Kind == VendorFaultKind.Authentication
                    ? new Problem("credentials_refused", $"{manifest.Title} does not accept these credentials; nothing was saved. Check that they are of the right account and complete.", ProblemKind.Refused)
                    : new Problem(fault.Code, $"{fault.Detail} Nothing was saved.", ProblemKind.Refused);
            }

            if (isAccount && answer.Fault is { } passing)
            {
                return new Problem("vendor_unavailable", $"{passing.Detail} Until it has said which account this is, nothing can be connected: try again.", ProblemKind.Unavailable);
            }

            if (isAccount && answer.Body?.RootElement is { } root)
            {
                learned = Learn(learned, manifest, "answer", name => ItemPath.TryParse(name)?.FindText(root));
            }
        }

        return learned;
    }

    private async Task<string?> OtherAsync(Connection connection, string account, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return await session.FirstAsync<string>(
            """
            select name from integrations.connection
            where network_id = @Network and vendor = @Vendor and environment = @Environment and account_id = @account and id <> @Id and state <> 'removed' limit 1
            """,
            new { connection.Network, connection.Vendor, Environment = WireNames<VendorEnvironment>.Of(connection.Environment), account, connection.Id },
            cancellationToken);
    }

    private async Task<Problem?> StoreAsync(
        Scope scope, Connection connection, Manifest manifest, IReadOnlyDictionary<string, Secret>? typed, TokenResponse? tokens, TokenTimes times, bool isNew, CancellationToken cancellationToken)
    {
        var secrets = new Dictionary<string, SealedSecret>(StringComparer.Ordinal);
        if (typed is { Count: > 0 })
        {
            secrets[SecretFields.Typed] = await vault.SealAsync(new SecretPlace(connection.Network, connection.Id, SecretFields.Typed), SecretFields.Pack(typed), cancellationToken);
        }

        if (tokens?.Tokens is { } set)
        {
            secrets[SecretFields.Tokens] = await vault.SealAsync(new SecretPlace(connection.Network, connection.Id, SecretFields.Tokens), set.ToSecret(), cancellationToken);
        }

        // Secrets belong to the platform's role alone, the connection to the caller's: two transactions, the secrets first. If the second one never comes,
        // the connection is as it was and asks to be connected; the secrets are overwritten then.
        await using (var system = await database.SystemAsync("consent", cancellationToken))
        {
            await credentials.ReplaceAsync(system, connection, secrets, times, cancellationToken);
            await system.CommitAsync(cancellationToken);
        }

        keeper.Forget(connection.Id);
        await using var session = await database.WriteAsync(scope, "consent", cancellationToken);
        var active = connection with { State = connection.State == ConnectionState.Paused ? ConnectionState.Paused : ConnectionState.Active, Trouble = null };
        if (!(isNew ? await ConnectionStore.InsertAsync(session, active, scope.Caller.Id, cancellationToken) : await connections.UpdateAsync(session, active, cancellationToken) is not null))
        {
            return new Problem("changed_meanwhile", "Somebody changed this connection at the same moment. Look at it again, and connect again if it is not active.", ProblemKind.Conflict);
        }

        await session.RecordActionAsync(connection.Network, "connection.authorised", connection.Id, new { connection.Vendor, Environment = WireNames<VendorEnvironment>.Of(connection.Environment), active.Scopes, Scheme = WireNames<AuthKind>.Of(manifest.Auth.Kind) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return null;
    }
}
