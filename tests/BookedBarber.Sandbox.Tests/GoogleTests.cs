using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Tests;

public sealed class GoogleTests
{
    private const string Events = "/calendar/v3/calendars/primary/events";

    [Fact]
    public async Task A_sync_token_brings_changes_and_cancellations_only_and_ends_after_four_weeks()
    {
        await using var google = await Simulated.StartAsync("google-calendar");
        var token = (await google.GetAsync($"{Events}?singleEvents=true")).Text("nextSyncToken")!;
        await google.SteerAsync("clock", new { advanceSeconds = 5 });
        var made = (await google.SteerAsync("event")).Text("eventId")!.Split('/')[1];
        using var deleted = await google.Http.DeleteAsync(new Uri($"{Events}/{made}", UriKind.Relative), TestContext.Current.CancellationToken);

        (await google.GetAsync($"{Events}?singleEvents=true&syncToken={token}")).Objects("items").Single().Text("status").ShouldBe("cancelled");
        await google.GetAsync($"{Events}?singleEvents=true&syncToken={token}&timeMin=2026-01-01T00:00:00Z", 400);
        await google.GetAsync($"{Events}?syncToken={token}", 400);
        await google.SteerAsync("clock", new { advanceSeconds = 30 * 86_400 });
        (await google.GetAsync($"{Events}?singleEvents=true&syncToken={token}", 410)).Text("error.errors.0.reason").ShouldBe("fullSyncRequired");
    }

    [Fact]
    public async Task A_channel_says_hello_and_then_that_something_changed_without_a_body()
    {
        await using var google = await Simulated.StartAsync("google-calendar");
        await using var receiver = await Receiver.StartAsync();
        var channel = await google.PostAsync($"{Events}/watch", new { id = "channel-1", type = "web_hook", address = receiver.Url, token = "our-secret" });
        await google.SteerAsync("event");
        await google.SteerAsync("webhooks", new { wait = true });

        receiver.Arrived.Select(received => received.Headers["X-Goog-Resource-State"]).ShouldBe(["sync", "exists"], ignoreOrder: true);
        receiver.Arrived.ShouldAllBe(received => received.Headers["X-Goog-Channel-Token"] == "our-secret" && received.Body.Length == 0);
        await google.PostAsync("/calendar/v3/channels/stop", new { id = "channel-1", resourceId = channel.Text("resourceId") }, 204);
    }

    [Fact]
    public async Task Only_offline_consent_brings_a_refresh_token()
    {
        await using var google = await Simulated.StartAsync("google-calendar");
        await google.SteerAsync("consent", new { automatic = true });

        (await TokensAsync(google, "")).At("refresh_token").ShouldBeNull();
        (await TokensAsync(google, "&access_type=offline&prompt=consent")).Text("refresh_token").ShouldNotBeNull();
    }

    [Fact]
    public async Task Reviews_come_newest_first_and_a_reply_changes_one()
    {
        await using var google = await Simulated.StartAsync("google-business-profile");
        var location = (await google.GetAsync($"/v1/accounts/{google.Row.AccountId}/locations?readMask=name")).Text("locations.0.name")!;
        await google.SteerAsync("review", new { stars = 2, comment = "Had to wait." });
        var root = $"/v4/accounts/{google.Row.AccountId}/{location}/reviews";

        var page = await google.GetAsync($"{root}?pageSize=10");
        page.Text("reviews.0.starRating").ShouldBe("TWO");
        page.Number("totalReviewCount").ShouldBeGreaterThan(10);
        using var content = new StringContent("""{"comment":"We are sorry."}""", Encoding.UTF8, "application/json");
        using var answer = await google.Http.PutAsync(new Uri($"/v4/{page.Text("reviews.0.name")}/reply", UriKind.Relative), content, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(200);
        (await google.GetAsync($"{root}?pageSize=1")).Text("reviews.0.reviewReply.comment").ShouldBe("We are sorry.");
        await google.GetAsync($"/v1/accounts/{google.Row.AccountId}/locations", 400);
    }

    private static async Task<JsonNode> TokensAsync(Simulated google, string more)
    {
        using var answer = await google.Http.GetAsync(new Uri($"/o/oauth2/v2/auth?response_type=code&client_id=sandbox-google-calendar&redirect_uri=http%3A%2F%2F127.0.0.1%2Fback&scope=calendar.events{more}", UriKind.Relative), TestContext.Current.CancellationToken);
        var code = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].ToString();
        return await google.PostFormAsync("/token", ("grant_type", "authorization_code"), ("code", code), ("client_id", "sandbox-google-calendar"), ("client_secret", "sandbox-google-calendar-secret"), ("redirect_uri", "http://127.0.0.1/back"));
    }
}
