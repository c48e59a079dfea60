using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using static BookedBarber.Network.Tests.NetworkFixture;

namespace BookedBarber.Network.Tests;

public sealed class UpsertingUnits : IAsyncLifetime
{
    private NetworkFixture _fixture = null!;
    private NetworkSummary _network = null!;

    public async ValueTask InitializeAsync()
    {
        _fixture = await StartAsync();
        _network = await _fixture.NewNetworkAsync("Fade Harbour");
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Parents_sent_before_children_become_their_way_to_the_root()
    {
        var nodes = await _fixture.AddAsync(_network.Id, Region("W"), Group("G", "W"), Shop("S1", "G"));

        nodes[2].Ref.Path.ShouldBe([NodeId.Root(_network.Id), nodes[0].Id, nodes[1].Id, nodes[2].Id]);
        _fixture.Tree.FindLocation(_network.Id, "s1").ShouldBe(nodes[2]);
        _fixture.Tree.NodesOf(_network.Id).Select(node => node.Code).ShouldBe(["fade-harbour", "W", "G", "S1"]);
    }

    [Fact]
    public async Task What_is_not_given_comes_from_the_network_and_stays_when_sent_again()
    {
        var first = (await _fixture.AddAsync(_network.Id, Shop("S1") with { Chairs = 6, Latitude = 48.2, Longitude = 16.4, OpenedOn = new(2018, 3, 1) }))[0];
        var second = (await _fixture.AddAsync(_network.Id, Shop("s1") with { Name = "Ring", TimeZone = "Europe/London" }))[0];

        first.Zone.Id.ShouldBe("Europe/Vienna");
        first.Status.ShouldBe("open");
        second.ShouldSatisfyAllConditions(
            () => second.Id.ShouldBe(first.Id),
            () => second.Name.ShouldBe("Ring"),
            () => second.Zone.Id.ShouldBe("Europe/London"),
            () => second.Chairs.ShouldBe(6),
            () => second.OpenedOn.ShouldBe(new DateOnly(2018, 3, 1)),
            () => second.Version.ShouldBe(first.Version + 1));
    }

    [Fact]
    public async Task Sending_a_unit_unchanged_keeps_its_version()
    {
        var first = await _fixture.AddAsync(_network.Id, Shop("S1"), Shop("S2"));
        var version = _fixture.Tree.Version(_network.Id);

        (await _fixture.AddAsync(_network.Id, Shop("S1"), Shop("S2"))).Select(node => node.Version).ShouldBe(first.Select(node => node.Version));
        _fixture.Tree.Version(_network.Id).ShouldBe(version);
    }

    [Fact]
    public async Task Units_of_one_name_get_slugs_of_their_own()
    {
        var nodes = await _fixture.AddAsync(_network.Id, Shop("A") with { Name = "Zürich – O’Neill" }, Shop("B") with { Name = "Zurich, ONeill" }, Shop("C") with { Name = "床屋" });

        nodes.Select(node => node.Slug).ShouldBe(["zurich-oneill", "zurich-oneill-2", "c"]);
    }

    [Fact]
    public async Task Another_parent_moves_the_unit_from_today()
    {
        await _fixture.AddAsync(_network.Id, Region("W"), Region("E"), Shop("S1", "W"));
        var moved = (await _fixture.AddAsync(_network.Id, Shop("S1", "E")))[0];

        _fixture.Tree.Find(moved.ParentId!.Value)!.Code.ShouldBe("E");
        (await _fixture.QueryAsync<DateOnly>(_network.Id, "select valid_to from network.v_lineage l join network.node n on n.id = ancestor_id where n.code = 'W'")).ShouldBe([_fixture.Today.AddDays(-1)]);
    }

    [Theory]
    [InlineData("timeZone", "unknown_zone")]
    [InlineData("timeZone", "unknown_zone", "/dev/zero")]
    [InlineData("timeZone", "unknown_zone", "../zoneinfo/Europe/Vienna")]
    [InlineData("timeZone", "unknown_zone", "Europe/../Europe/Vienna")]
    [InlineData("timeZone", "unknown_zone", "")]
    [InlineData("currency", "unknown_currency")]
    [InlineData("latitude", "out_of_range")]
    [InlineData("longitude", "required")]
    [InlineData("closedOn", "required")]
    [InlineData("status", "unknown_status")]
    [InlineData("parentCode", "not_found")]
    [InlineData("code", "duplicate")]
    [InlineData("name", "required")]
    [InlineData("hours[1].opens", "overlaps")]
    public async Task The_first_wrong_unit_is_named_and_nothing_is_stored(string field, string code, string zone = "Eastern Standard Time")
    {
        var wrong = field switch
        {
            "timeZone" => Shop("X") with { TimeZone = zone },
            "currency" => Shop("X") with { Currency = "usd" },
            "latitude" => Shop("X") with { Latitude = 91, Longitude = 0 },
            "longitude" => Shop("X") with { Latitude = 1 },
            "closedOn" => Shop("X") with { Status = "closed" },
            "status" => Shop("X") with { Status = "ajar" },
            "parentCode" => Shop("X", "nowhere"),
            "code" => Shop("s1"),
            "name" => Shop("X") with { Name = " " },
            _ => Shop("X") with { Hours = [new(1, new(9, 0), new(12, 0)), new(1, new(11, 0), new(18, 0))] },
        };

        var result = await _fixture.Editor.UpsertNodesAsync(Scope.OfSystem(_network.Id), [Shop("S1"), wrong, Shop("S3")], Token);

        result.Problem!.Code.ShouldBe("invalid_request");
        result.Problem.Fields!.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            fault => fault.Field.ShouldBe($"nodes[1].{field}"),
            fault => fault.Code.ShouldBe(code));
        _fixture.Tree.NodesOf(_network.Id).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_may_write_a_branch_cannot_add_beside_it()
    {
        var region = (await _fixture.AddAsync(_network.Id, Region("W"), Region("E")))[0];
        var caller = new Caller(PersonId.New(_fixture.Clock), "Rita", CallerKind.Person, false, [new Grant(Guid.Empty, _network.Id, region.Id, Role.RegionalManager)]);
        var scope = new Scope(caller, region.Ref, [region.Id]);

        (await _fixture.Editor.UpsertNodesAsync(scope, [Shop("S1", "W")], Token)).Succeeded.ShouldBeTrue();
        (await _fixture.Editor.UpsertNodesAsync(scope, [Shop("S2", "E")], Token)).Problem!.Code.ShouldBe("forbidden");
        (await _fixture.Editor.UpsertNodesAsync(scope, [Shop("S3")], Token)).Problem!.Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task Hours_hold_for_all_days_at_first_and_from_today_when_changed()
    {
        OpeningHours monday = new(1, new(9, 0), new(18, 0));
        await _fixture.AddAsync(_network.Id, Shop("S1") with { Hours = [monday] });
        await _fixture.AddAsync(_network.Id, Shop("S1") with { Hours = [monday with { Closes = new(20, 0) }] });

        var spans = await _fixture.QueryAsync<(DateOnly From, DateOnly To, TimeOnly Closes)>(_network.Id, "select valid_from, valid_to, closes from network.v_opening_hours order by valid_from");
        spans.ShouldBe([(DateOnly.MinValue, _fixture.Today.AddDays(-1), new(18, 0)), (_fixture.Today, DateOnly.MaxValue, new(20, 0))]);
    }

    [Fact]
    public async Task A_tree_is_at_most_sixteen_levels_deep_however_it_is_made()
    {
        var chain = Enumerable.Range(1, 15).Select(i => Group($"G{i}", i == 1 ? null : $"G{i - 1}")).ToArray();
        var made = await _fixture.AddAsync(_network.Id, chain);
        made[^1].Ref.Path.Count.ShouldBe(16);

        (await _fixture.Editor.UpsertNodesAsync(Scope.OfSystem(_network.Id), [Shop("S", "G15")], Token)).Problem!.Code.ShouldBe("too_deep");
        (await _fixture.Editor.UpsertNodesAsync(Scope.OfSystem(_network.Id), [Group("H"), Shop("S", "H"), Group("G1", "H")], Token)).Problem!.Code.ShouldBe("too_deep");
    }

    [Fact]
    public async Task Moves_in_one_list_that_lie_upon_each_other_do_not_get_below_the_deepest_level()
    {
        var flat = Enumerable.Range(1, 40).Select(i => Group($"G{i}")).ToArray();
        await _fixture.AddAsync(_network.Id, flat);

        var result = await _fixture.Editor.UpsertNodesAsync(Scope.OfSystem(_network.Id), [.. Enumerable.Range(2, 39).Select(i => Group($"G{i}", $"G{i - 1}"))], Token);

        result.Problem!.Code.ShouldBe("too_deep");
        _fixture.Tree.NodesOf(_network.Id).ShouldAllBe(node => node.Ref.Path.Count <= 2);
    }
}
