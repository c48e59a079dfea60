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

public sealed class Speed
{
    [Theory]
    [InlineData("token")]
    [InlineData("key")]
    [InlineData("cookie")]
    public async Task A_known_caller_is_let_in_within_30_microseconds(string means)
    {
        await using var app = await AccessApp.StartAsync();
        var (header, value) = await CredentialAsync(app, means);
        var middleware = new AccessMiddleware(_ => Task.CompletedTask, app.Get<Identification>(), app.Get<INetworkTree>(), NullLogger<AccessMiddleware>.Instance);
        var endpoint = new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/x/{locationId}"), 0, new EndpointMetadataCollection(new AccessRule(AccessRuleKind.Permission, Permission.SalesRead, "locationId")), "x");
        const int Requests = 2000;

        // The best of several batches: the machine may be doing other things meanwhile.
        var best = double.MaxValue;
        for (var batch = 0; batch < 12; batch++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Requests; i++)
            {
                var context = new DefaultHttpContext();
                context.Request.Method = "GET";
                context.Request.Headers[header] = value;
                context.Request.RouteValues["locationId"] = app.Shop.ToString();
                context.SetEndpoint(endpoint);
                await middleware.InvokeAsync(context);
                if (context.Features.Get<Scope>() is null)
                {
                    Assert.Fail($"Refused with {context.Response.StatusCode}.");
                }
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Requests);
        }

        TestContext.Current.SendDiagnosticMessage("{0}: {1:F1} µs", means, best);
        best.ShouldBeLessThan(30);
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
}
