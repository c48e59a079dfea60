using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Access.Tests;

public sealed class ApiKeys(AccessHouse house) : IClassFixture<AccessHouse>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_shown_once_works_and_can_be_revoked_on_every_node()
    {
        await using var app = await AccessApp.StartAsync();
        await using var other = await AccessApp.StartAsync(app);
        using var client = await app.SignedInAsync(Role.Owner, app.Region);
        var made = await MakeAsync(client, new { name = "till" });
        using var program = other.WithToken(made.GetProperty("key").GetString()!);
        (await program.GetJsonAsync($"/probe/locations/{app.Shop}")).GetProperty("caller").GetString().ShouldBe("Person 1 · key till");
        var listed = (await client.GetJsonAsync("/api/v2/auth/keys")).GetProperty("items")[0];
        listed.TryGetProperty("key", out _).ShouldBeFalse();
        listed.GetProperty("lastUsedAt").GetDateTimeOffset().ShouldBe(app.Clock.GetUtcNow());

        using var revoked = await client.DeleteAsync($"/api/v2/auth/keys/{made.GetProperty("id").GetGuid()}", Token);

        revoked.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var took = await Answers.UntilAsync(async () =>
        {
            using var answer = await program.GetAsync($"/probe/locations/{app.Shop}", Token);
            return answer.StatusCode == HttpStatusCode.Unauthorized;
        });
        took.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_key_ends_on_its_day()
    {
        await using var app = await AccessApp.InAsync(house);
        using var client = await app.SignedInAsync(Role.Owner, app.Region);
        using var program = app.WithToken((await MakeAsync(client, new { name = "till", expiresInDays = 7 })).GetProperty("key").GetString()!);
        app.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await program.GetJsonAsync($"/probe/locations/{app.Shop}");

        app.Clock.Advance(TimeSpan.FromSeconds(1));

        using var answer = await program.GetAsync($"/probe/locations/{app.Shop}", Token);
        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid");
    }

    [Fact]
    public async Task Its_use_is_noted_at_most_once_a_minute()
    {
        await using var app = await AccessApp.InAsync(house);
        using var client = await app.SignedInAsync(Role.Owner, app.Region);
        using var program = app.WithToken((await MakeAsync(client, new { name = "till" })).GetProperty("key").GetString()!);
        await program.GetJsonAsync("/api/v2/auth/me");
        var first = app.Clock.GetUtcNow();

        app.Clock.Advance(TimeSpan.FromSeconds(59));
        await program.GetJsonAsync("/api/v2/auth/me");
        (await LastUsedAsync(client)).ShouldBe(first);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await program.GetJsonAsync("/api/v2/auth/me");
        (await LastUsedAsync(client)).ShouldBe(app.Clock.GetUtcNow());
    }

    [Fact]
    public async Task The_key_itself_is_nowhere_in_the_database()
    {
        await using var app = await AccessApp.InAsync(house);
        using var client = await app.SignedInAsync(Role.Owner, app.Region);
        var key = (await MakeAsync(client, new { name = "till" })).GetProperty("key").GetString()!;
        await app.SettleAsync();
        var secret = key.Split('_', 3)[2];

        var found = await app.AsOwnerAsync(
            $"""
            select (select count(*) from access.api_key k where to_jsonb(k)::text like '%{secret}%')
                 + (select count(*) from feed.change c where to_jsonb(c)::text like '%{secret}%')
                 + (select count(*) from access.audit_event e where to_jsonb(e)::text like '%{secret}%')
            """);

        found.ShouldBe(0L);
    }

    [Fact]
    public async Task A_key_cannot_make_keys_and_a_client_has_none()
    {
        await using var app = await AccessApp.InAsync(house);
        using var owner = await app.SignedInAsync(Role.Owner, app.Region);
        using var program = app.WithToken((await MakeAsync(owner, new { name = "till" })).GetProperty("key").GetString()!);
        using var guest = await app.SignedInAsync(Role.Client, app.Shop);

        using var byKey = await program.PostAsJsonAsync("/api/v2/auth/keys", new { name = "more" }, Token);
        using var byClient = await guest.PostAsJsonAsync("/api/v2/auth/keys", new { name = "more" }, Token);

        await byKey.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await byClient.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Somebody_elses_key_does_not_exist_for_me()
    {
        await using var app = await AccessApp.InAsync(house);
        using var owner = await app.SignedInAsync(Role.Owner, app.Region);
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        var made = await MakeAsync(owner, new { name = "till" });

        using var answer = await executive.DeleteAsync($"/api/v2/auth/keys/{made.GetProperty("id").GetGuid()}", Token);

        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    private static async Task<JsonElement> MakeAsync(HttpClient client, object key)
    {
        using var answer = await client.PostAsJsonAsync("/api/v2/auth/keys", key, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return await answer.JsonAsync();
    }

    private static async Task<DateTimeOffset> LastUsedAsync(HttpClient client) =>
        (await client.GetJsonAsync("/api/v2/auth/keys")).GetProperty("items")[0].GetProperty("lastUsedAt").GetDateTimeOffset();
}
