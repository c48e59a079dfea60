using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Transport;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Connections.Authorising;

/// <summary>Sends a person to the vendor's consent page, and takes what the vendor sends back (RFC 6749, section 4.1, with PKCE).</summary>
internal sealed partial class ConsentFlow(
    ConsentStore consents, SecretVault vault, ClientApps apps, VendorAddresses addresses, TokenEndpoint endpoint, ConnectionStore connections, Activation activation, ICatalogue catalogue,
    INetworkTree tree, IDatabase database, IConfiguration configuration, ILogger<ConsentFlow> logger)
{
    private const string VerifierField = "verifier";

    /// <summary>Where the vendor sends the browser back to. Registered at the vendor to the letter, so it depends on nothing but the configuration.</summary>
    public string RedirectUri(string vendor) =>
        $"{(configuration["BOOKEDBARBER_PUBLIC_URL"] is { Length: > 0 } set ? set : configuration["PublicUrl"] ?? "http://127.0.0.1:8080").TrimEnd('/')}/oauth/callback/{vendor}";

    /// <summary>The address of the consent page, for this person and this once.</summary>
    public async Task<Result<Uri>> BeginAsync(Scope scope, Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        var typed = SecretFields.Unpack((await vault.ReadAsync(connection.Network, connection.Id, cancellationToken)).GetValueOrDefault(SecretFields.Typed));
        if (apps.Find(connection.Vendor, connection.Environment, typed) is not { } client)
        {
            return new Problem("client_not_configured", $"This installation has no app at {manifest.Title}. The operator has to set Integrations:Clients:{manifest.Name}:Id and :Secret; the sandbox works without.", ProblemKind.Refused);
        }

        var target = manifest.Auth.Authorize!;
        if (target.Path.Render(new TemplateContext().With(connection.Settings), Uri.EscapeDataString) is not { } path)
        {
            return new Problem("setting_missing", $"{manifest.Title}'s consent page needs a setting that is missing. Fill it in and connect again.", ProblemKind.Refused);
        }

        var page = addresses.Resolve(connection, manifest, target.Host, path);
        if (!page.Succeeded)
        {
            return page.Problem;
        }

        var (state, verifier, redirect) = (ProofKey.New(), ProofKey.New(), RedirectUri(connection.Vendor));
        var kept = await vault.SealAsync(new SecretPlace(connection.Network, connection.Id, VerifierField), new Secret(verifier), cancellationToken);
        await consents.BeginAsync(connection, scope.Caller.Id, state, redirect, kept, cancellationToken);
        List<KeyValuePair<string, string>> query =
        [
            new("client_id", client.Id),
            new("response_type", "code"),
            new("redirect_uri", redirect),
            new("state", state),
        ];
        if (manifest.Auth.Scopes.Count > 0)
        {
            query.Add(new("scope", string.Join(manifest.Auth.ScopeSeparator, manifest.Auth.Scopes.Keys)));
        }

        if (manifest.Auth.UsesPkce)
        {
            query.Add(new("code_challenge", ProofKey.Challenge(verifier)));
            query.Add(new("code_challenge_method", "S256"));
        }

        query.RemoveAll(field => manifest.Auth.Parameters.ContainsKey(field.Key));
        query.AddRange(manifest.Auth.Parameters);
        var joined = string.Join('&', query.Where(field => field.Value.Length > 0).Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
        return new Uri(page.Value.AbsoluteUri + (page.Value.Query.Length > 0 ? "&" : "?") + joined);
    }

    /// <summary>Takes what the vendor sent the browser back with.</summary>
    /// <param name="vendor">From the address.</param>
    /// <param name="parameters">The query's parameters.</param>
    /// <param name="caller">Who came back; must be who was sent.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The connection, active; <c>consent_state_invalid</c>, <c>consent_refused</c>, <c>consent_forged</c>, <c>consent_failed</c>, <c>account_connected_already</c> and what <see cref="Activation"/> says.</returns>
    public async Task<ConsentResult> CompleteAsync(string vendor, IReadOnlyDictionary<string, string> parameters, Caller caller, CancellationToken cancellationToken)
    {
        if (!parameters.TryGetValue("state", out var state) || state.Length > 200 || await consents.UseAsync(state, caller.Id, cancellationToken) is not { } consent)
        {
            return new ConsentResult(null, StateInvalid());
        }

        await tree.LoadAsync(cancellationToken);
        var connection = await connections.FindAsync(consent.NetworkId, consent.ConnectionId, cancellationToken);
        if (connection is not { State: not ConnectionState.Removed } || connection.Vendor != vendor || catalogue.Find(connection.Network, vendor) is not { } manifest
            || tree.Find(connection.Node) is not { } node || !caller.Can(Permission.IntegrationsManage, node.Ref))
        {
            return new ConsentResult(null, StateInvalid());
        }

        var scope = new Scope(caller, node.Ref, caller.Roots(connection.Network, Permission.IntegrationsManage));
        var problem = await ExchangeAsync(scope, connection, manifest, consent, parameters, cancellationToken);
        if (problem is not null)
        {
            Log.Failed(logger, connection.Id, connection.Vendor, problem.Code);
            await NoteAsync(scope, connection.Id, problem, cancellationToken);
        }

        return new ConsentResult(connection, problem);
    }

    private async Task<Problem?> ExchangeAsync(Scope scope, Connection connection, Manifest manifest, Consent consent, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        var typed = SecretFields.Unpack((await vault.ReadAsync(connection.Network, connection.Id, cancellationToken)).GetValueOrDefault(SecretFields.Typed));
        if (manifest.Auth.CallbackSignature is { } proof && (apps.Find(connection.Vendor, connection.Environment, typed)?.Secret is not { } secret || !CallbackProof.IsRight(parameters, proof, secret)))
        {
            return new Problem("consent_forged", $"What came back is not signed by {manifest.Title}; nothing was connected. Begin again from the connection's page.", ProblemKind.Refused);
        }

        if (parameters.TryGetValue("error", out var error))
        {
            return error == "access_denied"
                ? new Problem("consent_refused", $"{manifest.Title} was not allowed to share its data; nothing was connected. Connect again and agree, or choose an account that may.", ProblemKind.Refused)
                : new Problem("consent_failed", $"{manifest.Title} could not ask for consent; nothing was connected. Try again; if it stays so, the app's settings at {manifest.Title} have to be checked.", ProblemKind.Refused);
        }

        if (!parameters.TryGetValue("code", out var code) || code.Length is 0 or > 4096)
        {
            return new Problem("consent_failed", $"{manifest.Title} sent nothing to connect with. Begin again from the connection's page.", ProblemKind.Refused);
        }

        var verifier = manifest.Auth.UsesPkce ? await vault.OpenAsync(new SecretPlace(connection.Network, connection.Id, VerifierField), new SealedSecret(consent.KeyVersion, consent.Verifier), cancellationToken) : null;

        // Tokens may be issued at a host that the vendor names only now; what the callback says of the account is known before the exchange.
        var told = Activation.Learn(connection, manifest, "callback", name => parameters.GetValueOrDefault(name));
        var tokens = await endpoint.ExchangeAsync(told, manifest, typed, new Secret(code), consent.RedirectUri, verifier, CancellationToken.None);
        return tokens.Outcome == TokenOutcome.Granted
            ? await activation.ActivateAsync(scope, told, manifest, typed: null, tokens, isNew: false, cancellationToken)
            : tokens.Problem is { Code: "client_refused" or "client_not_configured" or "setting_missing" or "setting_invalid" or "no_sandbox" } known ? known
            : tokens.Problem!.Kind == ProblemKind.Unavailable
                ? new Problem("consent_failed", $"{manifest.Title} did not answer in time; nothing was connected. Begin again from the connection's page.", ProblemKind.Unavailable)
                : new Problem("consent_failed", $"{manifest.Title} did not accept the consent it had just given; nothing was connected. Begin again from the connection's page.", ProblemKind.Refused);
    }

    // A connection that worked before goes on working; one that waits for consent says why it still does.
    private async Task NoteAsync(Scope scope, Guid id, Problem problem, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope.Network, id, cancellationToken) is { State: ConnectionState.Authorising } connection)
        {
            await using var session = await database.WriteAsync(scope, "consent", cancellationToken);
            await connections.UpdateAsync(session, connection with { State = ConnectionState.Draft, Trouble = new ConnectionTrouble(ConnectionTroubleKind.NeedsReconnect, problem.Code, problem.Detail) }, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }
    }

    private static Problem StateInvalid() => new(
        "consent_state_invalid", "This consent was used already, is older than ten minutes, or was begun by somebody else; nothing was connected. Begin again from the connection's page.", ProblemKind.Refused);

    private static partial class Log
    {
        [LoggerMessage(5221, LogLevel.Information, "Connection {Connection} to {Vendor} was not authorised: {Code}.")]
        public static partial void Failed(ILogger logger, Guid connection, string vendor, string code);
    }
}
