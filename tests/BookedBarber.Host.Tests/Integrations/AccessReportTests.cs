using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Sandbox;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Host.Tests.Integrations;

/// <summary>The report on access: what was granted and why, how old it is, how it was used, and what a person has to do.</summary>
public sealed class AccessReportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happened_to_access_is_reported_to_those_of_the_branch_alone()
    {
        await using var sandbox = await SandboxHost.StartAsync(["square"], cancellationToken: Token);
        await using var app = await App.StartAsync(_ => { }, new Dictionary<string, string?> { ["Integrations:Sandbox:square"] = sandbox["square"].Url });
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        var root = $"/api/v2/franchise/networks/{town.Network}/integrations";
        var connection = await ConnectAsync(sandbox["square"].Url, executive, root, town.Main);
        using var renewed = await executive.PostAsJsonAsync($"{root}/{connection}/credentials", new { }, Token);
        renewed.StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.SettleAsync();

        var item = (await ReportAsync(executive, root)).GetProperty("items")[0];

        (item.GetProperty("state").GetString(), item.GetProperty("auth").GetString(), item.GetProperty("ageDays").GetInt32()).ShouldBe(("active", "oauth2-code", 0));
        (item.GetProperty("grants").GetInt32(), item.GetProperty("renewals").GetInt32(), item.GetProperty("refusals").GetInt32(), item.GetProperty("revocations").GetInt32()).ShouldBe((1, 1, 0, 0));
        item.GetProperty("nextStep").ValueKind.ShouldBe(JsonValueKind.Null);
        item.GetProperty("scopes").EnumerateArray().ShouldAllBe(scope => scope.GetProperty("reason").GetString()!.Length > 10);
        item.GetProperty("grantedBy").GetString().ShouldStartWith("executive");
        using var stranger = await app.SignInAsync(Role.RegionalManager, town.South);
        (await ReportAsync(stranger, root)).GetProperty("items").GetArrayLength().ShouldBe(0);
        using var barber = await app.SignInAsync(Role.Barber, town.Main);
        (await barber.GetAsync($"{root}/access-report", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Access_that_soon_ends_or_was_lost_asks_for_a_person_first_and_what_was_removed_comes_last()
    {
        await using var sandbox = await SandboxHost.StartAsync(["square"], cancellationToken: Token);
        await using var app = await App.StartAsync(_ => { }, new Dictionary<string, string?> { ["Integrations:Sandbox:square"] = sandbox["square"].Url });
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        var root = $"/api/v2/franchise/networks/{town.Network}/integrations";
        using var webhook = await executive.PostAsJsonAsync($"{root}/enterprise", new { vendor = "generic-webhook", environment = "live", nodeId = town.Side.Value, name = "Any" }, Token);
        var square = await ConnectAsync(sandbox["square"].Url, executive, root, town.Main);

        await ChangeAsync(app, "update integrations.credential set refresh_expires_at = now() + interval '5 days' where connection_id = @square", square);
        (await StepsAsync(executive, root)).ShouldBe([("Square", "renew_soon"), ("Any", null)]);
        await ChangeAsync(app, "update integrations.connection set state = 'needs_reconnect', trouble_kind = 'needs_reconnect', trouble_code = 'revoked', trouble_detail = 'Gone.' where id = @square", square);
        (await StepsAsync(executive, root)).ShouldBe([("Square", "reconnect"), ("Any", null)]);
        (await ReportAsync(executive, root)).GetProperty("needAttention").GetInt32().ShouldBe(1);
        (await executive.DeleteAsync($"{root}/{square}", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.SettleAsync();
        (await StepsAsync(executive, root)).ShouldBe([("Any", null), ("Square", null)]);

        var removed = (await ReportAsync(executive, root)).GetProperty("items")[1];
        (removed.GetProperty("state").GetString(), removed.GetProperty("revocations").GetInt32()).ShouldBe(("removed", 1));
    }

    private static async Task ChangeAsync(App app, string sql, Guid square)
    {
        await using var session = await app.Get<IDatabase>().SystemAsync("test", Token);
        await session.ExecuteAsync(sql, new { square }, Token);
        await session.CommitAsync(Token);
    }

    private static async Task<IReadOnlyList<(string? Name, string? NextStep)>> StepsAsync(HttpClient client, string root) =>
        [.. (await ReportAsync(client, root)).GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("name").GetString(), item.GetProperty("nextStep").GetString()))];

    private static async Task<JsonElement> ReportAsync(HttpClient client, string root) => await client.GetFromJsonAsync<JsonElement>($"{root}/access-report?days=30", Token);

    private static async Task<Guid> ConnectAsync(string url, HttpClient executive, string root, NodeId node)
    {
        using var till = new HttpClient { BaseAddress = new Uri(url) };
        using var consent = await till.PostAsJsonAsync("/_sandbox/consent", new { automatic = true }, Token);
        using var started = await executive.PostAsJsonAsync($"{root}/enterprise", new { vendor = "square", environment = "sandbox", nodeId = node.Value }, Token);
        var body = await started.Content.ReadFromJsonAsync<JsonElement>(Token);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var sent = await browser.GetAsync(body.GetProperty("authorizeUrl").GetString(), Token);
        using var back = await executive.GetAsync(sent.Headers.Location!.PathAndQuery, Token);
        back.StatusCode.ShouldBe(HttpStatusCode.OK, await back.Content.ReadAsStringAsync(Token));
        return body.GetProperty("connectionId").GetGuid();
    }
}
