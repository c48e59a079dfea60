using System.Text.Json;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Tests.Connectors;

/// <summary>Connectors and field maps that a network makes for itself.</summary>
public sealed class OwnConnectorTests(OwnConnectorTests.House house) : IClassFixture<OwnConnectorTests.House>
{
    private const string Yaml =
        """
        name: NAME
        title: Town CRM
        category: crm
        description: Clients come in.
        docs: https://example.com/docs
        level: network
        base: { live: https://api.example.com }
        auth: { kind: api-key, header: "Authorization: Bearer {key}", fields: [{ name: key, title: Key, secret: true }] }
        streams:
          clients: { record: client, request: GET /clients, items: data, key: id, map: { name: name, email: mail } }
        health: GET /me
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_saved_connector_is_in_the_catalogue_of_its_network_alone()
    {
        var catalogue = house.Get<Catalogue>();
        await house.Get<OwnConnectors>().SaveAsync(house.Scope, "town-crm", Text("town-crm"), Ct);
        await catalogue.RefreshAsync(house.Network, Ct);

        catalogue.Find(house.Network, "town-crm")!.IsOwn.ShouldBeTrue();
        catalogue.Find(null, "town-crm").ShouldBeNull();
        await catalogue.LoadAsync(house.Other, Ct);
        catalogue.Find(house.Other, "town-crm").ShouldBeNull();
        catalogue.All(house.Network).Count(connector => connector.Name == "town-crm").ShouldBe(1);
        catalogue.All(house.Network).Count(connector => !connector.IsOwn).ShouldBe(BuiltInConnectors.Names.Count);
    }

    [Fact]
    public async Task A_change_is_a_version_and_the_same_text_is_none()
    {
        var own = house.Get<OwnConnectors>();
        (await own.SaveAsync(house.Scope, "versions", Text("versions"), Ct)).ShouldBe(1);
        (await own.SaveAsync(house.Scope, "versions", Text("versions"), Ct)).ShouldBe(1);
        (await own.SaveAsync(house.Scope, "versions", Text("versions").Replace("Town", "Our", StringComparison.Ordinal), Ct)).ShouldBe(2);

        (await own.VersionsAsync(house.Network, "versions", Ct)).Select(entry => entry.Version).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task A_removed_connector_is_gone_and_may_come_again()
    {
        var (own, catalogue) = (house.Get<OwnConnectors>(), house.Get<Catalogue>());
        await own.SaveAsync(house.Scope, "comes-again", Text("comes-again"), Ct);

        (await own.RemoveAsync(house.Scope, "comes-again", Ct)).ShouldBeTrue();
        (await own.RemoveAsync(house.Scope, "comes-again", Ct)).ShouldBeFalse();
        await catalogue.RefreshAsync(house.Network, Ct);
        catalogue.Find(house.Network, "comes-again").ShouldBeNull();
        (await own.SaveAsync(house.Scope, "comes-again", Text("comes-again"), Ct)).ShouldBe(2);
    }

    [Fact]
    public async Task A_networks_own_map_is_laid_over_the_connectors()
    {
        var (maps, store, square) = (house.Get<FieldMaps>(), house.Get<FieldMapStore>(), BuiltInConnectors.All["square"]);
        var item = square.Stream("clients")!.Items.All(JsonDocument.Parse(RecordedPages.Find("square", "clients")!).RootElement).First();
        (await maps.ForAsync(house.Network, Guid.Empty, square, "clients", Ct)).Map(item, new MapContext(TimeZoneInfo.Utc)).Record.ShouldBeOfType<ClientRecord>().Name.ShouldBe("Sam Reed");

        var version = await store.SaveAsync(house.Scope, "square", "clients", "map: { name: family_name, phone: }", null, Ct);
        maps.Forget(house.Network, "square", "clients");
        var mapper = await maps.ForAsync(house.Network, Guid.Empty, square, "clients", Ct);

        var record = mapper.Map(item, new MapContext(TimeZoneInfo.Utc)).Record.ShouldBeOfType<ClientRecord>();
        (mapper.Version, record.Name, record.Email, record.Phone).ShouldBe((version, "Reed", "sam@example.com", null));
        (await maps.ForAsync(house.Other, Guid.Empty, square, "clients", Ct)).Version.ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_version_gives_the_connectors_map_back()
    {
        var (maps, store, square) = (house.Get<FieldMaps>(), house.Get<FieldMapStore>(), BuiltInConnectors.All["square"]);
        await store.SaveAsync(house.Scope, "square", "staff", "map: { name: family_name }", null, Ct);
        await store.SaveAsync(house.Scope, "square", "staff", string.Empty, "back", Ct);

        (await maps.ForAsync(house.Network, Guid.Empty, square, "staff", Ct)).Version.ShouldBe(0);
        (await store.VersionsAsync(house.Network, "square", "staff", 10, Ct)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Rejected_values_are_listed_with_their_record_until_it_is_right()
    {
        var (faults, connection) = (house.Get<MappingFaults>(), Guid.Parse("01999999-0000-7000-8000-0000000000c1"));
        var bad = new MappedItem("C1", null, null, null, false, false, [new Fault("not_a_number", "price: 'x' is not a number.")], ["colour"]);
        await NoteAsync(faults, connection, bad);
        await NoteAsync(faults, connection, bad);

        var listed = await faults.ListAsync(house.Network, connection, null, 10, Ct);
        listed.Select(entry => (entry.Kind, entry.Field, entry.RecordKey, entry.Times)).Order().ShouldBe([("rejected", "not_a_number", "C1", 2), ("unmapped", "colour", "C1", 1)]);
        (await faults.ListAsync(house.Other, connection, null, 10, Ct)).ShouldBeEmpty();

        await NoteAsync(faults, connection, bad with { Faults = [], Unmapped = [] });
        (await faults.ListAsync(house.Network, connection, "rejected", 10, Ct)).ShouldBeEmpty();
    }

    private async Task NoteAsync(MappingFaults faults, Guid connection, MappedItem item)
    {
        await using var session = await house.Get<IDatabase>().WriteAsync(house.Scope, "test", Ct);
        await faults.NoteAsync(session, house.Network, connection, "products", 0, [item], Ct);
        await session.CommitAsync(Ct);
    }

    private static string Text(string name) => Yaml.Replace("NAME", name, StringComparison.Ordinal);

    /// <summary>Two networks in one database.</summary>
    public sealed class House : IAsyncLifetime
    {
        private Shop _shop = null!;

        internal NetworkId Network { get; private set; }

        internal NetworkId Other { get; private set; }

        internal Scope Scope => Scope.OfSystem(Network);

        internal T Get<T>()
            where T : notnull => _shop.Node.Get<T>();

        public async ValueTask InitializeAsync()
        {
            _shop = await Shop.OpenAsync();
            (Network, Other) = (await NewAsync("first"), await NewAsync("second"));
        }

        public ValueTask DisposeAsync() => _shop.DisposeAsync();

        private async Task<NetworkId> NewAsync(string slug)
        {
            var created = await _shop.Node.Get<INetworkEditor>().CreateNetworkAsync(Caller.System, new NewNetwork(slug, slug, "EUR", "Europe/Berlin"), TestContext.Current.CancellationToken);
            return created.Value!.Id;
        }
    }
}
