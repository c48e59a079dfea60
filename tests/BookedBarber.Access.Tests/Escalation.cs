using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using BookedBarber.Access.Contracts;
using BookedBarber.Access.Features.Sessions;
using BookedBarber.Access.Storage;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Access.Tests;

/// <summary>Ways to more power than was granted, or to be left with nobody in power.</summary>
public sealed class Escalation(AccessHouse house) : IClassFixture<AccessHouse>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_grant_without_a_role_is_refused_and_not_taken_for_the_highest()
    {
        await using var app = await AccessApp.InAsync(house);
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        var (id, _) = await app.PersonAsync(new NewGrant(app.Shop, Role.Barber));
        foreach (var body in new[] { $"{{\"nodeId\":\"{app.Shop}\"}}", "{\"role\":\"barber\"}", "{}" })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await executive.PostAsync($"{People(app)}/{id}/grants", content, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
        }

        (await executive.GetJsonAsync($"{People(app)}/{id}")).GetProperty("grants").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Two_executives_who_take_the_role_from_each_other_at_once_do_not_both_succeed()
    {
        await using var app = await AccessApp.StartAsync();
        var (one, oneEmail) = await app.PersonAsync(new NewGrant(app.Root, Role.Executive));
        var (two, twoEmail) = await app.PersonAsync(new NewGrant(app.Root, Role.Executive));
        using var asOne = app.WithToken((await app.TokensAsync(oneEmail)).AccessToken);
        using var asTwo = app.WithToken((await app.TokensAsync(twoEmail)).AccessToken);
        var (grantOfOne, grantOfTwo) = (await OnlyGrantAsync(asOne, app, one), await OnlyGrantAsync(asTwo, app, two));

        var answers = await Task.WhenAll(
            asOne.DeleteAsync($"{People(app)}/{two}/grants/{grantOfTwo}", Token),
            asTwo.DeleteAsync($"{People(app)}/{one}/grants/{grantOfOne}", Token));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        (await app.AsOwnerAsync("select count(*) from access.role_grant where role = 'executive'")).ShouldBe(1L);
    }

    [Fact]
    public async Task Two_executives_who_disable_each_other_at_once_do_not_both_succeed()
    {
        await using var app = await AccessApp.StartAsync();
        var (one, oneEmail) = await app.PersonAsync(new NewGrant(app.Root, Role.Executive));
        var (two, twoEmail) = await app.PersonAsync(new NewGrant(app.Root, Role.Executive));
        using var asOne = app.WithToken((await app.TokensAsync(oneEmail)).AccessToken);
        using var asTwo = app.WithToken((await app.TokensAsync(twoEmail)).AccessToken);
        await asOne.GetJsonAsync("/api/v2/auth/me");
        await asTwo.GetJsonAsync("/api/v2/auth/me");

        var answers = await Task.WhenAll(PatchAsync(asOne, app, two, new { status = "disabled" }), PatchAsync(asTwo, app, one, new { status = "disabled" }));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        (await app.AsOwnerAsync("select count(*) from access.person where status = 'active'")).ShouldBe(1L);
    }

    [Fact]
    public async Task An_executive_role_further_down_does_not_stand_in_for_the_own_last_one_of_the_network()
    {
        await using var app = await AccessApp.InAsync(house);
        var (id, email) = await app.PersonAsync(new NewGrant(app.Root, Role.Executive), new NewGrant(app.Region, Role.Executive));
        using var executive = app.WithToken((await app.TokensAsync(email)).AccessToken);
        var grants = (await executive.GetJsonAsync($"{People(app)}/{id}")).GetProperty("grants").EnumerateArray().ToDictionary(grant => grant.GetProperty("nodeId").GetGuid(), grant => grant.GetProperty("id").GetGuid());

        using var ofAll = await executive.DeleteAsync($"{People(app)}/{id}/grants/{grants[app.Root.Value]}", Token);
        using var ofPart = await executive.DeleteAsync($"{People(app)}/{id}/grants/{grants[app.Region.Value]}", Token);

        await ofAll.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "last_executive_grant");
        ofPart.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Nobody_sets_their_own_password_without_the_current_one()
    {
        await using var app = await AccessApp.InAsync(house);
        var (id, email) = await app.PersonAsync(new NewGrant(app.Root, Role.Executive));
        using var executive = app.WithToken((await app.TokensAsync(email)).AccessToken);

        using var answer = await PatchAsync(executive, app, id, new { password = "whoever holds my session" });

        await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "own_account");
        await app.TokensAsync(email);
    }

    [Fact]
    public async Task An_api_key_sets_nobodys_password()
    {
        await using var app = await AccessApp.InAsync(house);
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        var (other, email) = await app.PersonAsync(new NewGrant(app.Root, Role.Executive));
        using var made = await executive.PostAsJsonAsync("/api/v2/auth/keys", new { name = "till" }, Token);
        using var key = app.WithToken((await made.JsonAsync()).GetProperty("key").GetString()!);

        using var answer = await PatchAsync(key, app, other, new { password = "a key would outlive itself" });

        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await app.TokensAsync(email);
    }

    [Fact]
    public async Task Trying_current_passwords_with_somebodys_session_locks_the_account_like_trying_to_sign_in()
    {
        await using var app = await AccessApp.InAsync(house);
        var (_, email) = await app.PersonAsync(new NewGrant(app.Shop, Role.Barber));
        using var stolen = app.WithToken((await app.TokensAsync(email)).AccessToken);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await stolen.PostAsJsonAsync("/api/v2/auth/password", new { currentPassword = $"guess number {i}", newPassword = "now it is my account" }, Token);
            wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        using var right = await stolen.PostAsJsonAsync("/api/v2/auth/password", new { currentPassword = AccessApp.Password, newPassword = "now it is my account" }, Token);

        right.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        await app.TokensAsync(email);
    }

    [Fact]
    public async Task A_sign_in_that_was_checked_before_the_password_changed_opens_no_session_after_it()
    {
        await using var app = await AccessApp.InAsync(house);
        var (id, email) = await app.PersonAsync();
        await using var scope = app.Get<IServiceScopeFactory>().CreateAsyncScope();
        var asChecked = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email);
        await app.Get<IPeople>().SetPasswordAsync(Caller.System, id, "other words entirely", Token);

        (await app.Get<SessionBook>().OpenFamilyAsync(asChecked!, null, Token)).ShouldBeNull();
        (await app.Get<SessionBook>().OpenCookieAsync(asChecked!, null, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task An_administrator_changes_somebody_in_a_network_that_they_belong_to_and_in_no_other()
    {
        await using var app = await AccessApp.InAsync(house);
        var (_, administrator) = await app.PersonAsync(isAdministrator: true);
        var (id, email) = await app.PersonAsync(new NewGrant(app.Elsewhere, Role.Owner));
        using var client = app.WithToken((await app.TokensAsync(administrator)).AccessToken);

        using var answer = await PatchAsync(client, app, id, new { name = "Renamed" });

        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        (await app.AsOwnerAsync($"select count(*) from access.person where normalized_email = '{email}' and name = 'Renamed'")).ShouldBe(0L);
    }

    [Fact]
    public async Task Nobody_is_called_like_an_api_key_or_holds_what_cannot_be_read()
    {
        await using var app = await AccessApp.InAsync(house);
        using var executive = await app.SignedInAsync(Role.Executive, app.Root);
        foreach (var name in new[] { "Ada · key till", "a\0b", "two\nlines" })
        {
            using var answer = await executive.PostAsJsonAsync(People(app), new { email = "new@example.test", name, grants = new[] { new { nodeId = app.Shop.Value, role = "barber" } } }, Token);
            await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        }
    }

    private static string People(AccessApp app) => $"/api/v2/franchise/networks/{app.Network}/people";

    private static async Task<Guid> OnlyGrantAsync(HttpClient client, AccessApp app, PersonId id) =>
        (await client.GetJsonAsync($"{People(app)}/{id}")).GetProperty("grants").EnumerateArray().Single().GetProperty("id").GetGuid();

    private static async Task<HttpResponseMessage> PatchAsync(HttpClient client, AccessApp app, PersonId id, object patch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"{People(app)}/{id}") { Content = JsonContent.Create(patch) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        return await client.SendAsync(request, Token);
    }
}
