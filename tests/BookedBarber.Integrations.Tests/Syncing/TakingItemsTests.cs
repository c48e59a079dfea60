using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Shared;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Syncing;

public sealed class TakingItemsTests(ReadingStreamsTests.House shared) : IClassFixture<ReadingStreamsTests.House>
{
    private readonly SyncHouse _house = shared.Value;

    [Fact]
    public async Task Records_of_a_place_that_nobody_has_matched_wait_and_follow_once_it_is()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients), NodeId.Root(_house.Network));
        vendor.Put("clients", Client("a", "A", "2026-03-02T14:00:00Z", place: "P1"), Client("b", "B", "2026-03-02T14:00:01Z", place: "P2"));

        var run = await _house.SyncAsync(connection, "clients");
        (run.State, run.Held, run.Created).ShouldBe(("done", 2, 0));
        await _house.ExecuteAsync("update integrations.place set location_id = @Location where connection_id = @Id and key = 'P1'", new { Location = _house.Side.Id, connection.Id });
        await _house.Node.Get<HeldRetake>().OfPlacesAsync(connection, _house.ManifestOf(connection), Guid.CreateVersion7(_house.Clock.GetUtcNow()), Ct);

        (await _house.ClientsAsync(connection)).ShouldBe(["a=A"]);
        (await _house.RowAsync<Guid>("select home_location_id from records.client where source = @Source", new { connection.Source })).ShouldBe(_house.Side.Id.Value);
        (await _house.RowsAsync<(string Key, string Code)>("select key, faults -> 0 ->> 'code' from integrations.held_item where connection_id = @Id", new { connection.Id })).ShouldBe([("b", "unknown_place")]);
    }

    [Fact]
    public async Task What_happened_at_no_place_that_is_named_waits_until_only_one_of_the_places_is_ours()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Bookings), NodeId.Root(_house.Network));
        vendor.Put("bookings", Booking("b1"));
        await _house.ExecuteAsync(
            "insert into integrations.place (network_id, connection_id, key, name, location_id, seen_at, updated_at) values (@Network, @Id, 'P1', 'P1', @Side, now(), now()), (@Network, @Id, 'P2', 'P2', null, now(), now())",
            new { Network = _house.Network.Value, connection.Id, Side = _house.Side.Id });

        (await _house.SyncAsync(connection, "bookings")).Held.ShouldBe(1);
        await _house.ExecuteAsync("update integrations.place set is_ignored = true where connection_id = @Id and key = 'P2'", new { connection.Id });
        await _house.Node.Get<HeldRetake>().OfPlacesAsync(connection, _house.ManifestOf(connection), Guid.CreateVersion7(_house.Clock.GetUtcNow()), Ct);

        (await _house.RowAsync<Guid>("select location_id from records.booking where source = @Source", new { connection.Source })).ShouldBe(_house.Side.Id.Value);
        (await _house.RowAsync<long>("select count(*) from integrations.held_item where connection_id = @Id", new { connection.Id })).ShouldBe(0);
    }

    [Fact]
    public async Task A_place_that_the_vendor_calls_like_a_location_here_is_that_location()
    {
        var places = TillManifest.Stream("places", "location", "code: code\nname: name\n") with { Order = 1, Cursor = StreamCursor.None };
        var (connection, vendor) = _house.Connect(TillManifest.Of(places, TillManifest.Clients), NodeId.Root(_house.Network));
        vendor.Put("clients", Client("a", "A", "2026-03-02T14:00:00Z", place: "P1"));
        vendor.Put("places", new JsonObject { ["id"] = "P1", ["name"] = "side", ["code"] = "77", ["updated_at"] = "2026-03-02T14:00:00Z" });

        await _house.SyncAsync(connection, "places");
        await _house.SyncAsync(connection, "clients");

        (await _house.RowAsync<Guid>("select home_location_id from records.client where source = @Source", new { connection.Source })).ShouldBe(_house.Side.Id.Value);
    }

    [Fact]
    public async Task A_field_that_the_vendor_has_given_another_type_makes_its_records_suffer_and_no_other()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Bookings));
        vendor.Put("bookings", Booking("b1"), With(Booking("b2"), "minutes", "three quarters"), With(Booking("b3"), "status", null));

        var run = await _house.SyncAsync(connection, "bookings");

        (run.State, run.Created, run.Refused).ShouldBe(("done", 1, 2));
        _house.TroubleOf(connection).ShouldBeNull();
        var held = await _house.RowsAsync<(string Key, string Reason, string Detail)>("select key, reason, faults -> 0 ->> 'detail' from integrations.held_item where connection_id = @Id order by key", new { connection.Id });
        held.Select(one => (one.Key, one.Reason)).ShouldBe([("b2", "map"), ("b3", "map")]);
        held[0].Detail.ShouldContain("three quarters");

        vendor.Put("bookings", Booking("b2", version: 2));
        await _house.SyncAsync(connection, "bookings");
        (await _house.RowsAsync<string>("select key from integrations.held_item where connection_id = @Id", new { connection.Id })).ShouldBe(["b3"]);
    }

    [Fact]
    public async Task What_no_map_reads_and_what_cannot_be_read_is_listed_with_its_record()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Bookings));
        vendor.Put("bookings", With(Booking("b1"), "mood", "cheerful"), With(Booking("b2"), "minutes", "three quarters"));

        await _house.SyncAsync(connection, "bookings");

        var listed = await _house.Node.Get<MappingFaults>().ListAsync(connection.Network, connection.Id, kind: null, limit: 100, Ct);
        listed.ShouldContain(entry => entry.Kind == "unmapped" && entry.Field == "mood" && entry.RecordKey == "b1");
        listed.ShouldContain(entry => entry.Kind == "rejected" && entry.RecordKey == "b2" && entry.Detail!.Contains("three quarters"));
        vendor.Put("bookings", Booking("b2", version: 2));
        await _house.SyncAsync(connection, "bookings");
        (await _house.Node.Get<MappingFaults>().ListAsync(connection.Network, connection.Id, "rejected", limit: 100, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_the_records_refuse_is_kept_with_the_cause()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Bookings));
        vendor.Put("bookings", With(Booking("b1"), "status", "vanished"));

        (await _house.SyncAsync(connection, "bookings")).Refused.ShouldBe(1);

        (await _house.RowAsync<(string Reason, string Code)>("select reason, faults -> 0 ->> 'code' from integrations.held_item where connection_id = @Id", new { connection.Id })).ShouldBe(("record", "unknown_status"));
    }

    [Fact]
    public async Task An_older_version_never_undoes_a_newer_one()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        vendor.Put("clients", Client("a", "Newer", "2026-03-02T14:00:00Z", version: 5));
        await _house.SyncAsync(connection, "clients");
        vendor.Put("clients", Client("a", "Older", "2026-03-02T14:00:01Z", version: 4));

        (await _house.SyncAsync(connection, "clients")).Unchanged.ShouldBe(1);

        (await _house.ClientsAsync(connection)).ShouldBe(["a=Newer"]);
    }

    [Fact]
    public async Task A_record_that_moves_to_another_shop_is_there_and_no_longer_here()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Bookings), NodeId.Root(_house.Network));
        await MatchAsync(connection);
        vendor.Put("bookings", With(Booking("b1"), "place", "P1"));
        await _house.SyncAsync(connection, "bookings");
        vendor.Put("bookings", With(Booking("b1", version: 2), "place", "P2"));

        await _house.SyncAsync(connection, "bookings");

        (await _house.RowsAsync<Guid>("select location_id from records.booking where source = @Source", new { connection.Source })).ShouldBe([_house.Side.Id.Value]);
    }

    [Fact]
    public async Task A_record_that_says_it_is_deleted_goes_and_may_come_back()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Bookings with { Deletes = DeleteProof.Flag }));
        vendor.Put("bookings", Booking("b1"), Booking("b2"));
        await _house.SyncAsync(connection, "bookings");
        vendor.Put("bookings", With(Booking("b1", version: 2), "is_deleted", true));

        var gone = await _house.SyncAsync(connection, "bookings");
        var again = await _house.SyncAsync(connection, "bookings");
        var keys = await _house.RowsAsync<string>("select source_key from records.booking where source = @Source", new { connection.Source });
        vendor.Put("bookings", Booking("b1", version: 3));
        await _house.SyncAsync(connection, "bookings");

        (gone.Removed, again.Removed).ShouldBe((1, 0));
        keys.ShouldBe(["b2"]);
        (await _house.RowAsync<long>("select count(*) from records.booking where source = @Source", new { connection.Source })).ShouldBe(2);
    }

    [Fact]
    public async Task What_a_complete_reading_does_not_show_is_gone_only_where_the_vendor_shows_everything()
    {
        var whole = TillManifest.Bookings with { Cursor = StreamCursor.None, Deletes = DeleteProof.List };
        var (listed, listing) = _house.Connect(TillManifest.Of(whole));
        var (other, silent) = _house.Connect(TillManifest.Of(whole with { Deletes = DeleteProof.None }));
        foreach (var (connection, vendor) in new[] { (listed, listing), (other, silent) })
        {
            vendor.Put("bookings", Booking("b1"), Booking("b2"));
            await _house.SyncAsync(connection, "bookings");
            vendor.Remove("bookings", "b1");
        }

        (await _house.SyncAsync(listed, "bookings")).Removed.ShouldBe(1);
        (await _house.SyncAsync(other, "bookings")).Removed.ShouldBe(0);
    }

    [Fact]
    public async Task Where_pages_are_counted_two_complete_readings_have_to_miss_a_record()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Bookings with { Cursor = StreamCursor.None, Deletes = DeleteProof.List, Paging = TillManifest.ByPage }));
        vendor.Put("bookings", Booking("b1"), Booking("b2"));
        await _house.SyncAsync(connection, "bookings");
        vendor.Remove("bookings", "b1");

        (await _house.SyncAsync(connection, "bookings")).Removed.ShouldBe(0);
        (await _house.SyncAsync(connection, "bookings")).Removed.ShouldBe(1);
    }

    [Fact]
    public async Task A_stream_of_deletions_takes_back_records_of_another_stream()
    {
        var deletions = TillManifest.Stream("deletions", "client", "name: name\n") with { Record = null, Map = null, Removes = "bookings" };
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Bookings with { Deletes = DeleteProof.Feed }, deletions));
        vendor.Put("bookings", Booking("b1"), Booking("b2"));
        await _house.SyncAsync(connection, "bookings");
        vendor.Put("deletions", new JsonObject { ["id"] = "b2", ["updated_at"] = "2026-03-02T14:30:00Z" });

        (await _house.SyncAsync(connection, "deletions")).Removed.ShouldBe(1);

        (await _house.RowsAsync<string>("select source_key from records.booking where source = @Source", new { connection.Source })).ShouldBe(["b1"]);
    }

    private Task MatchAsync(Connection connection) => _house.ExecuteAsync(
        "insert into integrations.place (network_id, connection_id, key, name, location_id, seen_at, updated_at) values (@Network, @Id, 'P1', 'P1', @Main, now(), now()), (@Network, @Id, 'P2', 'P2', @Side, now(), now())",
        new { connection.Network, connection.Id, Main = _house.Main.Id, Side = _house.Side.Id });

    private static JsonObject Booking(string id, int version = 1) => new()
    {
        ["id"] = id, ["client_id"] = "c1", ["staff_id"] = "s1", ["service_id"] = "cut", ["starts_at"] = "2026-03-05T10:00:00Z", ["minutes"] = 45, ["status"] = "confirmed",
        ["updated_at"] = "2026-03-02T14:00:00Z", ["version"] = version,
    };

    private static JsonObject With(JsonObject item, string name, JsonNode? value)
    {
        item[name] = value;
        return item;
    }
}
