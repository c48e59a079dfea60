using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Streams;

public sealed class PerformanceStreamTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task The_first_frame_is_a_snapshot_and_a_sale_follows_as_a_change_with_the_new_figures()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        await using var stream = await OpenAsync(app, executive, town);
        var first = await stream.NextAsync();

        var sale = await Sell.HaircutAsync(executive, town.Main, 40m, "a");
        var change = await stream.NextAsync("change");

        first.GetProperty("type").GetString().ShouldBe("snapshot");
        var told = change.GetProperty("events").EnumerateArray().Single(e => e.GetProperty("kind").GetString() == "sale");
        (told.GetProperty("id").GetGuid(), told.GetProperty("amount").GetString()).ShouldBe((sale, "40.00"));
        NetSales(change, town.Main.Value).ShouldBe("40.00");
        NetSales(change, town.Network.Value).ShouldBe("40.00");
        change.GetProperty("seq").GetInt64().ShouldBeGreaterThan(first.GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task A_viewer_hears_of_the_own_branch_only()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        using var south = await app.SignInAsync(Role.RegionalManager, town.South);
        await using var stream = await OpenAsync(app, south, town);
        var snapshot = await stream.NextAsync();

        await Sell.HaircutAsync(executive, town.Main, 40m, "north");
        var own = await Sell.HaircutAsync(executive, town.Harbor, 25m, "south");
        var change = await stream.NextAsync("change");

        Nodes(snapshot).ShouldBe([town.South.Value, town.Harbor.Value], ignoreOrder: true);
        change.GetProperty("events").EnumerateArray().Where(e => e.GetProperty("kind").GetString() == "sale").Select(e => e.GetProperty("id").GetGuid()).ShouldBe([own]);
        Nodes(change).ShouldBe([town.South.Value, town.Harbor.Value], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_comes_back_with_the_last_number_misses_nothing_and_hears_nothing_twice()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        long last;
        await using (var stream = await OpenAsync(app, executive, town))
        {
            await Sell.HaircutAsync(executive, town.Main, 10m, "before");
            await stream.SalesAsync(1);
            last = (await LastSeqAsync(stream)).GetProperty("seq").GetInt64();
        }

        var missed = new List<Guid>();
        for (var n = 0; n < 5; n++)
        {
            missed.Add(await Sell.HaircutAsync(executive, n % 2 == 0 ? town.Main : town.Harbor, 10m + n, $"missed {n}"));
        }

        await using var again = await OpenAsync(app, executive, town, $"from={last}");
        (await again.NextAsync()).GetProperty("reason").GetString().ShouldBe("resume");
        var live = await Sell.HaircutAsync(executive, town.Side, 99m, "live");
        (await again.SalesAsync(6)).ShouldBe([.. missed, live]);
    }

    [Theory]
    [InlineData("from=999999999")]
    [InlineData("from=-5")]
    public async Task A_position_that_was_never_given_out_gets_a_fresh_snapshot(string query)
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));

        await using var stream = await OpenAsync(app, executive, town, query);

        var first = await stream.NextAsync();
        (first.GetProperty("type").GetString(), first.GetProperty("reason").GetString()).ShouldBe(("snapshot", "gap"));
    }

    [Fact]
    public async Task A_sale_taken_by_one_node_shows_on_the_stream_of_the_other()
    {
        await using var one = await App.StartAsync();
        var town = await Town.BuildAsync(one);
        using var executive = await one.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        await using var two = await App.StartAsync(one.Source);
        await using var stream = await StreamReader.OpenAsync(two.Url, Token(executive), town.Network);
        await stream.NextAsync();

        var sale = await Sell.HaircutAsync(executive, town.Main, 40m, "a");

        (await stream.SalesAsync(1)).ShouldBe([sale]);
    }

    [Fact]
    public async Task The_token_may_come_as_a_subprotocol()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));

        await using var stream = await StreamReader.OpenAsync(app.Url, token: null, town.Network, protocols: ["bookedbarber.v2", Token(executive)]);

        stream.SubProtocol.ShouldBe("bookedbarber.v2");
        (await stream.NextAsync()).GetProperty("type").GetString().ShouldBe("snapshot");
    }

    [Fact]
    public async Task The_stream_also_runs_over_http_2()
    {
        await using var app = await App.StartAsync(null, null, $"h2c://127.0.0.1:{FreePort()}");
        var town = await Town.BuildAsync(app);
        var token = await HttpTwo.TokenAsync(app, town);

        await using var stream = await StreamReader.OpenAsync(app.Url, token, town.Network, version: HttpVersion.Version20);

        (await stream.NextAsync()).GetProperty("type").GetString().ShouldBe("snapshot");
    }

    [Fact]
    public async Task Nobody_and_people_of_another_network_get_no_stream()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        var other = await Town.BuildAsync(app, "other");
        using var stranger = await app.SignInAsync(Role.Executive, NodeId.Root(other.Network));

        (await StreamReader.RefusalAsync(app.Url, token: null, town.Network)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StreamReader.RefusalAsync(app.Url, Token(stranger), town.Network)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_barber_hears_of_the_own_chair_only_and_sees_no_figures()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        await Sell.HaircutAsync(executive, town.Main, 10m, "makes the staff records", "ana");
        using var staff = await executive.GetAsync($"/api/v2/franchise/locations/{town.Main}/staff", TestContext.Current.CancellationToken);
        var ana = JsonDocument.Parse(await staff.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("items")[0].GetProperty("id").GetGuid();
        using var barber = await app.SignInAsync(Role.Barber, town.Main, ana);
        await using var stream = await OpenAsync(app, barber, town);
        var snapshot = await stream.NextAsync();

        await Sell.HaircutAsync(executive, town.Main, 40m, "somebody else's", "ben");
        var own = await Sell.HaircutAsync(executive, town.Main, 30m, "own", "ana");

        snapshot.GetProperty("nodes").GetArrayLength().ShouldBe(0);
        (await stream.SalesAsync(1)).ShouldBe([own]);
    }

    [Fact]
    public async Task A_ping_is_answered_and_a_branch_can_be_chosen_on_the_open_stream()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        await using var stream = await OpenAsync(app, executive, town);
        await stream.NextAsync();

        await stream.SendAsync("""{"type":"ping","id":"7"}""");
        (await stream.NextAsync("pong")).GetProperty("id").GetString().ShouldBe("7");
        await stream.SendAsync($$"""{"type":"subscribe","node":"{{town.South}}"}""");
        Nodes(await stream.NextStartAsync()).ShouldBe([town.South.Value, town.Harbor.Value], ignoreOrder: true);
        await stream.SendAsync("not json");
        (await stream.NextAsync("error")).GetProperty("code").GetString().ShouldBe("unknown_message");
    }

    [Fact]
    public async Task The_stream_ends_when_the_session_that_opened_it_is_ended()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        await using var stream = await OpenAsync(app, executive, town);
        await stream.NextAsync();

        var sessions = JsonDocument.Parse(await executive.GetStringAsync("/api/v2/auth/sessions", TestContext.Current.CancellationToken)).RootElement.GetProperty("items");
        (await executive.DeleteAsync($"/api/v2/auth/sessions/{sessions[0].GetProperty("id").GetGuid()}", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        await stream.ShouldEndAsync();
    }

    [Fact]
    public async Task The_stream_goes_on_when_a_grant_is_told_of_that_changes_nothing_of_what_it_may_show()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        const string email = "south-and-harbor@example.test";
        using var south = await app.SignInAsync(email, isAdministrator: false, new NewGrant(town.South, Role.RegionalManager));
        await using var stream = await OpenAsync(app, south, town);
        await stream.NextAsync();

        using var also = await app.SignInAsync(email, isAdministrator: false, new NewGrant(town.Harbor, Role.LocationManager));
        var sale = await Sell.HaircutAsync(executive, town.Harbor, 25m, "after the grant");

        (await stream.SalesAsync(1)).ShouldBe([sale]);
    }

    [Fact]
    public async Task The_stream_ends_when_the_role_it_rests_on_is_taken_away()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var administrator = await app.SignInAsAdministratorAsync();
        using var south = await app.SignInAsync(Role.RegionalManager, town.South);
        await using var stream = await OpenAsync(app, south, town);
        await stream.NextAsync();

        var people = JsonDocument.Parse(await administrator.GetStringAsync($"/api/v2/franchise/networks/{town.Network}/people", TestContext.Current.CancellationToken)).RootElement.GetProperty("items");
        var person = people.EnumerateArray().Single(one => one.GetProperty("grants").EnumerateArray().Any(grant => grant.GetProperty("nodeId").GetGuid() == town.South.Value));
        using var taken = await administrator.DeleteAsync(
            $"/api/v2/franchise/networks/{town.Network}/people/{person.GetProperty("id").GetGuid()}/grants/{person.GetProperty("grants")[0].GetProperty("id").GetGuid()}", TestContext.Current.CancellationToken);
        taken.EnsureSuccessStatusCode();

        await stream.ShouldEndAsync();
    }

    [Fact]
    public async Task The_stream_of_a_unit_ends_when_the_unit_moves_out_of_the_viewers_branch()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        using var north = await app.SignInAsync(Role.RegionalManager, town.North);
        await using var stream = await OpenAsync(app, north, town, $"node={town.Main}");
        await stream.NextAsync();

        using var moved = await executive.PostAsJsonAsync($"/api/v2/franchise/locations/{town.Main}/move", new { parentId = town.South.Value }, TestContext.Current.CancellationToken);
        moved.EnsureSuccessStatusCode();
        await Sell.HaircutAsync(executive, town.Main, 40m, "no longer theirs");

        (await stream.UntilEndAsync()).ShouldNotContain(frame => frame.GetProperty("type").GetString() == "change");
    }

    private static Task<StreamReader> OpenAsync(App app, HttpClient client, Town town, string query = "") => StreamReader.OpenAsync(app.Url, Token(client), town.Network, query);

    private static string Token(HttpClient client) => client.DefaultRequestHeaders.Authorization!.Parameter!;

    private static string? NetSales(JsonElement frame, Guid node) =>
        frame.GetProperty("nodes").EnumerateArray().Single(n => n.GetProperty("nodeId").GetGuid() == node).GetProperty("netSales").GetString();

    private static IReadOnlyList<Guid> Nodes(JsonElement frame) => [.. frame.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("nodeId").GetGuid()).Distinct()];

    // The pong tells the newest number that this socket was told.
    private static async Task<JsonElement> LastSeqAsync(StreamReader stream)
    {
        await stream.SendAsync("""{"type":"ping","id":"last"}""");
        return await stream.NextAsync("pong");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
