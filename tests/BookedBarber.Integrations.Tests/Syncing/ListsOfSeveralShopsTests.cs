using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Comparing;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Shared;
using YamlDotNet.RepresentationModel;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Syncing;

/// <summary>Records that name no place, at a connection that serves two shops: P1 is Main, P2 is Side.</summary>
public sealed class ListsOfSeveralShopsTests(ReadingStreamsTests.House shared) : IClassFixture<ReadingStreamsTests.House>
{
    private static readonly VendorStream Services = Told(TillManifest.Stream("services", "service", "name: name\nprice: price | decimal\n") with { Cursor = StreamCursor.None, Deletes = DeleteProof.List });
    private static readonly VendorStream Staff = Told(TillManifest.Stream("staff", "staff", "name: name\n"));

    private readonly SyncHouse _house = shared.Value;

    [Theory]
    [InlineData("clients,bookings")]
    [InlineData("bookings,clients")]
    public async Task A_client_who_visits_two_shops_is_one_client_whose_home_is_the_first_visited(string order)
    {
        var (connection, vendor) = await ConnectAsync(TillManifest.Clients, TillManifest.Bookings);
        vendor.Put("clients", Client("c", "Carla", "2026-03-02T14:00:00Z"));
        vendor.Put("bookings", Booking("b1", "P2", "2026-03-02T13:00:00Z"), Booking("b2", "P1", "2026-03-02T14:00:00Z"));

        foreach (var stream in order.Split(','))
        {
            (await _house.SyncAsync(connection, stream)).Held.ShouldBe(0);
        }

        (await ClientsAsync(connection)).ShouldBe([("Carla", "Side", 2)]);
        (await _house.SyncAsync(connection, "clients")).Changed.ShouldBe(0);
    }

    [Fact]
    public async Task A_client_who_visits_both_shops_in_one_page_and_in_later_ones_stays_one()
    {
        var (connection, vendor) = await ConnectAsync(TillManifest.Clients, TillManifest.Bookings);
        for (var i = 0; i < 40; i++) // four pages
        {
            vendor.Put("bookings", Booking($"b{i:D2}", i % 2 == 0 ? "P1" : "P2", $"2026-03-02T13:00:{i:D2}Z"));
        }

        await _house.SyncAsync(connection, "bookings");
        vendor.Put("bookings", Booking("z", "P2", "2026-03-02T14:30:00Z"));
        await _house.SyncAsync(connection, "bookings");

        (await ClientsAsync(connection)).ShouldBe([(null, "Main", 41)]);
    }

    [Fact]
    public async Task A_client_who_has_visited_nobody_waits_at_the_shop_that_was_chosen_and_keeps_edits_when_the_home_moves()
    {
        var (connection, vendor) = await ConnectAsync(TillManifest.Clients, TillManifest.Bookings);
        await _house.ExecuteAsync(
            "insert into integrations.place_default (network_id, connection_id, location_id, updated_at) values (@Network, @Id, @Side, now())", new { connection.Network, connection.Id, Side = _house.Side.Id });
        vendor.Put("clients", Client("c", "Carla", "2026-03-02T14:00:00Z"));
        await _house.SyncAsync(connection, "clients");
        (await ClientsAsync(connection)).ShouldBe([("Carla", "Side", 0)]);

        vendor.Put("bookings", Booking("b1", "P1", "2026-03-02T14:00:00Z"));
        await _house.SyncAsync(connection, "bookings");
        vendor.Put("clients", Client("c", "Carla B.", "2026-03-02T14:10:00Z", version: 2));
        var second = await _house.SyncAsync(connection, "clients");

        (second.Created, second.Changed).ShouldBe((0, 1));
        (await ClientsAsync(connection)).ShouldBe([("Carla B.", "Main", 1)]);
        (await LinksAsync(connection, "clients")).ShouldBe(["c@Main"]);
    }

    [Fact]
    public async Task A_client_whose_shop_the_vendor_tells_has_the_home_there_whatever_was_visited()
    {
        var (connection, vendor) = await ConnectAsync(TillManifest.Clients, TillManifest.Bookings);
        vendor.Put("bookings", Booking("b1", "P1", "2026-03-02T14:00:00Z"));
        vendor.Put("clients", Client("c", "Carla", "2026-03-02T14:00:00Z", place: "P2"));

        await _house.SyncAsync(connection, "bookings");
        await _house.SyncAsync(connection, "clients");

        (await ClientsAsync(connection)).ShouldBe([("Carla", "Side", 1)]);
        (await LinksAsync(connection, "clients")).ShouldBe(["c@Side"]);
    }

    [Fact]
    public async Task A_service_is_offered_at_every_shop_unless_the_vendor_says_where()
    {
        var (connection, vendor) = await ConnectAsync(Services, TillManifest.Bookings);
        vendor.Put("services", Entry("cut"), Entry("shave", at: ["P2"]), Entry("dye", isEverywhere: true, except: ["P2"]), Entry("none", at: []));

        var run = await _house.SyncAsync(connection, "services");
        var again = await _house.SyncAsync(connection, "services");

        (run.State, run.Created, run.Held, again.Unchanged, again.Created).ShouldBe(("done", 4, 0, 4, 0));
        (await ListAsync(connection, "service")).ShouldBe(["cut@Main", "cut@Side", "dye@Main", "shave@Side"]);
        (await LinksAsync(connection, "services")).ShouldBe(["cut@Main", "cut@Side", "dye@Main", "shave@Side"]);
    }

    [Fact]
    public async Task The_records_of_an_entry_change_and_go_together()
    {
        var (connection, vendor) = await ConnectAsync(Services);
        vendor.Put("services", Entry("cut"), Entry("shave"));
        await _house.SyncAsync(connection, "services");

        vendor.Put("services", Entry("cut", price: "31.50", version: 2));
        vendor.Remove("services", "shave");
        var run = await _house.SyncAsync(connection, "services");

        (run.Changed, run.Removed).ShouldBe((2, 2));
        (await _house.RowsAsync<decimal>("select price from records.service where source = @Source and source_key = 'cut'", new { connection.Source })).ShouldBe([31.5m, 31.5m]);
        (await ListAsync(connection, "service")).ShouldBe(["cut@Main", "cut@Side"]);
    }

    [Fact]
    public async Task An_entry_that_the_vendor_takes_from_a_shop_goes_there_alone_and_may_come_back()
    {
        var (connection, vendor) = await ConnectAsync(Services);
        vendor.Put("services", Entry("cut"));
        await _house.SyncAsync(connection, "services");
        vendor.Put("services", Entry("cut", at: ["P1"], version: 2));

        await _house.SyncAsync(connection, "services");
        var alone = await ListAsync(connection, "service");
        vendor.Put("services", Entry("cut", at: ["P1", "P2"], version: 3));
        await _house.SyncAsync(connection, "services");

        alone.ShouldBe(["cut@Main"]);
        (await ListAsync(connection, "service")).ShouldBe(["cut@Main", "cut@Side"]);
        (await _house.RowAsync<long>("select count(*) from records.service where source = @Source", new { connection.Source })).ShouldBe(2);
    }

    [Fact]
    public async Task Lists_follow_the_shops_that_are_matched()
    {
        var (connection, vendor) = await ConnectAsync(Services);
        await MatchAsync(connection, "P2", null);
        vendor.Put("services", Entry("cut"));
        await _house.SyncAsync(connection, "services");
        var before = await ListAsync(connection, "service");

        await MatchAsync(connection, "P2", _house.Side.Id);
        var both = await RetakenAsync(connection);
        await MatchAsync(connection, "P1", null);
        var after = await RetakenAsync(connection);

        before.ShouldBe(["cut@Main"]);
        both.ShouldBe(["cut@Main", "cut@Side"]);
        after.ShouldBe(["cut@Side"]);
    }

    [Fact]
    public async Task What_was_held_before_a_shop_was_matched_is_taken_by_itself()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(Services, TillManifest.Clients, Staff, TillManifest.Sales), NodeId.Root(_house.Network));
        vendor.Put("services", Entry("cut"));
        vendor.Put("staff", Entry("s"));
        vendor.Put("clients", Client("c", "Carla", "2026-03-02T14:00:00Z"));
        vendor.Put("sales", new JsonObject { ["id"] = "x", ["created_at"] = "2026-03-02T14:00:00Z", ["updated_at"] = "2026-03-02T14:00:00Z", ["title"] = "Cut", ["amount"] = "30" });
        foreach (var stream in new[] { "services", "staff", "clients", "sales" })
        {
            (await _house.SyncAsync(connection, stream)).Held.ShouldBe(1);
        }

        await PlacesAsync(connection);
        await RetakeAsync(connection);

        (await ListAsync(connection, "service")).ShouldBe(["cut@Main", "cut@Side"]);
        (await ListAsync(connection, "staff")).ShouldBe(["s@Main"]);
        (await ClientsAsync(connection)).ShouldBe([("Carla", "Main", 0)]);
        (await _house.RowsAsync<(string Stream, string Code)>("select stream, faults -> 0 ->> 'code' from integrations.held_item where connection_id = @Id", new { connection.Id })).ShouldBe([("sales", "place_not_told")]);
    }

    [Fact]
    public async Task What_a_reading_put_aside_while_its_place_was_matched_is_taken_when_it_ends()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Bookings), NodeId.Root(_house.Network));
        vendor.Put("bookings", Booking("b1", "P1", "2026-03-02T14:00:00Z"));
        vendor.Before = _ => PlacesAsync(connection).GetAwaiter().GetResult(); // the reading has begun, and knows no places
        await _house.SyncAsync(connection, "bookings");

        (await _house.RowAsync<long>("select count(*) from records.booking where source = @Source", new { connection.Source })).ShouldBe(1);
        (await _house.RowAsync<long>("select count(*) from integrations.held_item where connection_id = @Id", new { connection.Id })).ShouldBe(0);
    }

    [Fact]
    public async Task Staff_are_where_the_vendor_assigns_them_and_are_known_where_they_help_out()
    {
        var (connection, vendor) = await ConnectAsync(Staff, TillManifest.Bookings);
        vendor.Put("staff", Entry("s1", at: ["P1"]), Entry("s2", at: ["P1", "P2"]));
        vendor.Put("bookings", Booking("b1", "P2", "2026-03-02T14:00:00Z"));

        await _house.SyncAsync(connection, "staff");
        await _house.SyncAsync(connection, "bookings");

        (await ListAsync(connection, "staff")).ShouldBe(["s1@Main", "s2@Main", "s2@Side"]);
        (await _house.RowAsync<string>("select f.name from records.booking b join records.staff f on f.id = b.staff_id where b.source = @Source", new { connection.Source })).ShouldBe("s1");
    }

    [Fact]
    public async Task A_comparison_counts_an_entry_once_and_finds_the_shop_that_lacks_it()
    {
        var (connection, vendor) = await ConnectAsync(Services);
        vendor.Put("services", Entry("cut"), Entry("shave"));
        await _house.SyncAsync(connection, "services");

        var same = await CompareAsync(connection, repairs: false);
        await _house.ExecuteAsync("delete from records.service where source = @Source and source_key = 'cut' and location_id = @Side", new { connection.Source, Side = _house.Side.Id });
        var lacking = await CompareAsync(connection, repairs: true);
        var repaired = await CompareAsync(connection, repairs: false);

        (same.Missing, same.Extra, same.Different, same.Ours.Count, same.Theirs.Count).ShouldBe((0L, 0L, 0L, 2L, 2L));
        (lacking.Missing, lacking.Different, lacking.Extra).ShouldBe((1L, 0L, 0L));
        (repaired.Missing, repaired.Different, repaired.Extra).ShouldBe((0L, 0L, 0L));
        (await ListAsync(connection, "service")).ShouldBe(["cut@Main", "cut@Side", "shave@Main", "shave@Side"]);
    }

    [Fact]
    public async Task However_visits_and_clients_arrive_there_is_one_client_for_each_key()
    {
        var random = new Random(11);
        for (var round = 0; round < 6; round++)
        {
            var (connection, vendor) = await ConnectAsync(TillManifest.Clients, TillManifest.Bookings);
            for (var step = 0; step < 6; step++)
            {
                var client = $"c{random.Next(3)}";
                if (random.Next(2) == 0)
                {
                    vendor.Put("clients", Client(client, $"N{client}", $"2026-03-02T14:00:{step:D2}Z", version: step + 1));
                    await _house.SyncAsync(connection, "clients");
                }
                else
                {
                    vendor.Put("bookings", Booking($"b{step}", random.Next(2) == 0 ? "P1" : "P2", $"2026-03-02T14:00:{step:D2}Z", client));
                    await _house.SyncAsync(connection, "bookings");
                }
            }

            var keys = await _house.RowsAsync<string>("select source_key from records.client where source = @Source", new { connection.Source });
            keys.ShouldBeUnique();
            (await _house.RowAsync<long>("select count(*) from records.booking where source = @Source and client_id is null", new { connection.Source })).ShouldBe(0);
            (await _house.RowAsync<long>( // who was visited first is the home of everybody who visited
                """
                select count(*) from records.client c
                where c.source = @Source and c.home_by = 'visit'
                  and c.home_location_id <> (select b.location_id from records.booking b where b.network_id = c.network_id and b.client_id = c.id order by b.source_key limit 1)
                """,
                new { connection.Source })).ShouldBe(0);
        }
    }

    private static VendorStream Told(VendorStream stream) => stream with
    {
        Map = stream.Map! with { Location = null, Shops = new StreamShops(TillManifest.Path("at"), new YamlScalarNode("is_everywhere = true"), TillManifest.Path("except")) },
    };

    private async Task<(Connection Connection, TillVendor Vendor)> ConnectAsync(params VendorStream[] streams)
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(streams), NodeId.Root(_house.Network));
        await PlacesAsync(connection);
        return (connection, vendor);
    }

    private Task PlacesAsync(Connection connection) => _house.ExecuteAsync(
        """
        insert into integrations.place (network_id, connection_id, key, name, location_id, seen_at, updated_at)
        values (@Network, @Id, 'P1', 'P1', @Main, now(), now()), (@Network, @Id, 'P2', 'P2', @Side, now(), now())
        """,
        new { connection.Network, connection.Id, Main = _house.Main.Id, Side = _house.Side.Id });

    private Task MatchAsync(Connection connection, string place, NodeId? location) =>
        _house.ExecuteAsync("update integrations.place set location_id = @location where connection_id = @Id and key = @place", new { connection.Id, place, location });

    private Task RetakeAsync(Connection connection) => _house.Node.Get<HeldRetake>().OfPlacesAsync(connection, _house.ManifestOf(connection), Guid.CreateVersion7(_house.Clock.GetUtcNow()), Ct);

    private async Task<IReadOnlyList<string>> RetakenAsync(Connection connection)
    {
        await RetakeAsync(connection);
        await _house.SyncAsync(connection, "services");
        return await ListAsync(connection, "service");
    }

    private Task<IReadOnlyList<string>> ListAsync(Connection connection, string table) => _house.RowsAsync<string>(
        $"select t.source_key || '@' || n.name from records.{table} t join network.node n on n.id = t.location_id where t.source = @Source and t.is_active order by 1", new { connection.Source });

    private Task<IReadOnlyList<string>> LinksAsync(Connection connection, string stream) => _house.RowsAsync<string>(
        "select l.key || '@' || n.name from integrations.record_link l join network.node n on n.id = l.location_id where l.connection_id = @Id and l.stream = @stream and l.removed_at is null order by 1",
        new { connection.Id, stream });

    private Task<IReadOnlyList<(string? Name, string Home, long Visits)>> ClientsAsync(Connection connection) => _house.RowsAsync<(string? Name, string Home, long Visits)>(
        """
        select c.name, n.name, (select count(*) from records.booking b where b.network_id = c.network_id and b.client_id = c.id)
        from records.client c join network.node n on n.id = c.home_location_id where c.source = @Source
        """,
        new { connection.Source });

    private Task<ComparedStream> CompareAsync(Connection connection, bool repairs) => _house.Node.Get<CompareStream>().RunAsync(
        Guid.CreateVersion7(_house.Clock.GetUtcNow()), connection, _house.ManifestOf(connection), _house.ManifestOf(connection).Stream("services")!, default, repairs, Ct);

    private static JsonObject Entry(string id, string price = "30", int version = 1, string[]? at = null, bool isEverywhere = false, string[]? except = null)
    {
        var entry = new JsonObject { ["id"] = id, ["name"] = id, ["price"] = price, ["version"] = version, ["updated_at"] = "2026-03-02T14:00:00Z", ["is_everywhere"] = isEverywhere };
        if (at is not null)
        {
            entry["at"] = new JsonArray([.. at.Select(key => JsonValue.Create(key))]);
        }

        if (except is not null)
        {
            entry["except"] = new JsonArray([.. except.Select(key => JsonValue.Create(key))]);
        }

        return entry;
    }

    private static JsonObject Booking(string id, string place, string updatedAt, string client = "c") => new()
    {
        ["id"] = id, ["client_id"] = client, ["staff_id"] = "s1", ["starts_at"] = "2026-03-05T10:00:00Z", ["minutes"] = 45, ["status"] = "confirmed", ["place"] = place, ["updated_at"] = updatedAt, ["version"] = 1,
    };
}
