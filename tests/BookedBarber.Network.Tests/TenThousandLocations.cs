using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static BookedBarber.Network.Tests.NetworkFixture;

namespace BookedBarber.Network.Tests;

[Collection(Alone.Name)]
public sealed class TenThousandLocations
{
    [Fact]
    public async Task Are_stored_in_one_call_and_held_in_fifteen_megabytes()
    {
        await using var fixture = await StartAsync();
        var network = await fixture.NewNetworkAsync();
        var nodes = Nodes();

        Value(await fixture.Editor.UpsertNodesAsync(Scope.OfSystem(network.Id), nodes, Token)).Count.ShouldBe(nodes.Length);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var tree = new NetworkTree(fixture.Node.Database, NullLogger<NetworkTree>.Instance);
        await tree.LoadAsync(Token);
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1_048_576.0;
        megabytes.ShouldBeLessThan(15);
        tree.LocationsUnder(network.Id, [NodeId.Root(network.Id)]).Count.ShouldBe(10_000);
        tree.LocationsUnder(network.Id, [fixture.Tree.NodesOf(network.Id).First(node => node.Code == "R3").Id]).Count.ShouldBe(500);
    }

    [Fact]
    public async Task One_of_them_changes_without_the_others_being_read_again()
    {
        await using var fixture = await StartAsync();
        var network = await fixture.NewNetworkAsync();
        await fixture.AddAsync(network.Id, Nodes());
        var untouched = fixture.Tree.FindLocation(network.Id, "S2");
        await fixture.AddAsync(network.Id, Shop("S1") with { Name = "Quay" });

        await fixture.AddAsync(network.Id, Shop("S1") with { Name = "Quay West" });

        fixture.Tree.FindLocation(network.Id, "S1")!.Name.ShouldBe("Quay West");
        fixture.Tree.FindLocation(network.Id, "S2").ShouldBeSameAs(untouched);
    }

    private static IReadOnlyList<OpeningHours> Week { get; } = [.. Enumerable.Range(1, 6).Select(day => new OpeningHours(day, new(9, 0), new(19, 0)))];

    private static NewNode[] Nodes() =>
    [
        .. Enumerable.Range(0, 20).Select(i => Region(Code("R", i))),
        .. Enumerable.Range(0, 200).Select(i => Group(Code("G", i), Code("R", i % 20))),
        .. Enumerable.Range(0, 10_000).Select(i => Shop(Code("S", i), Code("G", i % 200)) with { Chairs = 6, Latitude = 48, Longitude = 16, OpenedOn = new(2019, 1, 1), Hours = Week }),
    ];

    private static string Code(string letter, int number) => letter + number.ToString(CultureInfo.InvariantCulture);
}
