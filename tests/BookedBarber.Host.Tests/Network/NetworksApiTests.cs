using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Network;

public sealed class NetworksApiTests : IAsyncLifetime
{
    private App _app = null!;
    private Town _town = null!;
    private HttpClient _admin = null!;
    private HttpClient _executive = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await App.StartAsync();
        _town = await Town.BuildAsync(_app, slug: "town");
        _admin = await _app.SignInAsAdministratorAsync();
        _executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_network_is_created_once_for_one_idempotency_key()
    {
        var body = new { name = "Fade Harbour", currency = "EUR", timeZone = "Europe/Vienna" };
        var first = await _admin.CallAsync("POST", "networks", body, key: "k1");
        var again = await _admin.CallAsync("POST", "networks", body, key: "k1");
        var other = await _admin.CallAsync("POST", "networks", body with { name = "Other" }, key: "k1");

        first.ShouldSatisfyAllConditions(
            () => first.Status.ShouldBe(201),
            () => first.Text("slug").ShouldBe("fade-harbour"),
            () => first.Tag.ShouldBe("\"1\""),
            () => first.Location.ShouldBe($"/api/v2/franchise/networks/{first.Text("id")}"));
        again.Status.ShouldBe(200);
        again.Text("id").ShouldBe(first.Text("id"));
        (other.Status, other.Code).ShouldBe((409, "idempotency_conflict"));
    }

    [Fact]
    public async Task Callers_see_the_networks_they_belong_to_and_count_what_they_may_see()
    {
        await Town.BuildAsync(_app, "elsewhere", "elsewhere");
        using var owner = await _app.SignInAsync(Role.Owner, _town.Group);

        (await _admin.CallAsync("GET", "networks?sort=-name")).Items("slug").ShouldBe(["town", "elsewhere"]);
        var mine = await owner.CallAsync("GET", "networks");
        mine.Items("slug").ShouldBe(["town"]);
        mine.Body.GetProperty("items")[0].GetProperty("locationCount").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_read()
    {
        var path = $"networks/{_town.Network}";
        var read = await _executive.CallAsync("GET", path);

        (await _executive.CallAsync("PATCH", path, new { name = "Town" })).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(428), a => a.Code.ShouldBe("version_required"));
        var changed = await _executive.CallAsync("PATCH", path, new { name = "Town & Sons" }, ifMatch: read.Tag);
        (changed.Status, changed.Text("name")).ShouldBe((200, "Town & Sons"));
        (await _executive.CallAsync("PATCH", path, new { name = "Late" }, ifMatch: read.Tag)).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(412), a => a.Code.ShouldBe("version_mismatch"));
        (await _executive.CallAsync("PATCH", path, new { currency = "EUR" }, ifMatch: changed.Tag)).Code.ShouldBe("currency_fixed");
        (await _executive.CallAsync("GET", $"{path}/tree")).Body.GetProperty("nodes")[0].GetProperty("name").GetString().ShouldBe("Town & Sons");
    }

    [Fact]
    public async Task An_archived_network_leaves_the_list_until_it_is_restored()
    {
        await _executive.CallAsync("POST", $"networks/{_town.Network}/archive");

        (await _executive.CallAsync("GET", "networks")).Items("slug").ShouldBeEmpty();
        (await _executive.CallAsync("GET", "networks?status=archived")).Items("slug").ShouldBe(["town"]);
        (await _executive.CallAsync("POST", $"networks/{_town.Network}/restore")).Text("status").ShouldBe("active");
        (await _executive.CallAsync("GET", "networks")).Items("slug").ShouldBe(["town"]);
    }

    [Fact]
    public async Task Who_manages_a_region_does_not_change_the_network()
    {
        using var manager = await _app.SignInAsync(Role.RegionalManager, _town.North);

        (await manager.CallAsync("PATCH", $"networks/{_town.Network}", new { name = "Mine" }, ifMatch: "*")).Status.ShouldBe(403);
        (await manager.CallAsync("POST", "networks", new { name = "Mine", currency = "EUR", timeZone = "Europe/Vienna" })).Status.ShouldBe(403);
    }

    [Fact]
    public async Task An_unchanged_tree_is_not_sent_again()
    {
        var path = $"networks/{_town.Network}/tree";
        var read = await _executive.CallAsync("GET", path);
        read.Body.GetProperty("nodes").GetArrayLength().ShouldBe(7);

        (await _executive.CallAsync("GET", path, ifNoneMatch: read.Tag)).Status.ShouldBe(304);
        await _executive.CallAsync("POST", $"locations/{_town.Harbor}/archive");
        var changed = await _executive.CallAsync("GET", path, ifNoneMatch: read.Tag);
        changed.Status.ShouldBe(200);
        changed.Body.GetProperty("nodes").GetArrayLength().ShouldBe(6);
    }
}
