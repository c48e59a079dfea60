using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BookedBarber.Host.Tests.Measures;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Host.Tests.Integrations;

/// <summary>A system that only posts to us, from the making of its secret to the sale in the books.</summary>
public sealed class WebhookOnlyTests(ClassApp own) : IClassFixture<ClassApp>, IAsyncLifetime
{
    private readonly App _app = own.App;
    private Town _town = null!;
    private HttpClient _executive = null!;
    private HttpClient _sender = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Root => $"/api/v2/franchise/networks/{_town.Network}/integrations";

    public async ValueTask InitializeAsync()
    {
        _app.Get<IConfiguration>()["BOOKEDBARBER_PUBLIC_URL"] = _app.Url.AbsoluteUri;
        _town = await Town.BuildAsync(_app);
        _executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));
        _sender = _app.Anonymous();
    }

    public ValueTask DisposeAsync()
    {
        _executive.Dispose();
        _sender.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_secret_that_is_made_here_lets_signed_messages_in_and_no_others()
    {
        var connection = await ConnectAsync("generic-webhook", _town.Main);
        (await AddressAsync(connection)).ShouldBe(("house", false));
        (await PostAsync(connection, "whsec_" + Convert.ToBase64String(new byte[32]), "T-0")).ShouldBe(HttpStatusCode.Unauthorized);

        var secret = (await KeepAsync(connection, new { })).GetProperty("secret").GetString()!;

        secret.ShouldStartWith("whsec_");
        (await AddressAsync(connection)).ShouldBe(("house", true));
        (await PostAsync(connection, secret, "T-1")).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(connection, "whsec_" + Convert.ToBase64String(new byte[32]), "T-2")).ShouldBe(HttpStatusCode.Unauthorized);
        await Eventually.ShouldAsync(async () => (await SalesAsync()).Contains("T-1"));
        (await SalesAsync()).ShouldBe(["T-1"]);
    }

    [Fact]
    public async Task The_secret_before_stays_good_for_the_overlap_that_was_asked_for()
    {
        var connection = await ConnectAsync("generic-webhook", _town.Main);
        var first = (await KeepAsync(connection, new { })).GetProperty("secret").GetString()!;

        var second = await KeepAsync(connection, new { overlapHours = 1 });
        (await PostAsync(connection, first, "T-1")).ShouldBe(HttpStatusCode.OK);
        second.GetProperty("previousUntil").GetDateTimeOffset().ShouldBeInRange(TimeProvider.System.GetUtcNow().AddMinutes(55), TimeProvider.System.GetUtcNow().AddMinutes(65));

        var third = await KeepAsync(connection, new { overlapHours = 0 });
        third.GetProperty("previousUntil").ValueKind.ShouldBe(JsonValueKind.Null);
        (await PostAsync(connection, second.GetProperty("secret").GetString()!, "T-2")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"secret":"short"}""", "secret", "malformed")]
    [InlineData("""{"secret":"whsec_not base64 at all"}""", "secret", "malformed")]
    [InlineData("""{"secret":"whsec_c2hvcnQ="}""", "secret", "malformed")]
    [InlineData("""{"overlapHours":169}""", "overlapHours", "out_of_range")]
    [InlineData("""{"overlapHours":-1}""", "overlapHours", "out_of_range")]
    public async Task A_secret_that_cannot_be_one_is_refused_and_nothing_is_kept(string body, string field, string code)
    {
        var connection = await ConnectAsync("generic-webhook", _town.Main);

        using var answer = await _executive.PostAsync($"{Root}/{connection}/messages/secret", new StringContent(body, Encoding.UTF8, "application/json"), Token);

        var fault = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors")[0];
        (fault.GetProperty("field").GetString(), fault.GetProperty("code").GetString()).ShouldBe((field, code));
        (await AddressAsync(connection)).ShouldBe(("house", false));
    }

    [Fact]
    public async Task Only_those_who_manage_connections_of_the_branch_make_a_secret_and_it_is_in_no_other_answer()
    {
        var connection = await ConnectAsync("generic-webhook", _town.Main);
        using var stranger = await _app.SignInAsync(Role.RegionalManager, _town.South);
        using var manager = await _app.SignInAsync(Role.LocationManager, _town.Main);

        (await stranger.PostAsJsonAsync($"{Root}/{connection}/messages/secret", new { }, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await manager.PostAsJsonAsync($"{Root}/{connection}/messages/secret", new { }, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var secret = (await KeepAsync(connection, new { })).GetProperty("secret").GetString()!;
        await _app.SettleAsync();

        foreach (var path in new[] { $"{Root}/{connection}", $"{Root}/{connection}/messages/address", $"{Root}/access-report", $"/api/v2/franchise/networks/{_town.Network}/audit" })
        {
            (await _executive.GetStringAsync(path, Token)).ShouldNotContain(secret["whsec_".Length..]);
        }

        (await _executive.GetStringAsync($"/api/v2/franchise/networks/{_town.Network}/audit", Token)).ShouldContain("integration.hook_secret_set");
    }

    private async Task<Guid> ConnectAsync(string vendor, NodeId node)
    {
        using var answer = await _executive.PostAsJsonAsync($"{Root}/enterprise", new { vendor, environment = "live", nodeId = node.Value }, Token);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body.ToString());
        return body.GetProperty("connectionId").GetGuid();
    }

    private async Task<JsonElement> KeepAsync(Guid connection, object body)
    {
        using var answer = await _executive.PostAsJsonAsync($"{Root}/{connection}/messages/secret", body, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Token));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private async Task<(string? From, bool Has)> AddressAsync(Guid connection)
    {
        var address = await _executive.GetFromJsonAsync<JsonElement>($"{Root}/{connection}/messages/address", Token);
        return (address.GetProperty("secretFrom").GetString(), address.GetProperty("hasSecret").GetBoolean());
    }

    // Signed as Standard Webhooks says: HMAC-SHA256 over id, time and body.
    private async Task<HttpStatusCode> PostAsync(Guid connection, string secret, string key)
    {
        var body = JsonSerializer.Serialize(new
        {
            type = "sale.created",
            data = new
            {
                key, occurredAt = TimeProvider.System.GetUtcNow(), currency = "USD", total = "30.00", lines = new[] { new { kind = "service", name = "Cut", quantity = "1", amount = "30.00" } },
                payments = new[] { new { method = "cash", amount = "30.00" } },
            },
        });
        var (id, time) = ($"msg_{key}", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var signature = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{time}.{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/generic-webhook/{connection}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", time);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        using var answer = await _sender.SendAsync(request, Token);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<string>> SalesAsync()
    {
        await using var session = await _app.Get<IDatabase>().ReadAsync(_town.Network, Token);
        return await session.QueryAsync<string>("select source_key from records.sale where location_id = @Main", new { Main = _town.Main.Value }, Token);
    }
}
