using System.Diagnostics;
using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static BookedBarber.Network.Tests.NetworkFixture;

namespace BookedBarber.Network.Tests;

[Collection(Alone.Name)]
public sealed class TenThousandLocations(ITestOutputHelper output)
{
    // Milliseconds that the yardstick takes on an idle machine of 2024.
    private const double IdleYardstick = 350;

    [Fact]
    public async Task Are_stored_in_two_seconds_and_held_in_fifteen_megabytes()
    {
        await using var fixture = await StartAsync();
        var network = await fixture.NewNetworkAsync();
        await fixture.AddAsync(network.Id, Shop("warm") with { Hours = Week });
        var nodes = Nodes();

        // On a machine that others use at the same time everything takes longer, the yardstick too: two seconds are meant on an idle one.
        await StoreAsync(fixture, (await fixture.NewNetworkAsync()).Id, nodes);
        var yardstick = await YardstickAsync(fixture, network.Id);
        var milliseconds = await StoreAsync(fixture, network.Id, nodes);
        var busy = Math.Max(1.0, (yardstick + await YardstickAsync(fixture, network.Id)) / 2.0 / IdleYardstick);
        output.WriteLine($"stored in {milliseconds} ms while the machine was {busy:F1} times slower than idle");
        milliseconds.ShouldBeLessThan((long)(2_000 * busy));

        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var tree = new NetworkTree(fixture.Node.Database, NullLogger<NetworkTree>.Instance);
        await tree.LoadAsync(Token);
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1_048_576.0;
        output.WriteLine($"two networks are held in {megabytes:F1} MB");
        (megabytes / 2).ShouldBeLessThan(15);
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

    private static async Task<long> YardstickAsync(NetworkFixture fixture, NetworkId network)
    {
        var watch = Stopwatch.StartNew();
        await fixture.QueryAsync<long>(network, "select count(md5(i::text)) from generate_series(1, 600000) i");
        return watch.ElapsedMilliseconds;
    }

    private static async Task<long> StoreAsync(NetworkFixture fixture, NetworkId network, NewNode[] nodes)
    {
        var watch = Stopwatch.StartNew();
        Value(await fixture.Editor.UpsertNodesAsync(Scope.OfSystem(network), nodes, Token)).Count.ShouldBe(nodes.Length);
        return watch.ElapsedMilliseconds;
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
