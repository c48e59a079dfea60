using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Webhooks;

/// <summary>Outgoing webhooks over REST: who may, what is refused, what is shown once. Deliveries themselves are tested with the module.</summary>
public sealed class WebhooksApiTests(SharedApp shared) : IAsyncLifetime
{
    private const string Address = "https://93.184.216.34/events";

    private readonly App _app = shared.App;
    private Town _town = null!;
    private HttpClient _executive = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Root => RootOf(_town);

    public async ValueTask InitializeAsync()
    {
        _town = await Town.BuildAsync(_app);
        _executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));
    }

    public ValueTask DisposeAsync()
    {
        _executive.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_webhook_is_made_read_changed_rotated_paused_and_deleted_and_its_secret_is_shown_only_when_it_is_new()
    {
        using var made = await PostAsync(_executive, Root, new { url = Address, types = new[] { "sale.*" }, description = "Warehouse" });
        var body = await ReadAsync(made);
        var (id, secret) = (body.GetProperty("id").GetGuid(), body.GetProperty("secret").GetString()!);

        (made.StatusCode, made.Headers.Location!.OriginalString, made.Headers.CacheControl!.NoStore).ShouldBe((HttpStatusCode.Created, $"{Root}/{id}", true));
        secret.ShouldStartWith("whsec_");
        using var read = await _executive.GetAsync($"{Root}/{id}", Token);
        (await read.Content.ReadAsStringAsync(Token)).ShouldNotContain(secret["whsec_".Length..]);
        read.Headers.ETag!.Tag.ShouldBe("\"1\"");
        (await CodeAsync(await PatchAsync(id, null, new { description = "Till" }))).ShouldBe((HttpStatusCode.PreconditionRequired, "version_required"));
        (await CodeAsync(await PatchAsync(id, "\"9\"", new { description = "Till" }))).ShouldBe((HttpStatusCode.PreconditionFailed, "version_mismatch"));
        (await ReadAsync(await PatchAsync(id, "\"1\"", new { description = "Till", types = new[] { "sale.created", "lead.*" } }))).GetProperty("types").GetArrayLength().ShouldBe(2);
        var rotated = await ReadAsync(await PostAsync(_executive, $"{Root}/{id}/rotate", new { overlapHours = 1 }));
        rotated.GetProperty("secret").GetString().ShouldNotBe(secret);
        rotated.GetProperty("previousUntil").ValueKind.ShouldBe(JsonValueKind.String);
        (await ReadAsync(await PostAsync(_executive, $"{Root}/{id}/pause", new { }))).GetProperty("state").GetString().ShouldBe("paused");
        (await ReadAsync(await PostAsync(_executive, $"{Root}/{id}/resume", new { }))).GetProperty("state").GetString().ShouldBe("active");
        (await _executive.DeleteAsync($"{Root}/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await CodeAsync(await _executive.GetAsync($"{Root}/{id}", Token))).ShouldBe((HttpStatusCode.NotFound, "not_found"));
    }

    [Theory]
    [InlineData(Role.Owner, true)]
    [InlineData(Role.PartnerDeveloper, false)]
    [InlineData(Role.LocationManager, false)]
    [InlineData(Role.Barber, false)]
    [InlineData(Role.Client, false)]
    public async Task Whoever_manages_the_integrations_of_a_unit_makes_webhooks_there_and_nobody_else(Role role, bool may)
    {
        var node = role == Role.PartnerDeveloper ? NodeId.Root(_town.Network) : role == Role.Owner ? _town.Group : _town.Main;
        using var person = await _app.SignInAsync(role, node);

        using var made = await PostAsync(person, Root, new { url = Address, types = new[] { "*" }, nodeId = node.Value });

        made.StatusCode.ShouldBe(may ? HttpStatusCode.Created : HttpStatusCode.Forbidden, await made.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_webhook_of_another_branch_or_network_is_answered_like_one_that_is_not_there()
    {
        var id = (await ReadAsync(await PostAsync(_executive, Root, new { url = Address, types = new[] { "*" }, nodeId = _town.Main.Value }))).GetProperty("id").GetGuid();
        using var stranger = await _app.SignInAsync(Role.RegionalManager, _town.South);
        var away = await Town.BuildAsync(_app, "away");
        using var foreigner = await _app.SignInAsync(Role.Executive, NodeId.Root(away.Network));

        foreach (var (client, root) in new[] { (stranger, Root), (foreigner, RootOf(away)) })
        {
            (await CodeAsync(await client.GetAsync($"{root}/{id}", Token))).ShouldBe((HttpStatusCode.NotFound, "not_found"));
            foreach (var act in new[] { "pause", "resume", "test", "rotate" })
            {
                (await CodeAsync(await PostAsync(client, $"{root}/{id}/{act}", new { }))).ShouldBe((HttpStatusCode.NotFound, "not_found"), act);
            }

            (await client.DeleteAsync($"{root}/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await ReadAsync(await client.GetAsync(root, Token))).GetProperty("items").GetArrayLength().ShouldBe(0);
        }

        (await PostAsync(_executive, Root, new { url = Address, types = new[] { "*" }, nodeId = away.Main.Value })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _executive.GetAsync($"{Root}/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"types":["*"]}""", "url")]
    [InlineData("""{"url":"ftp://example.com/x","types":["*"]}""", "url")]
    [InlineData("""{"url":"http://93.184.216.34/x","types":["*"]}""", "url")]
    [InlineData("""{"url":"https://me:secret@93.184.216.34/x","types":["*"]}""", "url")]
    [InlineData("""{"url":"https://127.0.0.1/x","types":["*"]}""", "url")]
    [InlineData("""{"url":"https://169.254.169.254/latest","types":["*"]}""", "url")]
    [InlineData("""{"url":"https://[::1]/x","types":["*"]}""", "url")]
    [InlineData("""{"url":"https://93.184.216.34/x","types":[]}""", "types")]
    [InlineData("""{"url":"https://93.184.216.34/x","types":["sale.sold"]}""", "types")]
    [InlineData("""{"url":"https://93.184.216.34/x","types":[null]}""", "types")]
    [InlineData("""{"url":"https://93.184.216.34/x","types":["*"],"scheme":"v9"}""", "scheme")]
    [InlineData("""{"url":"https://93.184.216.34/x","types":["*"],"fields":"some"}""", "fields")]
    public async Task What_is_wrong_with_a_new_webhook_is_named_and_nothing_is_made(string body, string field)
    {
        using var answer = await _executive.PostAsync(Root, new StringContent(body, Encoding.UTF8, "application/json"), Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ReadAsync(answer)).GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()!).ShouldContain(named => named.StartsWith(field, StringComparison.Ordinal));
        (await ReadAsync(await _executive.GetAsync(Root, Token))).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("{}", "from")]
    [InlineData("""{"from":"2026-03-02T00:00:00Z","to":"2026-03-01T00:00:00Z"}""", "to")]
    [InlineData("""{"from":"2020-01-01T00:00:00Z","to":"2026-03-01T00:00:00Z"}""", "to")]
    public async Task A_range_that_is_none_is_not_replayed(string body, string field)
    {
        var id = (await ReadAsync(await PostAsync(_executive, Root, new { url = Address, types = new[] { "*" } }))).GetProperty("id").GetGuid();

        using var answer = await _executive.PostAsync($"{Root}/{id}/replay", new StringContent(body, Encoding.UTF8, "application/json"), Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ReadAsync(answer)).GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()).ShouldContain(field);
    }

    [Fact]
    public async Task The_catalogue_of_events_tells_every_kind_of_record_with_its_schema()
    {
        using var barber = await _app.SignInAsync(Role.Barber, _town.Main);

        var types = (await ReadAsync(await barber.GetAsync("/api/v2/franchise/catalogue/events", Token))).GetProperty("items").EnumerateArray().ToList();

        types.Select(type => type.GetProperty("kind").GetString()!).Distinct().ShouldBe(
            [
                "booking", "calendar_event", "campaign", "campaign_result", "client", "company", "consent", "daily_close", "deal", "dispute", "employment_change", "group", "import", "invoice", "invoice_payment", "journal_entry",
                "lead", "ledger_account", "listing_result", "location", "location_profile", "message", "network", "payout", "product", "region", "review", "sale", "service", "shift", "staff", "tax_code", "time_off",
            ],
            ignoreOrder: true);
        types.ShouldAllBe(type => type.GetProperty("schema").GetProperty("properties").GetProperty("data").GetProperty("properties").EnumerateObject().Count() > 4);
    }

    private static string RootOf(Town town) => $"/api/v2/franchise/networks/{town.Network}/webhooks";

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body) => client.PostAsJsonAsync(path, body, Token);

    private async Task<HttpResponseMessage> PatchAsync(Guid id, string? match, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"{Root}/{id}") { Content = JsonContent.Create(body) };
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        return await _executive.SendAsync(request, Token);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

    private static async Task<(HttpStatusCode Status, string? Code)> CodeAsync(HttpResponseMessage answer) => (answer.StatusCode, (await ReadAsync(answer)).GetProperty("code").GetString());
}
