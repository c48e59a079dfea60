using System.Diagnostics;
using System.Net.Http.Json;
using BookedBarber.Access.Web;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookedBarber.Access.Tests;

public sealed class LettingIn(AccessHouse house) : IClassFixture<AccessHouse>
{
    [Theory]
    [InlineData("token")]
    [InlineData("key")]
    [InlineData("cookie")]
    public async Task A_known_caller_is_let_in_without_asking_the_database(string means)
    {
        await using var app = await AccessApp.InAsync(house);
        var (header, value) = await CredentialAsync(app, means);
        var middleware = new AccessMiddleware(_ => Task.CompletedTask, app.Get<Identification>(), app.Get<INetworkTree>(), NullLogger<AccessMiddleware>.Instance);
        var endpoint = Endpoint();
        await LetInAsync(middleware, endpoint, app, header, value); // learns who it is

        using var questions = new DatabaseQuestions();
        for (var i = 0; i < 100; i++)
        {
            await LetInAsync(middleware, endpoint, app, header, value);
        }

        questions.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_caller_seen_for_the_first_time_asks_the_database()
    {
        await using var app = await AccessApp.InAsync(house);
        var middleware = new AccessMiddleware(_ => Task.CompletedTask, app.Get<Identification>(), app.Get<INetworkTree>(), NullLogger<AccessMiddleware>.Instance);
        var (header, value) = await CredentialAsync(app, "token");

        using var questions = new DatabaseQuestions();
        await LetInAsync(middleware, Endpoint(), app, header, value);

        questions.Count.ShouldBeGreaterThan(0);
    }

    private static RouteEndpoint Endpoint() =>
        new(_ => Task.CompletedTask, RoutePatternFactory.Parse("/x/{locationId}"), 0, new EndpointMetadataCollection(new AccessRule(AccessRuleKind.Permission, Permission.SalesRead, "locationId")), "x");

    private static async Task LetInAsync(AccessMiddleware middleware, RouteEndpoint endpoint, AccessApp app, string header, string value)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Request.Headers[header] = value;
        context.Request.RouteValues["locationId"] = app.Shop.ToString();
        context.SetEndpoint(endpoint);
        await middleware.InvokeAsync(context);
        context.Features.Get<Scope>().ShouldNotBeNull($"Refused with {context.Response.StatusCode}.");
    }

    private static async Task<(string Header, string Value)> CredentialAsync(AccessApp app, string means)
    {
        var (_, email) = await app.PersonAsync(new Contracts.NewGrant(app.Region, Role.Owner));
        if (means == "cookie")
        {
            using var browser = app.Anonymous();
            using var opened = await browser.PostAsJsonAsync("/api/v2/auth/session", new { email, password = AccessApp.Password }, AccessApp.Token);
            return ("Cookie", opened.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        }

        var (token, _) = await app.TokensAsync(email);
        if (means == "token")
        {
            return ("Authorization", $"Bearer {token}");
        }

        using var client = app.WithToken(token);
        using var made = await client.PostAsJsonAsync("/api/v2/auth/keys", new { name = "till" }, AccessApp.Token);
        return ("Authorization", $"Bearer {(await made.JsonAsync()).GetProperty("key").GetString()}");
    }

    /// <summary>Counts what this test asks of the database: commands that Npgsql begins under this trace, whatever else the process does.</summary>
    private sealed class DatabaseQuestions : IDisposable
    {
        private readonly ActivityListener _listener;
        private readonly Activity _trace = new Activity("let in").Start();
        private int _count;

        public DatabaseQuestions()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStarted = activity =>
                {
                    if (activity.TraceId == _trace.TraceId)
                    {
                        Interlocked.Increment(ref _count);
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public int Count => Volatile.Read(ref _count);

        public void Dispose()
        {
            _listener.Dispose();
            _trace.Dispose();
        }
    }
}
