using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace BookedBarber.Host.Tests.Serving;

public sealed class EdgeTests(SharedApp shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_answers_at_once_and_ready_after_the_board_is_loaded()
    {
        await using var app = await App.StartAsync();
        using var client = app.Anonymous();

        (await client.GetAsync("/health/live", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ReadyAsync(client);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_a_problem_with_a_code()
    {
        using var client = shared.App.Anonymous();

        var answer = await client.GetAsync("/api/v2/franchise/nothing-here", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await ShouldHaveCodeAsync(answer, "not_found");
    }

    [Theory]
    [InlineData("{\"email\":", "malformed_json")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "malformed_json")]
    [InlineData("\"just text\"", "malformed_json")]
    public async Task A_body_that_is_not_the_json_expected_is_refused_with_its_place(string body, string code)
    {
        using var client = shared.App.Anonymous();

        var answer = await client.PostAsync("/api/v2/auth/token", new StringContent(body, Encoding.UTF8, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldHaveCodeAsync(answer, code);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var client = shared.App.Anonymous();

        var answer = await client.PostAsync("/api/v2/auth/token", new StringContent($"{{\"email\":\"{new string('x', 100_000)}\"}}", Encoding.UTF8, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await ShouldHaveCodeAsync(answer, "body_too_large");
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        using var client = shared.App.Anonymous();

        var answer = await client.GetAsync("/health/live", Ct);

        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task Answers_of_the_interface_are_kept_nowhere_and_the_page_talks_to_its_own_server_only()
    {
        using var client = shared.App.Anonymous();

        var answer = await client.GetAsync("/api/v2/auth/me", Ct);

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("connect-src 'self';");
        policy.ShouldNotContain("*");
        policy.ShouldNotContain("unsafe-eval");
    }

    [Fact]
    public async Task The_web_app_answers_for_screens_and_never_for_the_interface()
    {
        var folder = Directory.CreateTempSubdirectory("bookedbarber-web-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "index.html"), "<!doctype html>", Ct);
        await using var app = await App.StartWithWebAsync(folder.FullName);
        using var client = app.Anonymous();

        (await client.GetStringAsync("/people/somebody", Ct)).ShouldBe("<!doctype html>");
        (await client.GetStringAsync("/", Ct)).ShouldBe("<!doctype html>");
        await ShouldHaveCodeAsync(await client.GetAsync("/api/v2/nothing-here", Ct), "not_found");
        await ShouldHaveCodeAsync(await client.GetAsync("/franchise-ai", Ct), "not_found");
        await ShouldHaveCodeAsync(await client.GetAsync("/missing.js", Ct), "not_found");
        await ShouldHaveCodeAsync(await client.PostAsync("/people/somebody", null, Ct), "method_not_allowed");
        await ShouldHaveCodeAsync(await client.GetAsync("/api/v2/auth/token", Ct), "method_not_allowed");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Behind_a_proxy_that_speaks_TLS_the_session_cookie_is_for_TLS_only()
    {
        await using var app = await App.StartAsync();
        using var administrator = await app.SignInAsAdministratorAsync();
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");

        var answer = await client.PostAsJsonAsync("/api/v2/auth/session", new { email = "administrator@example.test", password = App.Password }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Set-Cookie").Single().ShouldContain("; secure");
        answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldStartWith("max-age=");
    }

    private static async Task ReadyAsync(HttpClient client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await client.GetAsync("/health/ready", limit.Token)).StatusCode != HttpStatusCode.OK)
        {
            await poll.WaitForNextTickAsync(limit.Token);
        }
    }

    private static async Task ShouldHaveCodeAsync(HttpResponseMessage answer, string code)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
    }
}
