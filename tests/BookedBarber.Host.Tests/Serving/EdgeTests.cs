using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace BookedBarber.Host.Tests.Serving;

public sealed class EdgeTests
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
        await using var app = await App.StartAsync();
        using var client = app.Anonymous();

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
        await using var app = await App.StartAsync();
        using var client = app.Anonymous();

        var answer = await client.PostAsync("/api/v2/auth/token", new StringContent(body, Encoding.UTF8, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldHaveCodeAsync(answer, code);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var app = await App.StartAsync();
        using var client = app.Anonymous();

        var answer = await client.PostAsync("/api/v2/auth/token", new StringContent($"{{\"email\":\"{new string('x', 100_000)}\"}}", Encoding.UTF8, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await ShouldHaveCodeAsync(answer, "body_too_large");
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        await using var app = await App.StartAsync();
        using var client = app.Anonymous();

        var answer = await client.GetAsync("/health/live", Ct);

        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        answer.Headers.Contains("Server").ShouldBeFalse();
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
