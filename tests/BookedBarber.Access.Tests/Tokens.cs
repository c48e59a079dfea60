using System.Net;
using System.Net.Http.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Access.Tests;

public sealed class Tokens(AccessHouse house) : IClassFixture<AccessHouse>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refreshing_gives_new_tokens_and_voids_the_old_refresh_token()
    {
        await using var app = await AccessApp.InAsync(house);
        var first = await app.TokensAsync((await app.PersonAsync()).Email);

        using var answer = await app.RefreshAsync(first.RefreshToken);

        var second = await AccessApp.ReadTokensAsync(answer);
        second.RefreshToken.ShouldNotBe(first.RefreshToken);
        using var client = app.WithToken(second.AccessToken);
        await client.GetJsonAsync("/api/v2/auth/me");
    }

    [Fact]
    public async Task Using_a_refresh_token_twice_ends_its_whole_family_on_every_node_within_a_second()
    {
        await using var app = await AccessApp.InAsync(house);
        await using var other = await AccessApp.StartAsync(app);
        var first = await app.TokensAsync((await app.PersonAsync()).Email);
        using var answer = await app.RefreshAsync(first.RefreshToken);
        var second = await AccessApp.ReadTokensAsync(answer);
        using var here = app.WithToken(second.AccessToken);
        using var there = other.WithToken(second.AccessToken);
        await there.GetJsonAsync("/api/v2/auth/me");

        using var stolen = await app.RefreshAsync(first.RefreshToken);

        await stolen.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_reused");
        using (var refused = await here.GetAsync("/api/v2/auth/me", Token))
        {
            await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid");
        }

        var took = await Answers.UntilAsync(async () =>
        {
            using var refused = await there.GetAsync("/api/v2/auth/me", Token);
            return refused.StatusCode == HttpStatusCode.Unauthorized;
        });
        took.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        using var next = await app.RefreshAsync(second.RefreshToken);
        await next.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid");
    }

    [Fact]
    public async Task Two_refreshes_at_the_same_moment_end_the_family()
    {
        await using var app = await AccessApp.InAsync(house);
        var tokens = await app.TokensAsync((await app.PersonAsync()).Email);

        var answers = await Task.WhenAll(app.RefreshAsync(tokens.RefreshToken), app.RefreshAsync(tokens.RefreshToken));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        var (_, left) = await AccessApp.ReadTokensAsync(answers.Single(answer => answer.StatusCode == HttpStatusCode.OK));
        using var next = await app.RefreshAsync(left);
        await next.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid");
    }

    [Fact]
    public async Task An_access_token_lasts_15_minutes()
    {
        await using var app = await AccessApp.InAsync(house);
        using var client = app.WithToken((await app.TokensAsync((await app.PersonAsync()).Email)).AccessToken);
        app.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        await client.GetJsonAsync("/api/v2/auth/me");

        app.Clock.Advance(TimeSpan.FromSeconds(1));

        using var expired = await client.GetAsync("/api/v2/auth/me", Token);
        await expired.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_expired");
        expired.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
    }

    [Fact]
    public async Task A_refresh_token_lasts_30_days_from_its_issue_and_a_family_90()
    {
        await using var app = await AccessApp.InAsync(house);
        var (_, email) = await app.PersonAsync();
        var tokens = await app.TokensAsync(email);
        for (var days = 29; days < 90; days += 29)
        {
            app.Clock.Advance(TimeSpan.FromDays(29));
            using var answer = await app.RefreshAsync(tokens.RefreshToken);
            tokens = await AccessApp.ReadTokensAsync(answer);
        }

        app.Clock.Advance(TimeSpan.FromDays(4));
        using var over = await app.RefreshAsync(tokens.RefreshToken);
        await over.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_expired");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("bbk_0123456789_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("bbk_")]
    public async Task A_forged_token_is_refused(string token)
    {
        await using var app = await AccessApp.InAsync(house);
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}x");

        using var answer = await client.GetAsync("/api/v2/auth/me", Token);

        ((int)answer.StatusCode).ShouldBeInRange(400, 401);
    }

    [Fact]
    public async Task Every_changed_character_makes_a_token_invalid()
    {
        await using var app = await AccessApp.InAsync(house);
        var (token, _) = await app.TokensAsync((await app.PersonAsync()).Email);
        for (var i = 0; i < token.Length - 1; i += 7)
        {
            var forged = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            using var client = app.WithToken(forged);
            using var answer = await client.GetAsync("/api/v2/auth/me", Token);
            await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid");
        }
    }

    [Fact]
    public async Task A_token_of_one_node_is_good_on_another()
    {
        await using var app = await AccessApp.InAsync(house);
        var (token, _) = await app.TokensAsync((await app.PersonAsync()).Email);
        await using var other = await AccessApp.StartAsync(app);
        using var client = other.WithToken(token);

        await client.GetJsonAsync("/api/v2/auth/me");
    }

    [Fact]
    public async Task Revoking_ends_the_session_and_is_quiet_about_unknown_tokens()
    {
        await using var app = await AccessApp.InAsync(house);
        var tokens = await app.TokensAsync((await app.PersonAsync()).Email);
        using var client = app.WithToken(tokens.AccessToken);
        await client.GetJsonAsync("/api/v2/auth/me");

        using var revoked = await client.PostAsJsonAsync("/api/v2/auth/revoke", new { refreshToken = tokens.RefreshToken }, Token);
        using var unknown = await client.PostAsJsonAsync("/api/v2/auth/revoke", new { refreshToken = "unknown" }, Token);

        revoked.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var refused = await client.GetAsync("/api/v2/auth/me", Token);
        await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid");
    }

    [Fact]
    public async Task A_revoked_grant_holds_on_other_nodes_within_a_second()
    {
        await using var app = await AccessApp.InAsync(house);
        await using var other = await AccessApp.StartAsync(app);
        var (id, email) = await app.PersonAsync(new NewGrant(app.Shop, Role.LocationManager), new NewGrant(app.OtherShop, Role.LocationManager));
        using var there = other.WithToken((await app.TokensAsync(email)).AccessToken);
        await there.GetJsonAsync($"/probe/locations/{app.Shop}");
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        var person = await executive.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/people/{id}");
        var grant = person.GetProperty("grants").EnumerateArray().Single(one => one.GetProperty("nodeId").GetGuid() == app.Shop.Value).GetProperty("id").GetGuid();

        using var revoked = await executive.DeleteAsync($"/api/v2/franchise/networks/{app.Network}/people/{id}/grants/{grant}", Token);

        revoked.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var took = await Answers.UntilAsync(async () =>
        {
            using var answer = await there.GetAsync($"/probe/locations/{app.Shop}", Token);
            return answer.StatusCode == HttpStatusCode.NotFound;
        });
        took.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }
}
