using System.Net;
using System.Net.Http.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Access.Tests;

public sealed class Lists(AccessHouse house) : IClassFixture<AccessHouse>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("people", "limit=0", "limit")]
    [InlineData("people", "limit=-1", "limit")]
    [InlineData("people", "limit=201", "limit")]
    [InlineData("people", "sort=email", "sort")]
    [InlineData("people", "role=emperor", "role")]
    [InlineData("people", "cursor=nonsense!", "cursor")]
    [InlineData("people", "cursor=AAAA", "cursor")]
    [InlineData("people", "search=%00", "search")]
    [InlineData("audit", "limit=0", "limit")]
    [InlineData("audit", "limit=1000000", "limit")]
    [InlineData("audit", "cursor=-1", "cursor")]
    [InlineData("audit", "cursor=nonsense", "cursor")]
    [InlineData("audit", "from=yesterday", "from")]
    [InlineData("audit", "to=2026-02-30", "to")]
    [InlineData("audit", "search=a%00b", "search")]
    [InlineData("audit", "actor=%00", "actor")]
    [InlineData("audit", "action=%00", "action")]
    public async Task A_query_that_makes_no_sense_is_named(string list, string query, string field)
    {
        await using var app = await AccessApp.InAsync(house);
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);

        using var answer = await executive.GetAsync($"/api/v2/franchise/networks/{app.Network}/{list}?{query}", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.JsonAsync()).GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
    }

    [Fact]
    public async Task The_trail_up_to_the_last_day_of_the_calendar_is_all_of_it()
    {
        await using var app = await AccessApp.InAsync(house);
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        await app.SettleAsync();

        var all = await executive.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/audit?to=9999-12-31");

        all.GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    public async Task Pages_of_people_hold_everybody_once_whatever_letters_their_names_begin_with(string sort)
    {
        await using var app = await AccessApp.InAsync(house);
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        foreach (var (name, index) in new[] { "Émile", "Ábel", "Êve", "Zoë", "Özge", "éric", "Ιωάννα", "Ян", "İpek" }.Select((name, index) => (name, index)))
        {
            await app.Get<IPeople>().EnsureAsync(Caller.System, new NewPerson($"letters{index}@example.test", name, null, [new NewGrant(app.Shop, Role.Barber)]), Token);
        }

        var (seen, cursor) = (new List<string>(), string.Empty);
        do
        {
            var page = await executive.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/people?limit=1&sort={sort}&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString()! : string.Empty;
        }
        while (cursor.Length > 0 && seen.Count < 20);

        seen.Count.ShouldBe(10);
        seen.Distinct().Count().ShouldBe(10);
        using var turned = await executive.GetAsync($"/api/v2/franchise/networks/{app.Network}/people?limit=1&sort={(sort == "name" ? "-name" : "name")}&cursor={(await executive.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/people?limit=1&sort={sort}")).GetProperty("nextCursor").GetString()}", Token);
        turned.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_program_whose_name_is_cut_in_the_middle_of_a_character_can_sign_in()
    {
        await using var app = await AccessApp.InAsync(house);
        var (_, email) = await app.PersonAsync();
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 }) { BaseAddress = app.Url };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", new string('a', 199) + "\U0001F488");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/auth/token") { Content = JsonContent.Create(new { email, password = AccessApp.Password }) };

        using var answer = await client.SendAsync(request, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
