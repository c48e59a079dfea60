using System.Text.Json;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using static BookedBarber.Network.Tests.NetworkFixture;

namespace BookedBarber.Network.Tests;

public sealed class MovingUnits : IAsyncLifetime
{
    private NetworkFixture _fixture = null!;
    private NetworkSummary _network = null!;
    private Dictionary<string, NodeId> _units = null!;

    private DateOnly Today => _fixture.Today;

    public async ValueTask InitializeAsync()
    {
        _fixture = await StartAsync();
        _network = await _fixture.NewNetworkAsync();
        var nodes = await _fixture.AddAsync(_network.Id, Region("W"), Region("E"), Group("G", "W"), Shop("S1", "G"), Shop("S2", "G"));
        _units = nodes.ToDictionary(node => node.Code, node => node.Id);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Days_before_the_move_stay_with_the_old_parents_and_later_ones_go_to_the_new()
    {
        Value(await _fixture.MoveAsync(_units["S1"], _units["E"], Today.AddDays(-3)));

        (await LineageAsync("S1")).ShouldBe(
        [
            $"E {Today.AddDays(-3):O}..",
            $"G ..{Today.AddDays(-4):O}",
            "S1 ..",
            $"W ..{Today.AddDays(-4):O}",
            "network ..",
        ]);
        (await LineageAsync("S2")).ShouldBe(["G ..", "S2 ..", "W ..", "network .."]);
    }

    [Fact]
    public async Task All_that_a_unit_holds_moves_with_it()
    {
        Value(await _fixture.MoveAsync(_units["G"], _units["E"], Today));

        (await LineageAsync("S2")).ShouldBe([$"E {Today:O}..", "G ..", "S2 ..", $"W ..{Today.AddDays(-1):O}", "network .."]);
        _fixture.Tree.Find(_units["S2"])!.Ref.Path.ShouldBe([NodeId.Root(_network.Id), _units["E"], _units["G"], _units["S2"]]);
        _fixture.Tree.LocationsUnder(_network.Id, [_units["E"]]).Count.ShouldBe(2);
        _fixture.Tree.LocationsUnder(_network.Id, [_units["W"]]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Moving_there_and_back_on_one_day_leaves_no_trace_in_the_lineage()
    {
        var before = await LineageAsync("S1");
        Value(await _fixture.MoveAsync(_units["S1"], _units["E"], Today));
        Value(await _fixture.MoveAsync(_units["S1"], _units["G"], Today));

        (await LineageAsync("S1")).ShouldBe(before);
    }

    [Fact]
    public async Task A_unit_cannot_be_moved_below_itself_nor_below_what_it_once_held_on_such_a_day()
    {
        await _fixture.AddAsync(_network.Id, Region("W1", "W"));
        var inner = _fixture.Tree.NodesOf(_network.Id).Single(node => node.Code == "W1").Id;

        (await _fixture.MoveAsync(_units["W"], inner, Today)).Problem!.Code.ShouldBe("would_be_cycle");
        Value(await _fixture.MoveAsync(inner, _units["E"], Today));
        (await _fixture.MoveAsync(_units["W"], inner, Today.AddDays(-1))).Problem!.Code.ShouldBe("would_be_cycle");
        (await _fixture.MoveAsync(_units["W"], inner, Today)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_move_takes_effect_neither_tomorrow_nor_before_the_last_one()
    {
        Value(await _fixture.MoveAsync(_units["S1"], _units["E"], Today.AddDays(-2)));

        (await _fixture.MoveAsync(_units["S1"], _units["G"], Today.AddDays(-3))).Problem!.Code.ShouldBe("before_last_move");
        (await _fixture.MoveAsync(_units["S1"], _units["G"], Today.AddDays(1))).Problem!.Fields!.Single().Code.ShouldBe("in_future");
    }

    [Fact]
    public async Task The_feed_tells_of_a_move_as_a_changed_node_and_as_an_action_with_its_day()
    {
        Value(await _fixture.MoveAsync(_units["S1"], _units["E"], Today.AddDays(-3)));
        await _fixture.Node.Get<IFeedCatchUp>().RunAsync(Token);

        var changes = await _fixture.Node.Get<IFeedReader>().ReadNetworkAsync(_network.Id, 0, 100, Token);
        var action = changes.Single(change => change.Entity == "node.moved");
        action.Ids.ShouldBe([_units["S1"].Value]);
        var details = JsonDocument.Parse(action.After!).RootElement;
        details.GetProperty("from").GetString().ShouldBe($"{Today.AddDays(-3):O}");
        details.GetProperty("oldParent").GetGuid().ShouldBe(_units["G"].Value);
        details.GetProperty("newParent").GetGuid().ShouldBe(_units["E"].Value);
        changes.Last(change => change.Entity == "node").Ids.ShouldBe([_units["S1"].Value]);
    }

    private async Task<string[]> LineageAsync(string code)
    {
        var rows = await _fixture.QueryAsync<(string Code, DateOnly From, DateOnly To)>(
            _network.Id,
            """
            select case when a.kind = 'network' then 'network' else a.code end, valid_from, valid_to
            from network.lineage l join network.node a on a.id = l.ancestor_id join network.node n on n.id = l.node_id
            where n.code = @Code
            """,
            new { Code = code });
        return [.. rows.Select(row => $"{row.Code} {Day(row.From)}..{Day(row.To)}").Order(StringComparer.Ordinal)];

        static string Day(DateOnly day) => day == DateOnly.MinValue || day == DateOnly.MaxValue ? string.Empty : $"{day:O}";
    }
}
