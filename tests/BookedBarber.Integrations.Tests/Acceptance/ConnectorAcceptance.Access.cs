using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Syncing;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What opens the vendor is got, renewed, given up and kept to ourselves.</summary>
public abstract partial class ConnectorAcceptance
{
    [Fact]
    public async Task A_connection_that_a_person_makes_knows_its_account_and_reads()
    {
        var connection = await Accepted.ConsentAsync();

        var run = await Accepted.SyncAsync(connection, Stream);

        connection.State.ShouldBe(ConnectionState.Active);
        (run.State, run.Created > 0).ShouldBe(("done", true), run.Detail);
        Accepted.Manifest.Account.ShouldSatisfyAllConditions(account => (account is null || connection.AccountId is { Length: > 0 }).ShouldBeTrue());
    }

    [Fact]
    public async Task Tokens_that_have_expired_are_renewed_once_on_the_way()
    {
        var connection = await RenewableAsync();
        var generation = await GenerationAsync(connection);
        await Accepted.SteerAsync("expire-tokens", new { });

        var run = await Accepted.SyncAsync(connection, Stream);

        (run.State, await GenerationAsync(connection), await StateAsync(connection)).ShouldBe(("done", generation + 1, ConnectionState.Active), run.Detail);
    }

    [Fact]
    public async Task An_account_that_its_owner_disconnected_asks_for_reconnecting_and_is_not_called_any_more()
    {
        var connection = await RenewableAsync();
        Assert.SkipWhen(Accepted.Manifest.Auth.Kind == AuthKind.ClientCredentials, "Our own key opens it: nobody disconnects at the vendor.");
        await Accepted.SteerAsync("revoke", connection.AccountId is { } account && account == Accepted.Credentials.AccountId ? new { account } : new { });

        var run = await Accepted.SyncAsync(connection, Stream);

        ShouldBeNamed(run);
        await ShouldBeLeftAsync(connection);
    }

    [Fact]
    public async Task An_authorisation_that_is_refused_for_good_asks_for_reconnecting_and_is_not_used_any_more()
    {
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("fail", new() { ["status"] = 401 });

        var run = await Accepted.SyncAsync(connection, Stream);

        ShouldBeNamed(run);
        (await Accepted.FaultsMetAsync()).ShouldBeInRange(1, 2);
        await ShouldBeLeftAsync(connection);
    }

    [Fact]
    public async Task A_permission_that_is_missing_is_named_and_nothing_else_is_lost()
    {
        var connection = await ReadAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        await BreakAsync("fail", new() { ["status"] = 403 });

        var run = await Accepted.SyncAsync(connection, Stream);
        await Accepted.SteerAsync("reset", new { });

        (run.State, run.Code).ShouldBe(("failed", "not_permitted"));
        run.Detail!.ShouldContain("permit");
        (await Accepted.FaultsMetAsync()).ShouldBe(1);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before);
    }

    [Fact]
    public async Task A_connection_that_is_paused_is_not_called()
    {
        var connection = await ReadAsync();
        var queued = await Accepted.QueueAsync(connection, Stream);
        await using (var session = await Accepted.Get<IDatabase>().WriteAsync(Scope.OfSystem(connection.Network), "test", Ct))
        {
            (await Accepted.Get<ConnectionStore>().UpdateAsync(session, connection with { State = ConnectionState.Paused }, Ct)).ShouldNotBeNull();
            await session.CommitAsync(Ct);
        }

        var calls = await Accepted.CallsAsync();
        await Accepted.RunJobAsync(queued);

        (await Accepted.RunAsync(queued)).Code.ShouldBe("connection_not_ready");
        (await Accepted.CallsAsync()).ShouldBe(calls);
    }

    [Fact]
    public async Task Nothing_that_opens_the_vendor_stands_in_a_table_or_in_the_log()
    {
        var connection = IsRead ? await Accepted.ConsentAsync() : await SubscribedAsync();
        if (IsRead)
        {
            await BreakAsync("fail", new() { ["status"] = 500, ["count"] = 2 });
            (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");
            await BreakAsync("fail", new() { ["status"] = 401 });
            await Accepted.SyncAsync(connection, Stream);
        }
        else
        {
            using var forged = await Accepted.PostAsync(Accepted.Get<PublicAddress>().Of(connection.Vendor, connection.Id), "{}");
        }

        var tokens = await Accepted.TokensAsync(connection);
        var hook = IsRead ? null : (await Accepted.Get<ICredentials>().HookSecretsAsync(connection, Ct)).Current;
        string[] secrets = [.. new[] { hook?.Reveal(), tokens?.Access?.Reveal(), tokens?.Refresh?.Reveal(), Accepted.Credentials.ApiKey, Accepted.Credentials.ClientSecret, Accepted.Credentials.WebhookSecret }.OfType<string>()];

        var tables = await Accepted.RowsAsync<string>("select format('select %L where exists (select from %s t where t::text like any (@Likes))', c.oid::regclass, c.oid::regclass) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)' and has_table_privilege(c.oid, 'select')");
        var found = await Accepted.RowsAsync<string>(string.Join(" union all ", tables), new { Likes = secrets.Select(secret => $"%{secret}%").ToArray() });

        secrets.ShouldNotBeEmpty();
        tables.Count.ShouldBeGreaterThan(50);
        found.ShouldBeEmpty();
        Accepted.Journal.Lines.ShouldContain(line => line.Contains(connection.Id.ToString(), StringComparison.Ordinal));
        Accepted.Journal.Lines.Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    /// <summary>A connection by consent, whose tokens are old enough to be renewed.</summary>
    private async Task<Connection> RenewableAsync()
    {
        var connection = await Accepted.ConsentAsync();
        var renews = Accepted.Manifest.Auth.Kind == AuthKind.ClientCredentials || (Accepted.Manifest.Auth.Kind == AuthKind.OAuth2Code && (await Accepted.TokensAsync(connection))?.Refresh is not null);
        Assert.SkipUnless(renews, "What the vendor gives does not expire.");
        Accepted.Clock.Move(TimeSpan.FromMinutes(2));
        return connection;
    }

    private Task<long> GenerationAsync(Connection connection) => Accepted.RowAsync<long>("select generation from integrations.credential where connection_id = @Id", new { connection.Id });

    private async Task ShouldBeLeftAsync(Connection connection)
    {
        (await StateAsync(connection)).ShouldBe(ConnectionState.NeedsReconnect);
        var calls = await Accepted.CallsAsync();
        (await Accepted.Get<ISync>().StartAsync(await Accepted.FindAsync(connection.Network, connection.Id), Stream, SyncReason.Asked, null, anew: false, Caller.System, Ct)).Problem?.Code.ShouldBe("connection_not_ready");
        (await Accepted.CallsAsync()).ShouldBe(calls);
    }
}
