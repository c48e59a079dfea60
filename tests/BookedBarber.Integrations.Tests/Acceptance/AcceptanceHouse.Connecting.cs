using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Authorising;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connections.Features.Connecting;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Hooks.Registering;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.WebUtilities;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <content>How it is connected: by typed credentials, by consent, and with an address for messages.</content>
public sealed partial class AcceptanceHouse
{
    /// <summary>A new connection, of the network's one shop if no unit is named, with nothing wrong at the vendor and everything as if a person had just agreed.</summary>
    internal async Task<Connection> ConnectAsync(NetworkId? network = null, NodeId? node = null)
    {
        var home = network ?? Network;
        if (Vendor.NeedsConsent)
        {
            return await ConsentAsync(home, node);
        }

        await MendAsync(home);
        var now = Clock.GetUtcNow();
        var connection = new Connection(
            Guid.CreateVersion7(now), home, node ?? ShopOf(home), Vendor.Name, VendorEnvironment.Sandbox, ConnectionState.Active, Vendor.Name, Settings, Credentials.AccountId, null, [], null, 1, now, now);
        await InsertAsync(connection, [(SecretFields.Typed, SecretFields.Pack(Typed())), (SecretFields.Tokens, new TokenSet(Credentials.AccessToken ?? Credentials.ApiKey, Credentials.RefreshToken).ToSecret())]);
        return connection;
    }

    /// <summary>Has what is written here from now on, of a type, be written on to another system.</summary>
    internal async Task<Connection> ConnectOnwardAsync(string record)
    {
        await Get<IFeedCatchUp>().RunAsync(Ct); // what was written before goes nowhere
        await Get<OwnConnectors>().SaveAsync(Scope.OfSystem(Network), Onward.Connector, Onward.Manifest(record), Ct);
        await Get<Catalogue>().RefreshAsync(Network, Ct);
        var now = Clock.GetUtcNow();
        var connection = new Connection(
            Guid.CreateVersion7(now), Network, NodeId.Root(Network), Onward.Connector, VendorEnvironment.Sandbox, ConnectionState.Active, "Onward", new Dictionary<string, string>(), null, null, [], null, 1, now, now);
        await InsertAsync(connection, []);
        await ExecuteAsync("insert into integrations.push_rule values (@Network, @Id, @Action, true)", new { connection.Network, connection.Id, Onward.Action });
        return connection;
    }

    /// <summary>A connection as a person makes it: agreed to on the vendor's page, or by keys that are typed in.</summary>
    internal async Task<Connection> ConsentAsync(NetworkId? network = null, NodeId? node = null)
    {
        var home = network ?? Network;
        await MendAsync(home);
        await SteerAsync("consent", new { automatic = true });
        var asked = Manifest.Settings.Select(setting => setting.Name).Where(Settings.ContainsKey); // the others are learned from the vendor
        var request = new StartRequest(
            Vendor.Name, "sandbox", (node ?? ShopOf(home)).Value, null, Typed().ToDictionary(field => field.Key, field => (string?)field.Value.Reveal()), asked.ToDictionary(name => name, name => (string?)Settings[name]));
        var started = await Get<StartConnection>().RunAsync(Scope.OfSystem(home), request, Ct);
        started.Succeeded.ShouldBeTrue(started.Problem?.Detail);
        if (started.Value!.AuthorizeUrl is { } page)
        {
            using var answer = await _browser.GetAsync(new Uri(page), Ct);
            var back = answer.Headers.Location ?? throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(Ct));
            var told = QueryHelpers.ParseQuery(back.Query).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
            var completed = await Get<ConsentFlow>().CompleteAsync(Vendor.Name, told, Caller.System, Ct);
            completed.Problem.ShouldBeNull(completed.Problem?.Detail);
        }

        return await FindAsync(home, started.Value.ConnectionId);
    }

    internal async Task<Connection> FindAsync(NetworkId network, Guid id) => (await Get<IConnections>().FindAsync(network, id, Ct))!;

    /// <summary>Tokens of a connection as they are kept; null where keys are typed in.</summary>
    internal async Task<TokenSet?> TokensAsync(Connection connection) =>
        (await Get<SecretVault>().ReadAsync(connection.Network, connection.Id, Ct)).TryGetValue(SecretFields.Tokens, out var kept) ? TokenSet.From(kept) : null;

    /// <summary>Has the vendor send its messages here, as the product sees to it.</summary>
    internal async Task SubscribeAsync(Connection connection)
    {
        if (Manifest.Hosts.Count == 0)
        {
            // A person makes the secret here and enters it there with the address.
            var made = await Get<CarriedSecret>().KeepAsync(connection, Manifest.Webhooks!, null, null, Ct);
            await SteerAsync("webhooks", new { address = Get<PublicAddress>().Of(connection.Vendor, connection.Id).AbsoluteUri, secret = made.Value!.Made });
            return;
        }

        await Get<HookRegistrar>().LookAfterAsync(connection, Manifest, Ct);
        if (Manifest.Webhooks!.Register is not null)
        {
            (await RowAsync<string>("select state || coalesce(' ' || detail, '') from integrations.hook_subscription where connection_id = @Id", new { connection.Id })).ShouldBe("registered");
        }
    }

    private async Task InsertAsync(Connection connection, IReadOnlyList<(string Field, Secret Secret)> open)
    {
        var secrets = new Dictionary<string, SealedSecret>(StringComparer.Ordinal);
        foreach (var (field, secret) in open)
        {
            secrets[field] = await Get<SecretVault>().SealAsync(new SecretPlace(connection.Network, connection.Id, field), secret, Ct);
        }

        await using var session = await _node.Database.SystemAsync("test", Ct);
        (await ConnectionStore.InsertAsync(session, connection, Caller.System.Id, Ct)).ShouldBeTrue();
        await Get<CredentialStore>().ReplaceAsync(session, connection, secrets, TokenTimes.Of(connection.CreatedAt, null, null, 0), Ct);
        await session.CommitAsync(Ct);
    }

    // What a person copies from the vendor's own pages, by the names that vendors give it.
    private Dictionary<string, Secret> Typed() => Get<Catalogue>().Find(null, Vendor.Name)!.Auth.Fields.ToDictionary(field => field.Name, field => new Secret(field.Name switch
    {
        "account_sid" => Credentials.AccountId,
        "auth_token" => Credentials.AccessToken,
        "client_id" => Credentials.ClientId,
        "client_secret" => Credentials.ClientSecret,
        _ => Credentials.ApiKey,
    } ?? string.Empty), StringComparer.Ordinal);
}
