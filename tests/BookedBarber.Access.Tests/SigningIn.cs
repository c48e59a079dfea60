using System.Net;
using System.Net.Http.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Access.Tests;

public sealed class SigningIn(AccessHouse house) : IClassFixture<AccessHouse>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_opens_what_the_role_allows()
    {
        await using var app = await AccessApp.InAsync(house);
        using var client = await app.SignedInAsync(Role.Owner, app.Region);

        var me = await client.GetJsonAsync("/api/v2/auth/me");
        var seen = await client.GetJsonAsync($"/probe/locations/{app.Shop}");

        me.GetProperty("grants")[0].GetProperty("role").GetString().ShouldBe("owner");
        me.GetProperty("grants")[0].GetProperty("nodeKind").GetString().ShouldBe("region");
        me.GetProperty("permissions").GetProperty(app.Network.ToString()).EnumerateArray().Select(name => name.GetString()).ShouldContain("people.write");
        seen.GetProperty("roots")[0].GetGuid().ShouldBe(app.Region.Value);
    }

    [Fact]
    public async Task The_e_mail_is_found_however_it_is_written()
    {
        await using var app = await AccessApp.InAsync(house);
        await app.Get<IPeople>().EnsureAsync(Caller.System, new NewPerson("Ada.Lovelace@Bücher.example", "Ada", AccessApp.Password, []), Token);

        using var answer = await app.SignInAsync("  ada.lovelace@xn--bcher-kva.EXAMPLE ");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Five_failures_lock_the_account_for_15_minutes_on_every_node()
    {
        await using var app = await AccessApp.InAsync(house);
        await using var other = await AccessApp.StartAsync(app);
        var (_, email) = await app.PersonAsync(new NewGrant(app.Root, Role.Executive));
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await (i % 2 == 0 ? app : other).SignInAsync(email, "not the password");
            await wrong.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        }

        using var locked = await other.SignInAsync(email);
        await locked.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        using var free = await app.SignInAsync(email);
        free.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Four_failures_and_a_success_start_the_count_anew()
    {
        await using var app = await AccessApp.InAsync(house);
        var (_, email) = await app.PersonAsync();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                using var wrong = await app.SignInAsync(email, "not the password");
            }

            using var right = await app.SignInAsync(email);
            right.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Failures_at_the_same_moment_are_all_counted()
    {
        await using var app = await AccessApp.InAsync(house);
        var (_, email) = await app.PersonAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await app.SignInAsync(email, "not the password")).Dispose()));

        using var right = await app.SignInAsync(email);
        right.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_unknown_e_mail_is_answered_like_a_wrong_password()
    {
        await using var app = await AccessApp.InAsync(house);
        var (_, email) = await app.PersonAsync();

        using var wrong = await app.SignInAsync(email, "not the password");
        using var unknown = await app.SignInAsync("nobody@example.test", "not the password");

        (await BodyAsync(unknown)).ShouldBe(await BodyAsync(wrong));
    }

    [Fact]
    public async Task Too_many_attempts_from_one_address_have_to_wait()
    {
        await using var app = await AccessApp.StartAsync(null, ("Access:SignInsPerMinute", "3"));
        for (var i = 0; i < 3; i++)
        {
            using var tried = await app.SignInAsync($"guess{i}@example.test", "not the password");
        }

        using var refused = await app.SignInAsync("guess4@example.test", "not the password");

        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too_many_attempts");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Too_many_failures_for_one_e_mail_have_to_wait_and_others_need_not()
    {
        await using var app = await AccessApp.InAsync(house);
        for (var i = 0; i < 10; i++)
        {
            using var tried = await app.SignInAsync("guessed@example.test", "not the password");
        }

        using var refused = await app.SignInAsync("GUESSED@example.test", "not the password");
        using var other = await app.SignInAsync("other@example.test", "not the password");

        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too_many_attempts");
        await other.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
    }

    [Fact]
    public async Task Changing_the_password_ends_the_other_sessions()
    {
        await using var app = await AccessApp.InAsync(house);
        var (_, email) = await app.PersonAsync();
        using var mine = app.WithToken((await app.TokensAsync(email)).AccessToken);
        using var other = app.WithToken((await app.TokensAsync(email)).AccessToken);
        (await other.GetJsonAsync("/api/v2/auth/sessions")).GetProperty("items").GetArrayLength().ShouldBe(2);

        using var changed = await mine.PostAsJsonAsync("/api/v2/auth/password", new { currentPassword = AccessApp.Password, newPassword = "other words entirely" }, Token);

        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var refused = await other.GetAsync("/api/v2/auth/me", Token);
        await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid");
        (await mine.GetJsonAsync("/api/v2/auth/sessions")).GetProperty("items")[0].GetProperty("isCurrent").GetBoolean().ShouldBeTrue();
        await app.TokensAsync(email, "other words entirely");
    }

    [Theory]
    [InlineData("short", "too short")]
    [InlineData("aaaaaaaaaaaa", "repeats")]
    [InlineData("password1234", "everybody tries")]
    [InlineData("I am lovelace!", "holds the e-mail")]
    public async Task A_weak_password_is_refused_with_the_reason(string password, string reason)
    {
        await using var app = await AccessApp.InAsync(house);

        var made = await app.Get<IPeople>().EnsureAsync(Caller.System, new NewPerson("lovelace@example.test", "Ada", password, []), Token);

        made.Problem!.Fields!.ShouldHaveSingleItem().Code.ShouldBe("password_weak");
        made.Problem.Fields![0].Detail.ShouldContain(reason);
    }

    private static async Task<string> BodyAsync(HttpResponseMessage answer)
    {
        var body = await answer.JsonAsync();
        return $"{answer.StatusCode} {body.GetProperty("code")} {body.GetProperty("title")} {body.GetProperty("detail")}";
    }
}
