using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using static BookedBarber.Network.Tests.NetworkFixture;

namespace BookedBarber.Network.Tests;

public sealed class CreatingNetworks : IAsyncLifetime
{
    private static readonly NewNetwork Harbour = new("Fade Harbour", null, "EUR", "Europe/Vienna");
    private NetworkFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await StartAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_root_node_has_the_networks_id_and_its_own_lineage()
    {
        var id = NetworkId.New(_fixture.Clock);
        var network = Value(await _fixture.Editor.CreateNetworkAsync(Caller.System, Harbour with { Id = id }, Token));

        network.ShouldBe(new NetworkSummary(id, "fade-harbour", "Fade Harbour", Currency.Of("EUR"), "Europe/Vienna", "active"));
        _fixture.Tree.Find(NodeId.Root(id))!.Kind.ShouldBe(NodeKind.Network);
        _fixture.Tree.FindNetwork("fade-harbour").ShouldBe(network);
        (await _fixture.QueryAsync<Guid>(id, "select ancestor_id from network.lineage where node_id = network_id")).ShouldBe([id.Value]);
    }

    [Fact]
    public async Task A_derived_slug_makes_way_and_a_given_one_is_refused()
    {
        Value(await _fixture.Editor.CreateNetworkAsync(Caller.System, Harbour, Token));

        Value(await _fixture.Editor.CreateNetworkAsync(Caller.System, Harbour, Token)).Slug.ShouldBe("fade-harbour-2");
        (await _fixture.Editor.CreateNetworkAsync(Caller.System, Harbour with { Slug = "fade-harbour" }, Token)).Problem!.Code.ShouldBe("slug_taken");
    }

    [Fact]
    public async Task An_id_in_use_is_refused()
    {
        var network = Value(await _fixture.Editor.CreateNetworkAsync(Caller.System, Harbour, Token));

        (await _fixture.Editor.CreateNetworkAsync(Caller.System, Harbour with { Id = network.Id }, Token)).Problem!.Code.ShouldBe("network_exists");
    }

    [Fact]
    public async Task Every_wrong_field_is_named()
    {
        var result = await _fixture.Editor.CreateNetworkAsync(Caller.System, new NewNetwork(" ", "No Slug", "EURO", "Mars/Base"), Token);

        result.Problem!.Fields!.Select(fault => fault.Field).ShouldBe(["name", "slug", "currency", "timeZone"]);
    }

    [Fact]
    public async Task Only_administrators_create_networks()
    {
        var caller = new Caller(PersonId.New(_fixture.Clock), "Eve", CallerKind.Person, IsAdministrator: false, []);

        (await _fixture.Editor.CreateNetworkAsync(caller, Harbour, Token)).Problem!.Kind.ShouldBe(ProblemKind.Forbidden);
    }
}
