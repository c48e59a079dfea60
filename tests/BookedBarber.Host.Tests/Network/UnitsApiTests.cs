using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Network;

public sealed class UnitsApiTests(SharedApp shared) : IAsyncLifetime
{
    private readonly App _app = shared.App;
    private Town _town = null!;
    private HttpClient _executive = null!;
    private HttpClient _manager = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await Town.BuildAsync(_app);
        _executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));
        _manager = await _app.SignInAsync(Role.RegionalManager, _town.North);
    }

    public ValueTask DisposeAsync()
    {
        _executive.Dispose();
        _manager.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_location_is_created_read_changed_moved_archived_and_restored()
    {
        var made = await _executive.CallAsync("POST", $"networks/{_town.Network}/locations", new { name = "Quay", parentId = _town.South, code = "Q1", chairs = 5, latitude = 1.5, longitude = 2 });
        made.Status.ShouldBe(201);
        var path = $"locations/{made.Text("id")}";
        made.ShouldSatisfyAllConditions(
            () => made.Text("status").ShouldBe("candidate"),
            () => made.Text("timeZone").ShouldBe("America/New_York"),
            () => made.Text("currency").ShouldBe("USD"),
            () => made.Body.GetProperty("path").EnumerateArray().Select(step => step.GetProperty("kind").GetString()).ShouldBe(["network", "region", "location"]));

        var changed = await _executive.CallAsync("PATCH", path, new { status = "open", openedOn = "2026-01-05", latitude = (double?)null, longitude = (double?)null }, ifMatch: made.Tag);
        changed.Status.ShouldBe(200);
        changed.Body.TryGetProperty("latitude", out _).ShouldBeFalse();
        changed.Body.GetProperty("chairs").GetInt32().ShouldBe(5);

        var moved = await _executive.CallAsync("POST", $"{path}/move", new { parentId = _town.Group, from = "2026-02-01" });
        (moved.Status, moved.Text("parentId")).ShouldBe((200, _town.Group.ToString()));
        (await _executive.CallAsync("POST", $"{path}/archive")).Body.TryGetProperty("archivedAt", out _).ShouldBeTrue();
        (await _executive.CallAsync("GET", $"networks/{_town.Network}/locations?archived=true")).Items("code").ShouldBe(["Q1"]);
        (await _executive.CallAsync("POST", $"{path}/restore")).Body.TryGetProperty("archivedAt", out _).ShouldBeFalse();
        (await _executive.CallAsync("GET", path)).Text("name").ShouldBe("Quay");
    }

    [Fact]
    public async Task Regions_and_groups_have_the_same_shape_without_what_only_locations_have()
    {
        var region = await _executive.CallAsync("POST", $"networks/{_town.Network}/regions", new { name = "Far West" });
        var group = await _executive.CallAsync("POST", $"networks/{_town.Network}/groups", new { name = "Rita's", parentId = region.Text("id") });

        (region.Status, region.Text("status"), region.Text("code")).ShouldBe((201, "active", "far-west"));
        group.Body.TryGetProperty("chairs", out _).ShouldBeFalse();
        (await _executive.CallAsync("PATCH", $"groups/{group.Text("id")}", new { name = "Rita and sons" }, ifMatch: group.Tag)).Text("name").ShouldBe("Rita and sons");
        (await _executive.CallAsync("GET", $"networks/{_town.Network}/groups?under={region.Text("id")}")).Items("name").ShouldBe(["Rita and sons"]);
    }

    [Fact]
    public async Task Creating_needs_the_permission_at_the_parent()
    {
        var locations = $"networks/{_town.Network}/locations";

        (await _manager.CallAsync("POST", locations, new { name = "In", parentId = _town.Group })).Status.ShouldBe(201);
        (await _manager.CallAsync("POST", locations, new { name = "Beside", parentId = _town.South })).FieldFault().ShouldBe("parentId not_found");
        (await _manager.CallAsync("POST", locations, new { name = "Above" })).Status.ShouldBeOneOf(400, 403);
        (await _manager.CallAsync("POST", $"locations/{_town.Main}/move", new { parentId = _town.South })).FieldFault().ShouldBe("parentId not_found");
        (await _executive.CallAsync("POST", $"locations/{_town.Main}/move", new { parentId = _town.South })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Another_networks_unit_is_like_one_that_does_not_exist()
    {
        var other = await Town.BuildAsync(_app, "elsewhere");
        foreach (var (method, path, body) in new (string, string, object?)[]
        {
            ("GET", $"locations/{other.Main}", null),
            ("PATCH", $"regions/{other.North}", new { name = "x" }),
            ("POST", $"groups/{other.Group}/archive", null),
            ("POST", $"locations/{other.Main}/move", new { parentId = other.South }),
            ("PUT", $"locations/{other.Main}/opening-hours", new { hours = Array.Empty<object>() }),
            ("GET", $"networks/{other.Network}/locations", null),
            ("GET", $"networks/{other.Network}/search?q=main", null),
        })
        {
            var answer = await _executive.CallAsync(method, path, body, ifMatch: "*");
            (answer.Status, answer.Code).ShouldBe((404, "not_found"), path);
        }

        (await _executive.CallAsync("POST", $"locations/{_town.Main}/move", new { parentId = other.North })).FieldFault().ShouldBe("parentId not_found");
        (await _executive.CallAsync("GET", $"networks/{_town.Network}/locations?under={other.North}")).Items("id").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_level_is_asked_for_by_its_own_address()
    {
        (await _executive.CallAsync("GET", $"regions/{_town.Main}")).Status.ShouldBe(404);
        (await _executive.CallAsync("GET", $"locations/{_town.North}")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("wrong_level")]
    [InlineData("code_taken")]
    [InlineData("slug_taken")]
    [InlineData("closedOn required")]
    [InlineData("timeZone unknown_zone")]
    public async Task What_the_tree_cannot_hold_is_refused_with_its_reason(string reason)
    {
        object body = reason switch
        {
            "wrong_level" => new { name = "x", parentId = _town.Main },
            "code_taken" => new { name = "x", code = "1" },
            "slug_taken" => new { name = "x", slug = "town-main" },
            "closedOn required" => new { name = "x", status = "closed" },
            _ => new { name = "x", timeZone = "Pacific Standard Time" },
        };
        var answer = await _executive.CallAsync("POST", $"networks/{_town.Network}/locations", body);

        (answer.Code == "invalid_request" ? answer.FieldFault() : answer.Code).ShouldEndWith(reason);
    }

    [Fact]
    public async Task A_unit_that_holds_others_is_not_archived_and_none_is_restored_below_an_archived_one()
    {
        (await _executive.CallAsync("POST", $"regions/{_town.South}/archive")).Code.ShouldBe("not_empty");
        await _executive.CallAsync("POST", $"locations/{_town.Harbor}/archive");
        (await _executive.CallAsync("POST", $"regions/{_town.South}/archive")).Status.ShouldBe(200);
        (await _executive.CallAsync("POST", $"locations/{_town.Harbor}/restore")).Code.ShouldBe("parent_archived");
        (await _executive.CallAsync("POST", $"locations/{_town.Main}/move", new { parentId = _town.South })).Code.ShouldBe("parent_archived");
    }

    [Fact]
    public async Task Two_who_change_the_same_unit_at_once_do_not_both_succeed()
    {
        var tag = (await _executive.CallAsync("GET", $"locations/{_town.Main}")).Tag;

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => _executive.CallAsync("PATCH", $"locations/{_town.Main}", new { chairs = 100 + i }, ifMatch: tag)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Count(answer => answer.Status == 412).ShouldBe(7);
    }

    [Fact]
    public async Task Two_moves_at_once_cannot_close_a_circle()
    {
        var a = (await _executive.CallAsync("POST", $"networks/{_town.Network}/regions", new { name = "A" })).Text("id");
        var b = (await _executive.CallAsync("POST", $"networks/{_town.Network}/regions", new { name = "B" })).Text("id");

        var answers = await Task.WhenAll(_executive.CallAsync("POST", $"regions/{a}/move", new { parentId = b }), _executive.CallAsync("POST", $"regions/{b}/move", new { parentId = a }));

        answers.Select(answer => answer.Status).Order().ShouldBe([200, 422]);
        answers.Single(answer => answer.Status == 422).Code.ShouldBe("would_be_cycle");
    }

    [Fact]
    public async Task The_same_idempotency_key_makes_one_unit()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _executive.CallAsync("POST", $"networks/{_town.Network}/regions", new { name = "Once" }, key: "r1")));

        answers.Select(answer => answer.Status).Order().ShouldBe([200, 200, 200, 201]);
        answers.Select(answer => answer.Text("id")).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Opening_hours_are_set_from_a_day_on()
    {
        var path = $"locations/{_town.Main}/opening-hours";
        object Week(string closes) => new { hours = new[] { new { weekday = 1, opens = "09:00", closes } } };

        var set = await _executive.CallAsync("PUT", path, Week("18:00"));
        set.Status.ShouldBe(200);
        (await _executive.CallAsync("PUT", path, Week("20:00"), ifMatch: set.Tag)).Status.ShouldBe(200);
        (await _executive.CallAsync("PUT", path, Week("21:00"), ifMatch: set.Tag)).Status.ShouldBe(412);
        (await _executive.CallAsync("PUT", path, Week("08:00"))).FieldFault().ShouldBe("hours[0].closes before_opening");

        (await _executive.CallAsync("GET", path)).Body.GetProperty("hours")[0].GetProperty("closes").GetString().ShouldBe("20:00");
        (await _executive.CallAsync("GET", $"{path}?on=2020-01-06")).Body.GetProperty("hours")[0].GetProperty("closes").GetString().ShouldBe("18:00");
    }

    [Fact]
    public async Task Search_keeps_to_the_callers_branch()
    {
        (await _executive.CallAsync("GET", $"networks/{_town.Network}/search?q=town")).Items("title").Length.ShouldBe(6);
        var found = await _manager.CallAsync("GET", $"networks/{_town.Network}/search?q=TOWN m");
        found.Items("title").ShouldBe(["town main"]);
        found.Items("subtitle").ShouldBe(["1 › town north › town group"]);
        (await _manager.CallAsync("GET", $"networks/{_town.Network}/search?q=harbor")).Items("title").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_name_still_gives_a_code_and_a_slug()
    {
        var name = string.Join(' ', Enumerable.Repeat("barbershop", 18));

        var one = await _executive.CallAsync("POST", $"networks/{_town.Network}/locations", new { name });
        var two = await _executive.CallAsync("POST", $"networks/{_town.Network}/locations", new { name });

        (one.Status, two.Status).ShouldBe((201, 201));
        one.Text("code").ShouldNotBe(two.Text("code"));
    }

    [Theory]
    [InlineData("%EF%BF%BE")]
    [InlineData("%EF%BF%BF")]
    [InlineData("%00")]
    public async Task Searching_for_what_is_no_character_finds_nothing(string text)
    {
        (await _executive.CallAsync("GET", $"networks/{_town.Network}/search?q={text}")).Status.ShouldBe(200);
        (await _executive.CallAsync("GET", $"networks/{_town.Network}/locations?search={text}")).Items("name").ShouldBeEmpty();
        (await _executive.CallAsync("GET", $"networks?search={text}")).Items("name").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_span_among_opening_hours_is_named()
    {
        var answer = await _executive.CallAsync("PUT", $"locations/{_town.Main}/opening-hours", new { hours = new object?[] { new { weekday = 1, opens = "09:00", closes = "10:00" }, null } });

        answer.FieldFault().ShouldBe("hours[1] required");
    }
}
