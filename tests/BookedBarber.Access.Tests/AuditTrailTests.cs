using System.Net;
using System.Net.Http.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Access.Features.Audit;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BookedBarber.Access.Tests;

public sealed class AuditTrailTests
{
    private const string Unlock = "set session_replication_role = replica;"; // what a superuser can do to get past the trigger

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_sign_ins_and_refusals_are_told_with_who_did_them()
    {
        await using var app = await AccessApp.StartAsync();
        var (id, email) = await app.PersonAsync(new NewGrant(app.Root, Role.Executive));
        using var executive = app.WithToken((await app.TokensAsync(email)).AccessToken);
        using var failed = await app.SignInAsync(email, "not the password");
        using var made = await executive.PostAsJsonAsync(
            $"/api/v2/franchise/networks/{app.Network}/people",
            new { email = "new@example.test", name = "New", grants = new[] { new { nodeId = app.Shop.Value, role = "barber" } } },
            Token);
        await app.SettleAsync();

        var items = (await executive.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/audit?actor={id}")).GetProperty("items").EnumerateArray().ToList();

        items.Select(item => item.GetProperty("action").GetString()).ShouldBe(["person_created", "created", "sign_in_failed", "signed_in"]);
        items[1].GetProperty("summary").GetString().ShouldBe("Created grant of the role barber");
        items[1].GetProperty("nodeId").GetGuid().ShouldBe(app.Shop.Value);
        items[1].GetProperty("changes").GetProperty("role").GetProperty("to").GetString().ShouldBe("barber");
        items.ShouldAllBe(item => item.GetProperty("actor").GetProperty("kind").GetString() == "person");
        (await executive.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/audit?action=signed_in")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await executive.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/audit?search=BARBER&limit=1")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await executive.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/audit?to=2020-01-01")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_change_of_one_row_says_what_it_was_and_what_it_is()
    {
        await using var app = await AccessApp.StartAsync();
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        await app.Get<INetworkEditor>().UpsertNodesAsync(Scope.OfSystem(app.Network), [new NewNode(NodeKind.Location, "1", "Renamed shop", "R")], Token);
        await app.SettleAsync();

        var items = (await executive.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/audit?action=changed")).GetProperty("items").EnumerateArray().ToList();

        var item = items.First(one => one.GetProperty("entity").GetString() == "node");
        item.GetProperty("summary").GetString().ShouldBe("Changed node 'Renamed shop'");
        item.GetProperty("nodeId").GetGuid().ShouldBe(app.Shop.Value);
        item.GetProperty("changes").GetProperty("name").GetProperty("from").GetString().ShouldBe("Shop");
        item.GetProperty("changes").GetProperty("name").GetProperty("to").GetString().ShouldBe("Renamed shop");
    }

    [Fact]
    public async Task Whoever_sees_a_branch_sees_its_events_only()
    {
        await using var app = await AccessApp.StartAsync();
        await app.PersonAsync(new NewGrant(app.Shop, Role.Barber));
        await app.PersonAsync(new NewGrant(app.OtherShop, Role.Barber));
        using var owner = await app.SignedInAsync(Role.Owner, app.Region);
        await app.SettleAsync();

        var items = (await owner.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/audit")).GetProperty("items").EnumerateArray().ToList();

        items.ShouldNotBeEmpty();
        items.ShouldAllBe(item => item.GetProperty("nodeId").GetGuid() == app.Shop.Value || item.GetProperty("nodeId").GetGuid() == app.Region.Value);
    }

    [Fact]
    public async Task Neither_our_own_roles_nor_the_owner_can_change_it_by_the_way()
    {
        await using var app = await AccessApp.StartAsync();
        await app.SettleAsync();
        foreach (var source in new[] { app.Get<DataSources>().System, app.Get<DataSources>().Tenant })
        {
            foreach (var sql in new[] { "update access.audit_event set summary = ''", "delete from access.audit_event", "truncate access.audit_event", "delete from access.audit_event_2026" })
            {
                await using var command = source.CreateCommand(sql);
                (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
            }
        }

        foreach (var sql in new[] { "update access.audit_event set summary = ''", "delete from access.audit_event", "truncate access.audit_event", "truncate access.audit_event_2026" })
        {
            (await Should.ThrowAsync<PostgresException>(() => app.AsOwnerAsync(sql))).MessageText.ShouldBe("the audit trail is append-only");
        }
    }

    [Theory]
    [InlineData("update access.audit_event set summary = summary || '.' where sequence = 3 and network_id = 'NETWORK'", 1, 3)]
    [InlineData("update access.audit_event set actor_name = 'somebody else' where sequence in (2, 4) and network_id = 'NETWORK'", 2, 2)]
    [InlineData("update access.audit_event set changes = changes || '{\"x\": 1}' where sequence = 2 and network_id = 'NETWORK'", 1, 2)]
    [InlineData("delete from access.audit_event where sequence = 3 and network_id = 'NETWORK'", 1, 3)]
    [InlineData("delete from access.audit_event where sequence = 1 and network_id = 'NETWORK'", 1, 1)]
    [InlineData("delete from access.audit_event where sequence >= 4 and network_id = 'NETWORK'", null, 4)]
    [InlineData("update access.audit_event set sequence = 5 - sequence where sequence in (2, 3) and network_id = 'NETWORK'", null, 2)]
    [InlineData("update access.audit_event set hash = sha256('x') where sequence = 2 and network_id = 'NETWORK'", 2, 2)]
    [InlineData("delete from access.audit_event where network_id = 'NETWORK'", null, 1)]
    public async Task Changed_removed_and_reordered_events_are_found(string tampering, int? broken, int first)
    {
        await using var app = await AccessApp.StartAsync();
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        for (var i = 0; i < 4; i++)
        {
            await app.PersonAsync(new NewGrant(app.Shop, Role.Barber));
        }

        await app.SettleAsync();
        (await VerifyAsync(app)).ShouldMatch(@"^checked \d+ events, 0 broken 0$");

        await app.AsOwnerAsync(Unlock + tampering.Replace("NETWORK", app.Network.ToString(), StringComparison.Ordinal));

        (await VerifyAsync(app)).ShouldMatch(broken is { } count ? $@"^checked \d+ events, {count} broken 1$" : @"^checked \d+ events, [1-9]\d* broken 1$");
        var verdict = await executive.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/audit/verify");
        verdict.GetProperty("ok").GetBoolean().ShouldBeFalse();
        verdict.GetProperty("firstBadSequence").GetInt64().ShouldBe(first);
    }

    [Fact]
    public async Task Consumers_on_several_nodes_keep_the_chain_dense()
    {
        await using var app = await AccessApp.StartAsync();
        await using var second = await AccessApp.StartAsync(app);
        await using var third = await AccessApp.StartAsync(app);
        AccessApp[] nodes = [app, second, third];

        await Parallel.ForAsync(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = Token }, async (i, token) =>
        {
            await using var session = await nodes[i % 3].Get<IDatabase>().SystemAsync("test", token);
            await session.RecordActionAsync(app.Network, "export.downloaded", null, new { number = i, amount = 12.50m }, token);
            await session.CommitAsync(token);
        });
        await app.SettleAsync();

        (await VerifyAsync(app)).ShouldMatch(@"^checked \d+ events, 0 broken 0$");
        var counts = await app.AsOwnerAsync($"select count(*) || ' ' || max(sequence) || ' ' || count(distinct feed_position) from access.audit_event where network_id = '{app.Network}'");
        counts.ShouldBeOfType<string>().Split(' ').Distinct().ShouldHaveSingleItem();
        (await app.AsOwnerAsync($"select count(*) from access.audit_event where action = 'export.downloaded' and entity = 'export' and network_id = '{app.Network}'")).ShouldBe(60L);
    }

    [Fact]
    public async Task An_administrator_is_made_once_and_with_a_strong_password_only()
    {
        await using var app = await AccessApp.StartAsync();

        (await RunAsync(app, "admin create", "--email", "root@example.test", "--password", "weak")).ShouldBe((2, "The password is too short: use at least 10 characters, a few words for example."));
        (await RunAsync(app, "admin create", "--email", "root@example.test", "--password", AccessApp.Password)).Code.ShouldBe(0);
        (await RunAsync(app, "admin create", "--email", "ROOT@example.test", "--password", AccessApp.Password)).Code.ShouldBe(2);

        using var client = app.WithToken((await app.TokensAsync("root@example.test")).AccessToken);
        (await client.GetJsonAsync("/api/v2/auth/me")).GetProperty("isAdministrator").GetBoolean().ShouldBeTrue();
        await app.SettleAsync();
        (await client.GetJsonAsync("/api/v2/franchise/audit?search=root")).GetProperty("items").EnumerateArray().ShouldNotBeEmpty();
    }

    private static async Task<string> VerifyAsync(AccessApp app)
    {
        var (code, text) = await RunAsync(app, "audit verify", "--network", "home");
        return $"{text} {code}";
    }

    private static async Task<(int Code, string Text)> RunAsync(AccessApp app, string verb, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await app.Get<IEnumerable<IVerb>>().Single(one => one.Name == verb).RunAsync(arguments, output, error, Token);
        return (code, (code == 2 ? error : output).ToString().Trim());
    }
}
