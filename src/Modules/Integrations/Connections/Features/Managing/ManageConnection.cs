using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Integrations.Connections.Authorising;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connections.Features.Connecting;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Registering;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Features.Managing;

/// <summary>What people do to a connection that there is.</summary>
internal sealed class ManageConnection(
    ConnectionStore connections, StartConnection start, CredentialKeeper keeper, SecretVault vault, ClientApps apps, IVendorCalls calls, ICandidateCalls candidates, ICatalogue catalogue, IPeople people, HookRegistrar hooks,
    IDatabase database)
{
    /// <summary>Begins the authorisation again.</summary>
    public async Task<Result<StartAnswer>> AuthorizeAsync(Scope scope, Connection connection, CancellationToken cancellationToken)
    {
        if (catalogue.Find(scope.Network, connection.Vendor) is not { } manifest)
        {
            return Missing(connection);
        }

        if (manifest.Auth.Kind == AuthKind.OAuth2Code)
        {
            return await start.AskConsentAsync(scope, connection, manifest, new Dictionary<string, Secret>(), isNew: false, cancellationToken);
        }

        var typed = SecretFields.Unpack((await vault.ReadAsync(scope.Network, connection.Id, cancellationToken)).GetValueOrDefault(SecretFields.Typed));
        return await start.ConnectAsync(scope, connection, manifest, typed, isNew: false, cancellationToken);
    }

    /// <summary>Replaces credentials, which are tried first; the old ones are in use until then.</summary>
    public async Task<Problem?> RotateAsync(Scope scope, Connection connection, CredentialsRequest request, CancellationToken cancellationToken)
    {
        if (catalogue.Find(scope.Network, connection.Vendor) is not { } manifest)
        {
            return Missing(connection);
        }

        var given = request.Credentials ?? [];
        if (given.Count == 0 && manifest.Auth.Kind is AuthKind.OAuth2Code or AuthKind.ClientCredentials or AuthKind.JwtBearer or AuthKind.Session)
        {
            return await keeper.RenewNowAsync(connection, manifest, cancellationToken);
        }

        var faults = FieldRules.Check(manifest.Auth.Fields, given, "credentials", new HashSet<string>(StringComparer.Ordinal)).ToArray();
        if (faults.Length > 0)
        {
            return Problem.Invalid(faults);
        }

        if (manifest.Auth.Kind is AuthKind.OAuth2Code or AuthKind.None)
        {
            return new Problem("nothing_to_rotate", $"{manifest.Title} is authorised by a person's consent, not by what is typed. Connect it again to replace the authorisation.", ProblemKind.Refused);
        }

        var typed = FieldRules.Values(manifest.Auth.Fields, given).ToDictionary(field => field.Key, field => new Secret(field.Value), StringComparer.Ordinal);
        return (await start.ConnectAsync(scope, connection, manifest, typed, isNew: false, cancellationToken)).Problem;
    }

    /// <summary>Calls the vendor once to see whether the connection works.</summary>
    public async Task<Result<TestAnswer>> TestAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (catalogue.Find(connection.Network, connection.Vendor) is not { } manifest)
        {
            return Missing(connection);
        }

        if (manifest.Health is not { } health)
        {
            return new TestAnswer(Works: true, Status: 0, TookMs: 0, Code: null, Detail: null); // nobody is called: it waits for what is sent
        }

        var request = VendorRequests.Fill(connection, manifest, health, new TemplateContext(), CallPriority.Interactive, "test");
        if (!request.Succeeded)
        {
            return request.Problem;
        }

        using var answer = await calls.SendAsync(request.Value, cancellationToken);
        if (answer.Succeeded)
        {
            await connections.ReportAsync(connection.Network, connection.Id, new ConnectionTrouble(ConnectionTroubleKind.Recovered, "recovered", "It works."), cancellationToken);
        }

        return new TestAnswer(answer.Succeeded, answer.Status, Math.Round(answer.Took.TotalMilliseconds, 1), answer.Fault?.Code, answer.Fault?.Detail);
    }

    public Task<Problem?> PauseAsync(Scope scope, Connection connection, CancellationToken cancellationToken) => connection.State switch
    {
        ConnectionState.Paused => Task.FromResult<Problem?>(null),
        ConnectionState.Active or ConnectionState.Failing => StoreAsync(scope, connection with { State = ConnectionState.Paused }, cancellationToken),
        _ => Task.FromResult<Problem?>(new Problem("not_running", "Only a connection that runs can be paused; this one waits for a person to connect it.", ProblemKind.Refused)),
    };

    public Task<Problem?> ResumeAsync(Scope scope, Connection connection, CancellationToken cancellationToken) => connection.State switch
    {
        ConnectionState.Active or ConnectionState.Failing => Task.FromResult<Problem?>(null),
        ConnectionState.Paused => StoreAsync(scope, connection with { State = ConnectionState.Active, Trouble = null }, cancellationToken),
        _ => Task.FromResult<Problem?>(new Problem("reconnect_needed", "This connection has to be connected first; there is nothing to go on with.", ProblemKind.Refused)),
    };

    public async Task<Result<Connection>> ChangeAsync(Scope scope, Connection connection, ChangeRequest request, CancellationToken cancellationToken)
    {
        var faults = new List<FieldProblem>();
        if (request.Name is { } name && (name.Trim().Length is 0 or > 200 || name.Any(c => char.IsControl(c) || char.IsSurrogate(c))))
        {
            faults.Add(new FieldProblem("name", "malformed", "A name has 1 to 200 characters, all of which can be shown."));
        }

        if (request.OwnerId is { } owner && !await people.IsInNetworkAsync(new PersonId(owner), scope.Network, cancellationToken))
        {
            faults.Add(new FieldProblem("ownerId", "unknown_person", "Nobody with this id has a role in this network."));
        }

        var manifest = catalogue.Find(scope.Network, connection.Vendor);
        var settings = new Dictionary<string, string>(connection.Settings, StringComparer.Ordinal);
        if (request.Settings is { Count: > 0 } changed)
        {
            var kept = manifest?.Settings.Select(field => field.Name).Where(field => !changed.ContainsKey(field)).ToHashSet(StringComparer.Ordinal) ?? [];
            faults.AddRange(FieldRules.Check(manifest?.Settings ?? [], changed, "settings", kept));
            foreach (var (field, value) in changed.Where(field => field.Value is { Length: > 0 }))
            {
                settings[field] = value!;
            }
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]);
        }

        var next = connection with { Name = request.Name?.Trim() ?? connection.Name, OwnerId = request.OwnerId is { } id ? new PersonId(id) : connection.OwnerId, Settings = settings };
        await using var session = await database.WriteAsync(scope, "connections", cancellationToken);
        if (await connections.UpdateAsync(session, next, cancellationToken) is not { } stored)
        {
            return Stale();
        }

        await session.CommitAsync(cancellationToken);
        keeper.Forget(connection.Id);
        return stored;
    }

    /// <summary>Ends the authorisation at the vendor where that is offered, and erases what opens it here in any case.</summary>
    public async Task<Result<RemovedAnswer>> RemoveAsync(Scope scope, Connection connection, CancellationToken cancellationToken)
    {
        if (catalogue.Find(scope.Network, connection.Vendor) is { } manifest)
        {
            await hooks.UnregisterAsync(connection, manifest, cancellationToken); // while the credentials still open the vendor's door
        }

        var revoked = await RevokeAsync(connection, cancellationToken);
        await using (var session = await database.WriteAsync(scope, "connections", cancellationToken))
        {
            if (await connections.UpdateAsync(session, connection with { State = ConnectionState.Removed, Trouble = null }, cancellationToken) is null)
            {
                return Stale();
            }

            await session.RecordActionAsync(scope.Network, "connection.revoked", connection.Id, new { connection.Vendor, AtVendor = revoked }, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        await using var system = await database.SystemAsync("connections", cancellationToken);
        await CredentialStore.EraseAsync(system, scope.Network, connection.Id, cancellationToken);
        await system.CommitAsync(cancellationToken);
        keeper.Forget(connection.Id);
        return new RemovedAnswer(connection.Id, revoked);
    }

    private async Task<bool> RevokeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (catalogue.Find(connection.Network, connection.Vendor) is not { Auth.Revoke: { } template } manifest)
        {
            return false;
        }

        var secrets = await vault.ReadAsync(connection.Network, connection.Id, cancellationToken);
        var tokens = secrets.TryGetValue(SecretFields.Tokens, out var kept) ? TokenSet.From(kept) : new TokenSet(null, null);
        var client = apps.Find(connection.Vendor, connection.Environment, SecretFields.Unpack(secrets.GetValueOrDefault(SecretFields.Typed)));
        var context = new TemplateContext()
            .With("token", JsonSerializer.SerializeToElement(new { access = tokens.Access?.Reveal(), refresh = tokens.Refresh?.Reveal() }))
            .With("client", JsonSerializer.SerializeToElement(new { id = client?.Id, secret = client?.Secret?.Reveal() }));
        var request = VendorRequests.Fill(connection, manifest, template, context, CallPriority.Interactive, "revoke");
        if (!request.Succeeded)
        {
            return false;
        }

        // Authorised as the template says or by our app, not by the token that is about to end.
        using var answer = await candidates.SendAsync(request.Value, new VendorGrant(message => Identify(message, manifest, client), expiresAt: null, generation: 0), cancellationToken);
        return answer.Succeeded;
    }

    private static void Identify(HttpRequestMessage message, Manifest manifest, ClientApp? client)
    {
        if (manifest.Auth.Client == ClientPlace.Basic && client is not null && message.Headers.Authorization is null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(client.Id)}:{Uri.EscapeDataString(client.Secret?.Reveal() ?? string.Empty)}")));
        }
    }

    private async Task<Problem?> StoreAsync(Scope scope, Connection connection, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "connections", cancellationToken);
        if (await connections.UpdateAsync(session, connection, cancellationToken) is null)
        {
            return Stale();
        }

        await session.CommitAsync(cancellationToken);
        return null;
    }

    private static Problem Stale() => new("version_mismatch", "Somebody changed this connection meanwhile; nothing was saved. Read it again, then repeat your change.", ProblemKind.Stale);

    private static Problem Missing(Connection connection) =>
        new("connector_missing", $"The connector '{connection.Vendor}' is no longer there. Add it again or remove the connection.", ProblemKind.Refused);
}
