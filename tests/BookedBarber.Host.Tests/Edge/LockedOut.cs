using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Host.Tests.Measures;
using BookedBarber.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Host.Tests.Edge;

/// <summary>No answer outlives what it was given on: a session, a token, a key, a role.</summary>
public sealed class LockedOut(ClassApp own) : IClassFixture<ClassApp>, IAsyncLifetime
{
    private readonly App _app = own.App;
    private Town _town = null!;
    private HttpClient _administrator = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IReadOnlyList<Question> Questions => Question.OfEachKind(_town);

    public async ValueTask InitializeAsync()
    {
        _town = await Town.BuildAsync(_app);
        _administrator = await _app.SignInAsAdministratorAsync();
    }

    public ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_has_signed_out_gets_nothing_from_memory()
    {
        using var owner = await _app.SignInAsync(Role.Owner, _town.Group);
        var (access, refresh) = await TokensAsync(await EmailAsync(owner));
        owner.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access);
        await RememberAllAsync(owner);

        (await _administrator.PostAsJsonAsync("/api/v2/auth/revoke", new { refreshToken = refresh }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await ShouldAllBeAsync(owner, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_expired_token_gets_nothing_from_memory()
    {
        using var executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));
        await RememberAllAsync(executive);

        own.Clock.Advance(TimeSpan.FromMinutes(15));

        await ShouldAllBeAsync(executive, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Today_on_a_dashboard_is_read_anew_after_a_quarter_of_a_minute_and_the_rest_only_when_something_changed()
    {
        using var executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));
        var dashboard = Questions[^1];
        var first = JsonDocument.Parse(await dashboard.BytesAsync(executive)).RootElement;

        own.Clock.Advance(TimeSpan.FromSeconds(15));

        var second = JsonDocument.Parse(await dashboard.BytesAsync(executive)).RootElement;
        second.GetProperty("asOf").GetDateTimeOffset().ShouldBe(first.GetProperty("asOf").GetDateTimeOffset());
        (second.GetProperty("live").GetProperty("asOf").GetDateTimeOffset() - first.GetProperty("live").GetProperty("asOf").GetDateTimeOffset()).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_forged_token_gets_nothing_from_memory()
    {
        using var executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));
        await RememberAllAsync(executive);
        var token = executive.DefaultRequestHeaders.Authorization!.Parameter!;

        executive.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (token[0] == 'A' ? 'B' : 'A') + token[1..]);

        await ShouldAllBeAsync(executive, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_role_that_was_taken_away_gives_nothing_from_memory()
    {
        using var owner = await _app.SignInAsync(Role.Owner, _town.Group);
        await RememberAllAsync(owner);
        var (person, grant) = await GrantAsync(owner);

        (await _administrator.DeleteAsync($"/api/v2/franchise/networks/{_town.Network}/people/{person}/grants/{grant}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await ShouldAllBeAsync(owner, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_role_that_was_changed_gives_what_the_new_one_may_see()
    {
        using var owner = await _app.SignInAsync(Role.Owner, _town.Group);
        await RememberAllAsync(owner);
        var (person, grant) = await GrantAsync(owner);
        var people = $"/api/v2/franchise/networks/{_town.Network}/people/{person}/grants";

        (await _administrator.PostAsJsonAsync(people, new { nodeId = _town.Harbor, role = "location_manager" }, Ct)).EnsureSuccessStatusCode();
        (await _administrator.DeleteAsync($"{people}/{grant}", Ct)).EnsureSuccessStatusCode();

        var list = JsonDocument.Parse(await Questions[0].BytesAsync(owner)).RootElement;
        list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).ShouldBe([_town.Harbor.Value]);
        (await Questions[4].StatusAsync(owner)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_revoked_key_gets_nothing_from_memory()
    {
        using var owner = await _app.SignInAsync(Role.Owner, _town.Group);
        var made = await Figures.JsonAsync(await owner.PostAsJsonAsync("/api/v2/auth/keys", new { name = "report" }, Ct));
        using var program = _app.Anonymous();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.GetProperty("key").GetString());
        await RememberAllAsync(program);

        (await owner.DeleteAsync($"/api/v2/auth/keys/{made.GetProperty("id").GetGuid()}", Ct)).EnsureSuccessStatusCode();

        await ShouldAllBeAsync(program, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_stranger_from_another_network_gets_nothing_of_what_is_remembered_for_others()
    {
        using var executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));
        var other = await Town.BuildAsync(_app, "other");
        using var stranger = await _app.SignInAsync(Role.Executive, NodeId.Root(other.Network));
        await RememberAllAsync(executive);

        await ShouldAllBeAsync(stranger, HttpStatusCode.NotFound);
        using var nobody = _app.Anonymous();
        await ShouldAllBeAsync(nobody, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_shop_that_left_a_branch_is_no_longer_answered_to_its_owner()
    {
        using var owner = await _app.SignInAsync(Role.Owner, _town.Group);
        await RememberAllAsync(owner);
        using var read = await _administrator.GetAsync($"/api/v2/franchise/locations/{_town.Main}", Ct);
        using var move = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/franchise/locations/{_town.Main}/move") { Content = JsonContent.Create(new { parentId = _town.South }) };
        move.Headers.IfMatch.Add(read.Headers.ETag!);

        (await _administrator.SendAsync(move, Ct)).EnsureSuccessStatusCode();

        (await Questions[4].StatusAsync(owner)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_one_node_is_told_holds_on_the_other()
    {
        await using var second = await App.StartAsync(_app.Source, services => services.AddSingleton<TimeProvider>(own.Clock));
        using var owner = await _app.SignInAsync(Role.Owner, _town.Group);
        using var elsewhere = second.Anonymous();
        elsewhere.DefaultRequestHeaders.Authorization = owner.DefaultRequestHeaders.Authorization;
        foreach (var question in Questions)
        {
            await question.RememberAsync(second, elsewhere);
        }

        var (person, grant) = await GrantAsync(owner);
        (await _administrator.DeleteAsync($"/api/v2/franchise/networks/{_town.Network}/people/{person}/grants/{grant}", Ct)).EnsureSuccessStatusCode();

        foreach (var question in Questions)
        {
            await Eventually.ShouldAsync(async () => await question.StatusAsync(elsewhere) == HttpStatusCode.NotFound);
        }
    }

    private async Task RememberAllAsync(HttpClient client)
    {
        foreach (var question in Questions)
        {
            await question.RememberAsync(_app, client);
        }
    }

    private async Task ShouldAllBeAsync(HttpClient client, HttpStatusCode expected)
    {
        foreach (var question in Questions)
        {
            (await question.StatusAsync(client)).ShouldBe(expected, question.Path);
        }
    }

    private static async Task<string> EmailAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/v2/auth/me", Ct)).GetProperty("email").GetString()!;

    private async Task<(string Access, string Refresh)> TokensAsync(string email)
    {
        using var client = _app.Anonymous();
        var pair = await Figures.JsonAsync(await client.PostAsJsonAsync("/api/v2/auth/token", new { email, password = App.Password }, Ct));
        return (pair.GetProperty("accessToken").GetString()!, pair.GetProperty("refreshToken").GetString()!);
    }

    private async Task<(Guid Person, Guid Grant)> GrantAsync(HttpClient client)
    {
        var person = (await client.GetFromJsonAsync<JsonElement>("/api/v2/auth/me", Ct)).GetProperty("id").GetGuid();
        var item = await _administrator.GetFromJsonAsync<JsonElement>($"/api/v2/franchise/networks/{_town.Network}/people/{person}", Ct);
        return (person, item.GetProperty("grants")[0].GetProperty("id").GetGuid());
    }
}
