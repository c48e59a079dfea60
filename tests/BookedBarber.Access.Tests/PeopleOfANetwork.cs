using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Access.Tests;

public sealed class PeopleOfANetwork
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_executive_adds_a_person_who_can_then_sign_in()
    {
        await using var app = await AccessApp.StartAsync();
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);

        using var made = await PostAsync(executive, app, "", NewPerson("new@example.test", app.Shop, "location_manager"));

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        made.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var person = await made.JsonAsync();
        person.GetProperty("status").GetString().ShouldBe("active");
        person.GetProperty("grants")[0].GetProperty("nodeName").GetString().ShouldBe("Shop");
        await app.TokensAsync("new@example.test");
    }

    [Theory]
    [InlineData("owner", "executive", false)]
    [InlineData("owner", "regional_manager", false)]
    [InlineData("owner", "owner", true)]
    [InlineData("owner", "barber", true)]
    [InlineData("regional_manager", "executive", false)]
    [InlineData("regional_manager", "owner", true)]
    [InlineData("executive", "executive", true)]
    public async Task Nobody_grants_a_role_above_their_own(string own, string granted, bool allowed)
    {
        await using var app = await AccessApp.StartAsync();
        Roles.TryParse(own, out var role).ShouldBeTrue();
        using var caller = await app.SignedInAsync(role, own == "executive" ? app.Root : app.Region);

        using var answer = await PostAsync(caller, app, "", NewPerson("new@example.test", app.Shop, granted));

        answer.StatusCode.ShouldBe(allowed ? HttpStatusCode.Created : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_grants_outside_their_own_branch()
    {
        await using var app = await AccessApp.StartAsync();
        using var manager = await app.SignedInAsync(Role.RegionalManager, app.Region);

        using var above = await PostAsync(manager, app, "", NewPerson("a@example.test", app.Root, "barber"));
        using var beside = await PostAsync(manager, app, "", NewPerson("b@example.test", app.OtherShop, "barber"));
        using var elsewhere = await PostAsync(manager, app, "", NewPerson("c@example.test", app.Elsewhere, "barber"));
        using var nowhere = await PostAsync(manager, app, "", NewPerson("d@example.test", new NodeId(Guid.CreateVersion7(app.Clock.GetUtcNow())), "barber"));

        foreach (var answer in new[] { above, beside, elsewhere, nowhere })
        {
            await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        }
    }

    [Fact]
    public async Task Two_small_roles_do_not_add_up_to_a_large_one()
    {
        await using var app = await AccessApp.StartAsync();
        using var caller = await app.SignedInAsync(new NewGrant(app.Region, Role.LocationManager), new NewGrant(app.OtherShop, Role.Owner));

        using var answer = await PostAsync(caller, app, "", NewPerson("a@example.test", app.Shop, "barber"));

        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found"); // seen by the one role, writable by neither
    }

    [Fact]
    public async Task An_owner_cannot_take_over_an_account_that_reaches_beyond_the_own_branch()
    {
        await using var app = await AccessApp.StartAsync();
        using var owner = await app.SignedInAsync(Role.Owner, app.Region);
        var (both, _) = await app.PersonAsync(new NewGrant(app.Shop, Role.Barber), new NewGrant(app.Elsewhere, Role.Executive));

        using var disabled = await PatchAsync(owner, app, both, "1", new { status = "disabled" });
        using var password = await PatchAsync(owner, app, both, "1", new { password = "now it is my account" });

        await disabled.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "person_beyond_reach");
        await password.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "person_beyond_reach");
        var person = await owner.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/people/{both}");
        person.GetProperty("grants").GetArrayLength().ShouldBe(1); // the other network's grant is not told
    }

    [Fact]
    public async Task Disabling_ends_sessions_and_keys_and_activating_gives_the_account_back()
    {
        await using var app = await AccessApp.StartAsync();
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        var (id, email) = await app.PersonAsync(new NewGrant(app.Shop, Role.LocationManager));
        var tokens = await app.TokensAsync(email);
        using var client = app.WithToken(tokens.AccessToken);
        await client.GetJsonAsync("/api/v2/auth/me");

        using var disabled = await PatchAsync(executive, app, id, "1", new { status = "disabled" });

        disabled.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await client.GetAsync("/api/v2/auth/me", Token);
        await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid");
        using var refreshed = await app.RefreshAsync(tokens.RefreshToken);
        await refreshed.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid");
        using var again = await app.SignInAsync(email);
        await again.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        using var active = await PatchAsync(executive, app, id, "2", new { status = "active" });
        active.StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.TokensAsync(email);
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_seen()
    {
        await using var app = await AccessApp.StartAsync();
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        var (id, _) = await app.PersonAsync(new NewGrant(app.Shop, Role.Barber));

        using var without = await PatchAsync(executive, app, id, null, new { name = "New" });
        using var first = await PatchAsync(executive, app, id, "1", new { name = "New" });
        using var stale = await PatchAsync(executive, app, id, "1", new { name = "Newer" });

        await without.ShouldBeProblemAsync((HttpStatusCode)428, "version_required");
        first.Headers.ETag!.Tag.ShouldBe("\"2\"");
        await stale.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "version_mismatch");
    }

    [Fact]
    public async Task Nobody_takes_away_their_own_last_executive_role()
    {
        await using var app = await AccessApp.StartAsync();
        var (id, email) = await app.PersonAsync(new NewGrant(app.Root, Role.Executive));
        using var executive = app.WithToken((await app.TokensAsync(email)).AccessToken);
        var grant = (await executive.GetJsonAsync("/api/v2/auth/me")).GetProperty("grants")[0].GetProperty("id").GetGuid();

        using var own = await executive.DeleteAsync($"/api/v2/franchise/networks/{app.Network}/people/{id}/grants/{grant}", Token);
        using var other = await app.SignedInAsync(Role.Executive, app.Root);
        using var byOther = await other.DeleteAsync($"/api/v2/franchise/networks/{app.Network}/people/{id}/grants/{grant}", Token);

        await own.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "last_executive_grant");
        byOther.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_list_shows_the_own_branch_only_page_by_page()
    {
        await using var app = await AccessApp.StartAsync();
        using var owner = await app.SignedInAsync(Role.Owner, app.Region);
        for (var i = 0; i < 4; i++)
        {
            await app.PersonAsync(new NewGrant(app.Shop, Role.Barber));
            await app.PersonAsync(new NewGrant(app.OtherShop, Role.Barber));
            await app.PersonAsync(new NewGrant(app.Elsewhere, Role.Barber));
        }

        var emails = new List<string>();
        string? cursor = null;
        do
        {
            var page = await owner.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/people?limit=2&sort=-name{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            page.GetProperty("total").GetInt64().ShouldBe(5);
            emails.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("email").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        emails.ShouldBe(["person8@example.test", "person5@example.test", "person2@example.test", "person11@example.test", "person1@example.test"]);
        (await owner.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/people?role=owner")).GetProperty("total").GetInt64().ShouldBe(1);
        (await owner.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/people?search=ON11%40")).GetProperty("total").GetInt64().ShouldBe(1);
        (await owner.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/people?search=%25")).GetProperty("total").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task The_preview_shows_what_that_person_sees_here_and_nothing_of_elsewhere()
    {
        await using var app = await AccessApp.StartAsync();
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        var (id, email) = await app.PersonAsync(new NewGrant(app.Shop, Role.Barber), new NewGrant(app.Elsewhere, Role.Owner));

        var preview = await executive.GetJsonAsync($"/api/v2/franchise/networks/{app.Network}/people/{id}/preview");

        preview.GetProperty("email").GetString().ShouldBe(email);
        preview.GetProperty("grants").GetArrayLength().ShouldBe(1);
        preview.GetProperty("permissions").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(app.Network.ToString());
        preview.ToString().ShouldNotContain("lsewhere");
    }

    [Fact]
    public async Task Somebody_of_another_network_neither_exists_nor_can_be_made_again()
    {
        await using var app = await AccessApp.StartAsync();
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        var (id, email) = await app.PersonAsync(new NewGrant(app.Elsewhere, Role.Barber));

        using var found = await executive.GetAsync($"/api/v2/franchise/networks/{app.Network}/people/{id}", Token);
        using var granted = await PostAsync(executive, app, $"/{id}/grants", new { nodeId = app.Shop, role = "barber" });
        using var made = await PostAsync(executive, app, "", NewPerson(email, app.Shop, "barber"));

        await found.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        await granted.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        await made.ShouldBeProblemAsync(HttpStatusCode.Conflict, "email_taken");
    }

    [Fact]
    public async Task Making_the_same_person_twice_changes_nothing()
    {
        await using var app = await AccessApp.StartAsync();
        var people = app.Get<IPeople>();
        var person = new NewPerson("demo@example.test", "Demo", AccessApp.Password, [new NewGrant(app.Shop, Role.Barber)]);

        var first = await people.EnsureAsync(Caller.System, person, Token);
        var second = await people.EnsureAsync(Caller.System, person with { Name = "Other", Password = "another password" }, Token);

        second.Value.ShouldBe(first.Value);
        (await app.AsOwnerAsync("select count(*) from access.role_grant")).ShouldBe(1L);
    }

    private static object NewPerson(string email, NodeId node, string role) =>
        new { email, name = "New", password = AccessApp.Password, grants = new[] { new { nodeId = node, role } } };

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, AccessApp app, string path, object body) =>
        client.PostAsJsonAsync($"/api/v2/franchise/networks/{app.Network}/people{path}", body, JsonSerializerOptions.Web, Token);

    private static async Task<HttpResponseMessage> PatchAsync(HttpClient client, AccessApp app, PersonId id, string? version, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v2/franchise/networks/{app.Network}/people/{id}") { Content = JsonContent.Create(body) };
        if (version is not null)
        {
            request.Headers.Add("If-Match", $"\"{version}\"");
        }

        return await client.SendAsync(request, Token);
    }
}
