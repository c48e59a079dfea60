using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Host.Tests.Integrations;

/// <summary>Connecting systems over REST, with a vendor on a socket of this machine in place of the sandbox.</summary>
public sealed class ConnectionsApiTests(SquareOnASocket square) : IClassFixture<SquareOnASocket>, IAsyncLifetime
{
    private const string Planted = SquareOnASocket.Planted;

    private readonly App _app = square.App;
    private Town _town = null!;
    private HttpClient _executive = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Root => $"/api/v2/franchise/networks/{_town.Network}/integrations";

    public async ValueTask InitializeAsync()
    {
        square.Forget();
        _town = await Town.BuildAsync(_app);
        _executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));
    }

    public ValueTask DisposeAsync()
    {
        _executive.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_person_agrees_at_the_vendor_and_the_connection_is_active()
    {
        var (connection, page) = await StartAsync(_executive);
        var asked = HttpUtility.ParseQueryString(page.Query);
        (asked["client_id"], asked["response_type"], asked["redirect_uri"]).ShouldBe(("sandbox-square", "code", "http://127.0.0.1:0/oauth/callback/square"));
        asked["scope"]!.ShouldContain("ORDERS_READ");

        using var back = await _executive.GetAsync($"/oauth/callback/square?code={Planted}-code&state={asked["state"]}", Token);

        back.StatusCode.ShouldBe(HttpStatusCode.OK);
        var shown = await ReadAsync(back);
        (shown.GetProperty("state").GetString(), shown.GetProperty("accountId").GetString()).ShouldBe(("active", "MERCHANT-1"));
        using var read = await _executive.GetAsync($"{Root}/{connection}", Token);
        read.Headers.ETag.ShouldNotBeNull();
        (await ReadAsync(await _executive.GetAsync($"{Root}/status", Token))).GetProperty("states").GetProperty("active").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_consent_is_good_once_for_the_person_who_began_it()
    {
        var (_, page) = await StartAsync(_executive);
        var callback = $"/oauth/callback/square?code=c&state={HttpUtility.ParseQueryString(page.Query)["state"]}";
        using var other = await _app.SignInAsync(Role.RegionalManager, _town.North);

        (await CodeAsync(await other.GetAsync(callback, Token))).ShouldBe((HttpStatusCode.UnprocessableEntity, "consent_state_invalid"));
        (await CodeAsync(await _executive.GetAsync(callback.Replace("/square", "/xero", StringComparison.Ordinal), Token))).ShouldBe((HttpStatusCode.UnprocessableEntity, "consent_state_invalid"));
        (await CodeAsync(await _executive.GetAsync(callback, Token))).ShouldBe((HttpStatusCode.UnprocessableEntity, "consent_state_invalid")); // used up by the try at another vendor

        square.Tokens.ShouldBe(0);
    }

    [Fact]
    public async Task A_consent_that_was_refused_says_so_and_can_be_asked_for_again()
    {
        var (connection, page) = await StartAsync(_executive);

        (await CodeAsync(await _executive.GetAsync($"/oauth/callback/square?error=access_denied&state={HttpUtility.ParseQueryString(page.Query)["state"]}", Token)))
            .ShouldBe((HttpStatusCode.UnprocessableEntity, "consent_refused"));

        var shown = await ReadAsync(await _executive.GetAsync($"{Root}/{connection}", Token));
        (shown.GetProperty("state").GetString(), shown.GetProperty("trouble").GetProperty("code").GetString()).ShouldBe(("draft", "consent_refused"));
        (await StartAsync(_executive)).Connection.ShouldBe(connection);
    }

    [Fact]
    public async Task A_browser_is_sent_on_to_the_connections_page()
    {
        var (connection, page) = await StartAsync(_executive);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _app.Url };
        browser.DefaultRequestHeaders.Authorization = _executive.DefaultRequestHeaders.Authorization;
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var back = await browser.GetAsync($"/oauth/callback/square?code=c&state={HttpUtility.ParseQueryString(page.Query)["state"]}", Token);

        (back.StatusCode, back.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.Redirect, $"/integrations/{connection}?network={_town.Network}&outcome=connected"));
        back.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_connection_is_seen_and_steered_in_the_branch_that_it_serves()
    {
        var connection = await ConnectAsync(_town.Main);
        using var owner = await _app.SignInAsync(Role.Owner, _town.Group);
        using var stranger = await _app.SignInAsync(Role.RegionalManager, _town.South);
        using var manager = await _app.SignInAsync(Role.LocationManager, _town.Main);

        (await ReadAsync(await owner.GetAsync(Root, Token))).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await ReadAsync(await stranger.GetAsync(Root, Token))).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await CodeAsync(await stranger.GetAsync($"{Root}/{connection}", Token))).ShouldBe((HttpStatusCode.NotFound, "not_found"));
        (await CodeAsync(await stranger.PostAsync($"{Root}/{connection}/pause", null, Token))).ShouldBe((HttpStatusCode.NotFound, "not_found"));
        (await CodeAsync(await manager.PostAsync($"{Root}/{connection}/pause", null, Token))).ShouldBe((HttpStatusCode.Forbidden, "forbidden"));
        (await ReadAsync(await owner.PostAsync($"{Root}/{connection}/pause", null, Token))).GetProperty("state").GetString().ShouldBe("paused");
        (await ReadAsync(await owner.PostAsync($"{Root}/{connection}/resume", null, Token))).GetProperty("state").GetString().ShouldBe("active");
        (await CodeAsync(await owner.PostAsJsonAsync($"{Root}/enterprise", new { vendor = "square", environment = "sandbox", nodeId = _town.Harbor }, Token))).ShouldBe((HttpStatusCode.NotFound, "not_found"));
    }

    [Fact]
    public async Task Changes_need_the_version_that_was_read_and_an_owner_of_this_network()
    {
        var connection = await ConnectAsync(_town.Main);
        var elsewhere = await Town.BuildAsync(_app, "away");
        await _app.SignInAsync(Role.Executive, NodeId.Root(elsewhere.Network));
        var stranger = await ScalarAsync<Guid>("select person_id from access.role_grant where network_id = @Network", new { elsewhere.Network });

        (await CodeAsync(await _executive.PatchAsJsonAsync($"{Root}/{connection}", new { name = "Till" }, Token))).ShouldBe((HttpStatusCode.PreconditionRequired, "version_required"));
        (await CodeAsync(await PatchAsync(connection, "\"1\"", new { name = "Till" }))).ShouldBe((HttpStatusCode.PreconditionFailed, "version_mismatch"));
        (await CodeAsync(await PatchAsync(connection, "*", new { ownerId = stranger }))).ShouldBe((HttpStatusCode.BadRequest, "invalid_request"));
        (await ReadAsync(await PatchAsync(connection, "*", new { name = "Till" }))).GetProperty("name").GetString().ShouldBe("Till");
    }

    [Fact]
    public async Task A_removed_connection_is_revoked_at_the_vendor_and_its_secrets_are_erased()
    {
        var connection = await ConnectAsync(_town.Main);

        var removed = await ReadAsync(await _executive.DeleteAsync($"{Root}/{connection}", Token));

        removed.GetProperty("revokedAtVendor").GetBoolean().ShouldBeTrue();
        (await ScalarAsync<long>("select count(*) from integrations.secret where connection_id = @connection", new { connection })).ShouldBe(0);
        (await ScalarAsync<long>("select count(*) from integrations.credential where connection_id = @connection", new { connection })).ShouldBe(0);
        (await CodeAsync(await _executive.GetAsync($"{Root}/{connection}", Token))).ShouldBe((HttpStatusCode.NotFound, "not_found"));
    }

    [Fact]
    public async Task Of_several_connections_each_has_an_outcome_of_its_own()
    {
        var connection = await ConnectAsync(_town.Main);
        var nothing = Guid.CreateVersion7();

        var answer = await ReadAsync(await _executive.PostAsJsonAsync($"{Root}/bulk", new { action = "test", ids = new[] { connection, nothing } }, Token));

        answer.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("done").GetBoolean(), item.GetProperty("code").GetString())).ShouldBe([(true, null), (false, "not_found")]);
    }

    [Theory]
    [InlineData("""{"vendor":"nobody","environment":"sandbox"}""", "vendor", "unknown_vendor")]
    [InlineData("""{"vendor":"square","environment":"elsewhere"}""", "environment", "unknown_environment")]
    [InlineData("""{"vendor":"square","environment":"sandbox","credentials":{"key":"x"}}""", "credentials.key", "unknown_field")]
    [InlineData("""{}""", "vendor", "required")]
    public async Task What_is_wrong_is_named(string body, string field, string code)
    {
        using var answer = await _executive.PostAsync($"{Root}/enterprise", new StringContent(body, Encoding.UTF8, "application/json"), Token);

        var fault = (await ReadAsync(answer)).GetProperty("errors").EnumerateArray().First();
        (fault.GetProperty("field").GetString(), fault.GetProperty("code").GetString()).ShouldBe((field, code));
        (await ScalarAsync<long>("select count(*) from integrations.connection where network_id = @Network", new { _town.Network })).ShouldBe(0);
    }

    [Fact]
    public async Task No_secret_gets_out_by_any_way()
    {
        var connection = await ConnectAsync(_town.Main);
        var answers = new StringBuilder();
        foreach (var path in new[] { "", "/status", $"/{connection}", $"/{connection}/usage", $"/{connection}/places" })
        {
            answers.Append(await (await _executive.GetAsync(Root + path, Token)).Content.ReadAsStringAsync(Token));
        }

        answers.Append(await (await _executive.PostAsync($"{Root}/{connection}/test", null, Token)).Content.ReadAsStringAsync(Token));
        answers.Append(await (await _executive.PostAsJsonAsync($"{Root}/{connection}/credentials", new { }, Token)).Content.ReadAsStringAsync(Token));
        answers.Append(await (await _executive.PostAsJsonAsync($"{Root}/{connection}/credentials", new { credentials = new { secret = $"{Planted}-typed" } }, Token)).Content.ReadAsStringAsync(Token));
        await _app.SettleAsync();
        var trail = await ScalarAsync<string>("select coalesce(string_agg(e::text, ''), '') from access.audit_event e where network_id = @Network", new { _town.Network });
        var dump = await DumpAsync();

        square.TokenBody!.ShouldContain($"{Planted}-code"); // the flow went through with it
        trail.ShouldContain("connection.authorised");
        foreach (var (name, text) in new[] { ("answers", answers.ToString()), ("trail", trail), ("dump", dump), ("logs", square.Logs.Text) })
        {
            text.ShouldNotContain(Planted, Case.Sensitive, name);
            text.ShouldNotContain("sandbox-square-secret", Case.Sensitive, name);
        }
    }

    // Everything in every table of the integrations, the feed and the jobs, as text; bytes both as hexadecimal and as what they would say in UTF-8.
    private async Task<string> DumpAsync()
    {
        await using var connection = await _app.Get<DataSources>().Owner.OpenConnectionAsync(Token);
        var tables = new List<string>();
        await using (var list = connection.CreateCommand())
        {
            list.CommandText = "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('integrations', 'feed', 'jobs', 'access', 'meta')";
            await using var reader = await list.ExecuteReaderAsync(Token);
            while (await reader.ReadAsync(Token))
            {
                tables.Add(reader.GetString(0));
            }
        }

        tables.Count.ShouldBeGreaterThan(20);
        var dump = new StringBuilder();
        foreach (var table in tables)
        {
            await using var read = connection.CreateCommand();
            read.CommandText = $"select coalesce(string_agg(t::text, E'\\n'), '') from {table} t";
            dump.Append((string)(await read.ExecuteScalarAsync(Token))!);
        }

        var text = dump.ToString();
        var plain = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Planted));
        return text.Contains(plain, StringComparison.Ordinal) ? text + Planted : text;
    }

    private async Task<Guid> ConnectAsync(NodeId node)
    {
        var (connection, page) = await StartAsync(_executive, node);
        using var back = await _executive.GetAsync($"/oauth/callback/square?code={Planted}-code&state={HttpUtility.ParseQueryString(page.Query)["state"]}", Token);
        back.StatusCode.ShouldBe(HttpStatusCode.OK);
        return connection;
    }

    private async Task<(Guid Connection, Uri Page)> StartAsync(HttpClient client, NodeId? node = null)
    {
        using var started = await client.PostAsJsonAsync($"{Root}/enterprise", new { vendor = "square", environment = "sandbox", nodeId = node }, Token);
        var body = await ReadAsync(started);
        started.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (body.GetProperty("connectionId").GetGuid(), new Uri(body.GetProperty("authorizeUrl").GetString()!));
    }

    private async Task<HttpResponseMessage> PatchAsync(Guid connection, string match, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"{Root}/{connection}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", match);
        return await _executive.SendAsync(request, Token);
    }

    private async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var session = await _app.Get<IDatabase>().SystemAsync("test", Token);
        return (await session.FirstAsync<T>(sql, parameters, Token))!;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

    private static async Task<(HttpStatusCode Status, string? Code)> CodeAsync(HttpResponseMessage answer) => (answer.StatusCode, (await ReadAsync(answer)).GetProperty("code").GetString());
}
