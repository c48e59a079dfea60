using System.Diagnostics;
using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static BookedBarber.Network.Tests.NetworkFixture;

namespace BookedBarber.Network.Tests;

public sealed class TenThousandLocations(ITestOutputHelper output)
{
    [Fact]
    public async Task Are_stored_in_two_seconds_and_held_in_fifteen_megabytes()
    {
        await using var fixture = await StartAsync();
        var network = await fixture.NewNetworkAsync();
        await fixture.AddAsync(network.Id, Shop("warm") with { Hours = Week });
        var nodes = Nodes();

        var watch = Stopwatch.StartNew();
        Value(await fixture.Editor.UpsertNodesAsync(Scope.OfSystem(network.Id), nodes, Token)).Count.ShouldBe(10_220);
        output.WriteLine($"stored in {watch.ElapsedMilliseconds} ms");
        watch.ElapsedMilliseconds.ShouldBeLessThan(2_000);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var tree = new NetworkTree(fixture.Node.Database, NullLogger<NetworkTree>.Instance);
        await tree.LoadAsync(Token);
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1_048_576.0;
        output.WriteLine($"held in {megabytes:F1} MB");
        megabytes.ShouldBeLessThan(15);

        tree.LocationsUnder(network.Id, [NodeId.Root(network.Id)]).Count.ShouldBe(10_001);
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

        var watch = Stopwatch.StartNew();
        await fixture.AddAsync(network.Id, Shop("S1") with { Name = "Quay West" });
        output.WriteLine($"changed in {watch.ElapsedMilliseconds} ms");

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
