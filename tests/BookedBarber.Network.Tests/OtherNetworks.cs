using BookedBarber.Network.Contracts;
using BookedBarber.Network.Editing;
using BookedBarber.Network.Storage;
using BookedBarber.Shared;
using static BookedBarber.Network.Tests.NetworkFixture;

namespace BookedBarber.Network.Tests;

/// <summary>What a session of one network may not see or touch of another.</summary>
public sealed class OtherNetworks : IAsyncLifetime
{
    private NetworkFixture _fixture = null!;
    private NetworkSummary _mine = null!;
    private IReadOnlyList<Node> _theirs = null!;

    public async ValueTask InitializeAsync()
    {
        _fixture = await StartAsync();
        _mine = await _fixture.NewNetworkAsync();
        var other = await _fixture.NewNetworkAsync();
        _theirs = await _fixture.AddAsync(other.Id, Region("R"), Shop("S1", "R") with { Hours = [new(1, new(9, 0), new(18, 0))] });
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("network.network")]
    [InlineData("network.node")]
    [InlineData("network.placement")]
    [InlineData("network.lineage")]
    [InlineData("network.opening_hours")]
    [InlineData("network.creation_key")]
    [InlineData("network.v_location")]
    [InlineData("network.v_lineage")]
    [InlineData("network.v_opening_hours")]
    public async Task No_row_of_another_network_is_visible(string table)
    {
        var rows = await _fixture.QueryAsync<Guid>(_mine.Id, $"select network_id from {table}");

        rows.ShouldAllBe(network => network == _mine.Id.Value);
    }

    [Fact]
    public async Task Another_networks_unit_cannot_be_changed_by_its_id()
    {
        await using var session = await _fixture.Node.Database.WriteAsync(Scope.OfSystem(_mine.Id), "test", Token);

        (await session.ExecuteAsync("update network.node set name = 'mine' where id = @Id", new { _theirs[0].Id }, Token)).ShouldBe(0);
        (await UnitRow.ReadAsync(session, _mine.Id, [_theirs[0].Id], Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_networks_unit_is_no_parent()
    {
        var result = await _fixture.Node.Get<TreeEditor>().RunAsync(
            Scope.OfSystem(_mine.Id),
            "test",
            edit => Task.FromResult(edit.Parent(_theirs[0].Id, NodeKind.Location)),
            Token);

        result.Problem!.Fields!.Single().ShouldSatisfyAllConditions(fault => fault.Field.ShouldBe("parentId"), fault => fault.Code.ShouldBe("not_found"));
        (await _fixture.Editor.UpsertNodesAsync(Scope.OfSystem(_mine.Id), [Shop("S9", "R")], Token)).Problem!.Fields!.Single().Code.ShouldBe("not_found");
    }

    [Fact]
    public async Task The_same_codes_and_slugs_are_free_in_every_network()
    {
        var mine = await _fixture.AddAsync(_mine.Id, Region("R"), Shop("S1", "R"));

        mine.Select(node => node.Slug).ShouldBe(_theirs.Select(node => node.Slug));
        _fixture.Tree.FindLocation(_mine.Id, "S1")!.Id.ShouldBe(mine[1].Id);
        _fixture.Tree.LocationsUnder(_mine.Id, [_theirs[0].Id]).ShouldBeEmpty();
    }
}
