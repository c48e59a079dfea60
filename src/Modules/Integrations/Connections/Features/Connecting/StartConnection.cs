using BookedBarber.Integrations.Connections.Authorising;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Features.Connecting;

/// <summary>Connects a system, or connects it again. There is one connection per vendor, environment and unit: asking for it twice is asking for the same.</summary>
internal sealed class StartConnection(
    ICatalogue catalogue, INetworkTree tree, ConnectionStore connections, ConsentFlow consent, TokenEndpoint endpoint, Activation activation, IDatabase database, TimeProvider clock)
{
    private const int MostNameCharacters = 200;

    public async Task<Result<StartAnswer>> RunAsync(Scope scope, StartRequest request, CancellationToken cancellationToken)
    {
        await catalogue.LoadAsync(scope.Network, cancellationToken);
        var understood = Understand(scope, request);
        if (!understood.Succeeded)
        {
            return understood.Problem;
        }

        var (manifest, environment, node) = understood.Value;
        var asked = request.Name?.Trim() is { Length: > 0 } given ? given : null;

        // Generic connectors stand for systems that have none of their own: there may be several of one kind, told apart by their names.
        var several = manifest.Category == "generic";
        var existing = (await connections.ListAsync(scope.Network, cancellationToken)).FirstOrDefault(one =>
            one.Vendor == manifest.Name && one.Environment == environment && one.Node == node.Id && (!several || string.Equals(one.Name, asked ?? manifest.Title, StringComparison.OrdinalIgnoreCase)));
        var now = clock.GetUtcNow();
        var name = asked ?? existing?.Name ?? manifest.Title;
        var settings = new Dictionary<string, string>(existing?.Settings ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (field, value) in FieldRules.Values(manifest.Settings, request.Settings ?? []))
        {
            settings[field] = value;
        }

        var connection = existing is null
            ? new Connection(
                Guid.CreateVersion7(now), scope.Network, node.Id, manifest.Name, environment, ConnectionState.Draft, name, settings, AccountId: null,
                scope.Caller.Kind == CallerKind.System ? null : scope.Caller.Id, Scopes: [], Trouble: null, Version: 1, now, now)
            : existing with { Name = name, Settings = settings };
        return manifest.Auth.Kind == AuthKind.OAuth2Code
            ? await AskConsentAsync(scope, connection, manifest, Typed(manifest, request), existing is null, cancellationToken)
            : await ConnectAsync(scope, connection, manifest, Typed(manifest, request), existing is null, cancellationToken);
    }

    /// <summary>Connects with keys or passwords, which are tried before anything is stored.</summary>
    public async Task<Result<StartAnswer>> ConnectAsync(Scope scope, Connection connection, Manifest manifest, IReadOnlyDictionary<string, Secret> typed, bool isNew, CancellationToken cancellationToken)
    {
        TokenResponse? tokens = null;
        if (manifest.Auth.Kind is AuthKind.ClientCredentials or AuthKind.JwtBearer or AuthKind.Session)
        {
            tokens = await endpoint.RenewAsync(connection, manifest, typed, before: null, cancellationToken);
            if (tokens.Outcome != TokenOutcome.Granted)
            {
                return tokens.Problem!.Code == "reconnect_needed"
                    ? new Problem("credentials_refused", $"{manifest.Title} does not accept these credentials; nothing was saved. Check that they are of the right account and complete.", ProblemKind.Refused)
                    : tokens.Problem;
            }
        }

        return await activation.ActivateAsync(scope, connection, manifest, typed, tokens, isNew, cancellationToken) is { } problem ? problem : new StartAnswer(connection.Id, AuthorizeUrl: null);
    }

    /// <summary>Sends the person to the vendor.</summary>
    public async Task<Result<StartAnswer>> AskConsentAsync(Scope scope, Connection connection, Manifest manifest, IReadOnlyDictionary<string, Secret> typed, bool isNew, CancellationToken cancellationToken)
    {
        // An app of the customer's own has to be there before the consent page can be addressed.
        if (typed.Count > 0)
        {
            await activation.KeepTypedAsync(connection, typed, cancellationToken);
        }

        var page = await consent.BeginAsync(scope, connection, manifest, cancellationToken);
        if (!page.Succeeded)
        {
            return page.Problem;
        }

        var waiting = connection with { State = connection.State is ConnectionState.Draft or ConnectionState.NeedsReconnect ? ConnectionState.Authorising : connection.State };
        await using var session = await database.WriteAsync(scope, "connections", cancellationToken);
        if (!(isNew ? await ConnectionStore.InsertAsync(session, waiting, scope.Caller.Id, cancellationToken) : await connections.UpdateAsync(session, waiting, cancellationToken) is not null))
        {
            return new Problem("changed_meanwhile", "Somebody changed this connection at the same moment; nothing was saved. Look at it again, then connect again.", ProblemKind.Conflict);
        }

        await session.RecordActionAsync(connection.Network, "connection.consent_asked", connection.Id, new { connection.Vendor, Scopes = manifest.Auth.Scopes.Keys }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new StartAnswer(connection.Id, page.Value.AbsoluteUri);
    }

    /// <summary>The secrets among what was typed.</summary>
    public static IReadOnlyDictionary<string, Secret> Typed(Manifest manifest, StartRequest request) =>
        FieldRules.Values(manifest.Auth.Fields, request.Credentials ?? []).ToDictionary(field => field.Key, field => new Secret(field.Value), StringComparer.Ordinal);

    private Result<Understood> Understand(Scope scope, StartRequest request)
    {
        var id = request.NodeId is { } wanted ? new NodeId(wanted) : NodeId.Root(scope.Network);
        if (tree.Find(id) is not { IsArchived: false } node || node.Network != scope.Network || !scope.Sees(node.Ref))
        {
            return Problem.NotFound("unit");
        }

        var faults = new List<FieldProblem>();
        var manifest = request.Vendor is { Length: > 0 and <= 100 } vendor ? catalogue.Find(scope.Network, vendor) : null;
        if (manifest is null)
        {
            faults.Add(string.IsNullOrEmpty(request.Vendor)
                ? new FieldProblem("vendor", "required", "Say which system to connect; the catalogue has their names.")
                : new FieldProblem("vendor", "unknown_vendor", "There is no connector of this name. The catalogue has those that there are."));
        }

        if (!WireNames<VendorEnvironment>.TryParse(request.Environment, out var environment))
        {
            faults.Add(new FieldProblem("environment", string.IsNullOrEmpty(request.Environment) ? "required" : "unknown_environment", "Say sandbox, to try it out, or live."));
        }

        if (request.Name is { } name && (name.Trim().Length > MostNameCharacters || name.Any(char.IsControl) || name.Any(char.IsSurrogate)))
        {
            faults.Add(new FieldProblem("name", "too_long", $"A name has at most {MostNameCharacters} characters, all of which can be shown."));
        }

        if (manifest is not null)
        {
            var learned = manifest.Account?.Settings.Keys.ToHashSet(StringComparer.Ordinal) ?? [];
            faults.AddRange(FieldRules.Check(manifest.Settings, request.Settings ?? [], "settings", learned));
            faults.AddRange(FieldRules.Check(manifest.Auth.Fields, request.Credentials ?? [], "credentials", new HashSet<string>(StringComparer.Ordinal)));
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]);
        }

        return new Understood(manifest!, environment, node);
    }

    private sealed record Understood(Manifest Manifest, VendorEnvironment Environment, Node Node);
}
