using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using static BookedBarber.Network.Tests.NetworkFixture;

namespace BookedBarber.Network.Tests;

public sealed class KeepingTheTreeCurrent
{
    [Fact]
    public async Task A_write_is_in_this_nodes_tree_at_once_and_in_another_nodes_soon()
    {
        await using var fixture = await StartAsync();
        await using var other = await fixture.AnotherNodeAsync();
        var there = other.Get<INetworkTree>();
        var network = await fixture.NewNetworkAsync("Fade Harbour");

        var shop = (await fixture.AddAsync(network.Id, Shop("S1")))[0];
        fixture.Tree.Find(shop.Id).ShouldNotBeNull();
        await UntilAsync(() => there.Find(shop.Id) is not null);

        await fixture.AddAsync(network.Id, Shop("S1") with { Name = "Ring" });
        fixture.Tree.Find(shop.Id)!.Name.ShouldBe("Ring");
        await UntilAsync(() => there.Find(shop.Id)!.Name == "Ring");
        there.Version(network.Id).ShouldBe(fixture.Tree.Version(network.Id));
    }

    [Fact]
    public async Task A_node_that_starts_later_holds_the_same_tree()
    {
        await using var fixture = await StartAsync();
        var network = await fixture.NewNetworkAsync();
        await fixture.AddAsync(network.Id, Region("W"), Shop("S10", "W"), Shop("S9", "W"));

        await using var later = await fixture.AnotherNodeAsync(withWorkers: false);
        var tree = later.Get<INetworkTree>();

        tree.Networks.ShouldBe(fixture.Tree.Networks);
        tree.Version(network.Id).ShouldBe(fixture.Tree.Version(network.Id));
        tree.LocationsUnder(network.Id, [NodeId.Root(network.Id)]).Select(node => node.Code).ShouldBe(["S9", "S10"]);
    }

    [Fact]
    public async Task Who_holds_a_snapshot_keeps_it_while_the_tree_moves_on()
    {
        await using var fixture = await StartAsync();
        var network = await fixture.NewNetworkAsync();
        await fixture.AddAsync(network.Id, Shop("S1"));
        var held = fixture.Tree.NodesOf(network.Id);

        await fixture.AddAsync(network.Id, Shop("S2"));

        held.Count.ShouldBe(2);
        fixture.Tree.NodesOf(network.Id).Count.ShouldBe(3);
    }

    // The other process tells nobody when it has read the feed; ten seconds are far more than it takes.
    private static async Task UntilAsync(Func<bool> reached)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var tries = 0; tries < 1000 && !reached(); tries++)
        {
            await timer.WaitForNextTickAsync(Token);
        }

        reached().ShouldBeTrue();
    }
}
