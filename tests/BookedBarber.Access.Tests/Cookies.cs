using System.Net;
using System.Net.Http.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Access.Tests;

public sealed class Cookies(AccessHouse house) : IClassFixture<AccessHouse>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        await using var app = await AccessApp.StartAsync();

        using var answer = await OpenAsync(app, (await app.PersonAsync()).Email);

        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("secure"); // plain http, as in the shop's own network
        (await answer.JsonAsync()).GetProperty("email").GetString().ShouldBe("person1@example.test");
    }

    [Fact]
    public async Task An_unsafe_request_with_the_cookie_needs_the_proof_header()
    {
        await using var app = await AccessApp.InAsync(house);
        using var client = await BrowserAsync(app, (await app.PersonAsync(new NewGrant(app.Root, Role.Executive))).Email);

        using var without = await client.PostAsync($"/probe/locations/{app.Shop}", null, Token);
        await without.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "cross_site_request");
        client.DefaultRequestHeaders.Add("X-BookedBarber-Request", "1");
        using var with = await client.PostAsync($"/probe/locations/{app.Shop}", null, Token);
        with.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_ends_after_12_idle_hours_and_slides_while_it_is_used()
    {
        await using var app = await AccessApp.InAsync(house);
        using var client = await BrowserAsync(app, (await app.PersonAsync()).Email);
        app.Clock.Advance(TimeSpan.FromHours(11));
        using var used = await client.GetAsync("/api/v2/auth/me", Token);
        TakeCookie(client, used);

        app.Clock.Advance(TimeSpan.FromHours(11));
        await client.GetJsonAsync("/api/v2/auth/me");
        app.Clock.Advance(TimeSpan.FromHours(1)); // 12 since the cookie we kept was made
        using var idle = await client.GetAsync("/api/v2/auth/me", Token);

        await idle.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task It_ends_after_14_days_however_much_it_is_used()
    {
        await using var app = await AccessApp.InAsync(house);
        using var client = await BrowserAsync(app, (await app.PersonAsync()).Email);
        for (var hours = 0; hours < 14 * 24 - 8; hours += 8)
        {
            app.Clock.Advance(TimeSpan.FromHours(8));
            using var used = await client.GetAsync("/api/v2/auth/me", Token);
            used.StatusCode.ShouldBe(HttpStatusCode.OK);
            TakeCookie(client, used);
        }

        app.Clock.Advance(TimeSpan.FromHours(8));

        using var over = await client.GetAsync("/api/v2/auth/me", Token);
        over.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_itself()
    {
        await using var app = await AccessApp.InAsync(house);
        using var client = await BrowserAsync(app, (await app.PersonAsync()).Email);
        client.DefaultRequestHeaders.Add("X-BookedBarber-Request", "1");

        using var left = await client.DeleteAsync("/api/v2/auth/session", Token);

        left.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        left.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldContain("expires=Thu, 01 Jan 1970");
        using var kept = await client.GetAsync("/api/v2/auth/me", Token); // the old cookie, kept by a thief
        kept.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("own", HttpStatusCode.OK)]
    public async Task A_socket_with_the_cookie_has_to_come_from_our_own_screens(string origin, HttpStatusCode expected)
    {
        await using var app = await AccessApp.InAsync(house);
        using var client = await BrowserAsync(app, (await app.PersonAsync(new NewGrant(app.Root, Role.Executive))).Email);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/probe/networks/{app.Network}");
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.Add("Origin", origin == "own" ? app.Url.GetLeftPart(UriPartial.Authority) : origin);

        using var answer = await client.SendAsync(request, Token);

        answer.StatusCode.ShouldBe(expected);
    }

    private static async Task<HttpResponseMessage> OpenAsync(AccessApp app, string email)
    {
        using var client = app.Anonymous();
        return await client.PostAsJsonAsync("/api/v2/auth/session", new { email, password = AccessApp.Password }, Token);
    }

    private static async Task<HttpClient> BrowserAsync(AccessApp app, string email)
    {
        using var answer = await OpenAsync(app, email);
        var client = app.Anonymous();
        TakeCookie(client, answer);
        return client;
    }

    private static void TakeCookie(HttpClient client, HttpResponseMessage answer)
    {
        client.DefaultRequestHeaders.Remove("Cookie");
        client.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
    }
}
