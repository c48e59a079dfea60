using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using Microsoft.AspNetCore.WebUtilities;

namespace BookedBarber.Sandbox.Tests;

/// <summary>The code flow, shown at Square, whose refresh tokens stay without PKCE and rotate with it.</summary>
public sealed class AuthorisingTests
{
    private const string Redirect = "http://127.0.0.1:8080/api/v2/franchise/integrations/callback";
    private const string Verifier = "a-verifier-that-is-long-enough-for-the-rules-of-pkce-0123456789";

    private static string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_consent_page_names_the_scopes_and_offers_approve_and_deny()
    {
        await using var square = await Simulated.StartAsync("square");

        var page = await square.Http.GetStringAsync(new Uri(Authorize("ORDERS_READ+PAYMENTS_READ"), UriKind.Relative), Stop);

        page.ShouldContain("<li>ORDERS_READ</li>");
        page.ShouldContain("value=\"approve\"");
        page.ShouldContain("value=\"deny\"");
        page.ShouldContain("<label for=\"account\">");
    }

    [Fact]
    public async Task Approval_brings_a_code_that_works_once_and_its_reuse_ends_the_tokens()
    {
        await using var square = await Simulated.StartAsync("square");
        var callback = await DecideAsync(square, "approve");
        callback["state"].ShouldBe("s-1");

        var tokens = await ExchangeAsync(square, callback["code"]!, Verifier, Redirect);
        tokens.Text("access_token").ShouldStartWith("EAAA");
        square.Http.DefaultRequestHeaders.Authorization = new("Bearer", tokens.Text("access_token"));
        await square.GetAsync("/v2/locations");

        (await ExchangeAsync(square, callback["code"]!, Verifier, Redirect)).Text("errors.0.detail")!.ShouldContain("already used");
        await square.GetAsync("/v2/locations", 401);
    }

    [Theory]
    [InlineData("wrong-verifier", Redirect, "code_verifier")]
    [InlineData(Verifier, Redirect + "/", "redirect_uri")]
    public async Task A_code_is_not_traded_for_a_wrong_verifier_or_another_address(string verifier, string redirect, string named)
    {
        await using var square = await Simulated.StartAsync("square");
        var callback = await DecideAsync(square, "approve");

        (await ExchangeAsync(square, callback["code"]!, verifier, redirect)).Text("errors.0.detail")!.ShouldContain(named);
    }

    [Fact]
    public async Task Denial_comes_back_as_an_error_with_the_state()
    {
        await using var square = await Simulated.StartAsync("square");

        var callback = await DecideAsync(square, "deny");

        callback["error"].ShouldBe("access_denied");
        callback["state"].ShouldBe("s-1");
        callback.ContainsKey("code").ShouldBeFalse();
    }

    [Fact]
    public async Task A_used_refresh_token_is_refused_after_rotation()
    {
        await using var square = await Simulated.StartAsync("square");
        var callback = await DecideAsync(square, "approve");
        var tokens = await ExchangeAsync(square, callback["code"]!, Verifier, Redirect);

        var renewed = await RenewAsync(square, tokens.Text("refresh_token")!);

        renewed.Text("refresh_token").ShouldNotBe(tokens.Text("refresh_token"));
        (await RenewAsync(square, tokens.Text("refresh_token")!)).Text("errors.0.detail")!.ShouldContain("already used");
    }

    [Fact]
    public async Task An_address_that_is_not_registered_is_never_redirected_to()
    {
        await using var square = await Simulated.StartAsync("square");
        await square.SteerAsync("consent", new { redirects = new[] { "http://127.0.0.1:8080/other" } });

        using var answer = await square.Http.GetAsync(new Uri(Authorize("ORDERS_READ"), UriKind.Relative), Stop);

        ((int)answer.StatusCode).ShouldBe(400);
        answer.Headers.Location.ShouldBeNull();
    }

    [Fact]
    public async Task Tokens_end_when_the_clock_passes_their_life_and_when_the_owner_disconnects()
    {
        await using var square = await Simulated.StartAsync("square");
        var callback = await DecideAsync(square, "approve");
        var tokens = await ExchangeAsync(square, callback["code"]!, Verifier, Redirect);
        square.Http.DefaultRequestHeaders.Authorization = new("Bearer", tokens.Text("access_token"));

        await square.SteerAsync("clock", new { advanceSeconds = (30 * 86_400) - 60 });
        await square.GetAsync("/v2/locations");
        await square.SteerAsync("clock", new { advanceSeconds = 61 });
        (await square.GetAsync("/v2/locations", 401)).Text("errors.0.code").ShouldBe("UNAUTHORIZED");

        await square.SteerAsync("revoke");
        (await RenewAsync(square, tokens.Text("refresh_token")!)).Text("errors.0.detail")!.ShouldContain("revoked");
    }

    private static string Authorize(string scope) =>
        $"/oauth2/authorize?client_id=sandbox-square&scope={scope}&state=s-1&redirect_uri={Uri.EscapeDataString(Redirect)}&code_challenge={Challenge}&code_challenge_method=S256";

    private static async Task<IReadOnlyDictionary<string, string>> DecideAsync(Simulated square, string decision)
    {
        using var form = new FormUrlEncodedContent([new("decision", decision), new("account", square.Row.AccountId!)]);
        using var answer = await square.Http.PostAsync(new Uri(Authorize("MERCHANT_PROFILE_READ"), UriKind.Relative), form, Stop);
        ((int)answer.StatusCode).ShouldBe(302);
        answer.Headers.Location!.ToString().ShouldStartWith(Redirect + "?");
        return QueryHelpers.ParseQuery(answer.Headers.Location.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    private static Task<JsonNode> ExchangeAsync(Simulated square, string code, string verifier, string redirect) => square.PostFormAsync(
        "/oauth2/token", ("client_id", "sandbox-square"), ("client_secret", "sandbox-square-secret"), ("grant_type", "authorization_code"), ("code", code), ("code_verifier", verifier), ("redirect_uri", redirect));

    private static Task<JsonNode> RenewAsync(Simulated square, string token) => square.PostFormAsync(
        "/oauth2/token", ("client_id", "sandbox-square"), ("client_secret", "sandbox-square-secret"), ("grant_type", "refresh_token"), ("refresh_token", token));
}
