using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Integrations.Transport;
using Microsoft.AspNetCore.WebUtilities;
using YamlDotNet.RepresentationModel;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Syncing;

/// <summary>Streams that are read over others, and those that name what was deleted.</summary>
public sealed class ReadingOverTests(ReadingStreamsTests.House shared) : IClassFixture<ReadingStreamsTests.House>
{
    private static readonly VendorStream Calendars = TillManifest.Stream("calendars", "client", "name: name\n") with { Record = null, Map = null, Cursor = StreamCursor.None };

    private readonly SyncHouse _house = shared.Value;

    [Fact]
    public async Task Each_item_that_a_stream_is_read_over_keeps_the_vendors_token_of_its_own()
    {
        var (connection, vendor) = Diary("c1", "c2");
        await _house.SyncAsync(connection, "events");
        vendor.Requests.Clear();

        var second = await _house.SyncAsync(connection, "events");

        second.State.ShouldBe("done");
        Asked(vendor).ShouldBe([("c1", "c1-1"), ("c2", "c2-1")], ignoreOrder: true);
    }

    [Fact]
    public async Task An_item_that_is_new_is_read_from_its_beginning_and_the_others_from_their_tokens()
    {
        var (connection, vendor) = Diary("c1");
        await _house.SyncAsync(connection, "events");
        vendor.Put("calendars", Calendar("c2"));
        vendor.Requests.Clear();

        await _house.SyncAsync(connection, "events");
        await _house.SyncAsync(connection, "events");

        Asked(vendor).ShouldBe([("c1", "c1-1"), ("c2", null), ("c1", "c1-2"), ("c2", "c2-1")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_token_that_was_kept_for_all_items_together_is_not_used_for_any()
    {
        var (connection, vendor) = Diary("c1", "c2");
        await _house.SyncAsync(connection, "events");
        await _house.ExecuteAsync("update integrations.stream_state set cursor = 'one-for-all' where connection_id = @Id and stream = 'events'", new { connection.Id });
        vendor.Requests.Clear();

        await _house.SyncAsync(connection, "events");

        Asked(vendor).ShouldBe([("c1", null), ("c2", null)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_stream_may_be_read_over_one_that_is_itself_read_over_a_third()
    {
        var accounts = TillManifest.Stream("accounts", "client", "name: name\n") with { Record = null, Map = null, Cursor = StreamCursor.None };
        var shops = Calendars with { Name = "shops", Request = TillManifest.Get("/shops", ("ref", "{over.id}")), Over = new StreamOver("accounts", 1) };
        var clients = TillManifest.Clients with { Request = TillManifest.Get("/clients", ("ref", "{over.id}")), Over = new StreamOver("shops", 1), Cursor = StreamCursor.None };
        var (connection, vendor) = _house.Connect(TillManifest.Of(accounts, shops, clients));
        vendor.Put("accounts", Calendar("a1"), Calendar("a2"));
        vendor.Put("shops", Under("s1", "a1"), Under("s2", "a2"), Under("s3", "a2"));
        vendor.Put("clients", Under("c1", "s1"), Under("c2", "s2"), Under("c3", "s3"), Under("c4", "s3"));

        var run = await _house.SyncAsync(connection, "clients");

        (run.State, run.Slices, run.Created).ShouldBe(("done", 3, 4));
    }

    [Fact]
    public async Task Of_a_list_of_changes_only_what_it_calls_deleted_is_taken_back()
    {
        var gone = TillManifest.Stream("gone", "client", "name: name\n") with
        {
            Record = null, Map = null, Removes = "clients", Skip = new StreamSkip(new YamlScalarNode("status | default Changed != Deleted"), null),
        };
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients with { Deletes = DeleteProof.Feed }, gone));
        vendor.Put("clients", Client("a", "A", "2026-03-02T14:00:00Z"), Client("b", "B", "2026-03-02T14:00:00Z"), Client("c", "C", "2026-03-02T14:00:00Z"));
        await _house.SyncAsync(connection, "clients");
        vendor.Put("gone", Change("a", "Changed"), Change("b", "Deleted"), Change("c", null));

        var run = await _house.SyncAsync(connection, "gone");

        (run.State, run.Removed).ShouldBe(("done", 1));
        (await _house.RowsAsync<string>("select key from integrations.record_link where connection_id = @Id and removed_at is null order by key", new { connection.Id })).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task Items_without_a_key_that_say_the_same_are_held_once_and_the_others_go_on()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients with { Key = TillManifest.Path("number") }));
        var known = Client("a", "A", "2026-03-02T14:00:00Z");
        known["number"] = "1";
        vendor.Instead = _ => TillVendor.Ok(new JsonObject { ["items"] = new JsonArray(known.DeepClone(), Client("b", "B", "2026-03-02T14:00:00Z"), Client("b", "B", "2026-03-02T14:00:00Z")) });

        var run = await _house.SyncAsync(connection, "clients");

        (run.State, run.Created, run.Refused).ShouldBe(("done", 1, 2));
        (await _house.RowAsync<long>("select count(*) from integrations.held_item where connection_id = @Id", new { connection.Id })).ShouldBe(1);
    }

    /// <summary>A vendor whose tokens say of which calendar they are, and of which reading.</summary>
    private (Connection Connection, TillVendor Vendor) Diary(params string[] calendars)
    {
        var events = TillManifest.Clients with
        {
            Name = "events", Request = TillManifest.Get("/events/{over.id}", ("token", "{cursor.token}")), Over = new StreamOver("calendars", 1),
            Cursor = StreamCursor.None with { Kind = CursorKind.Token, Token = new AnswerSource(null, TillManifest.Path("nextToken")), ExpiredStatus = 410 },
        };
        var (connection, vendor) = _house.Connect(TillManifest.Of(Calendars, events));
        vendor.Put("calendars", [.. calendars.Select(Calendar)]);
        var readings = new Dictionary<string, int>();
        vendor.Instead = request =>
        {
            if (!request.PathAndQuery.StartsWith("/events/", StringComparison.Ordinal))
            {
                return null;
            }

            lock (readings)
            {
                var calendar = CalendarOf(request.PathAndQuery);
                readings[calendar] = readings.GetValueOrDefault(calendar) + 1;
                return TillVendor.Ok(new JsonObject { ["items"] = new JsonArray(), ["nextToken"] = $"{calendar}-{readings[calendar]}" });
            }
        };
        return (connection, vendor);
    }

    private static IEnumerable<(string Calendar, string? Token)> Asked(TillVendor vendor) =>
        vendor.Requests.Where(path => path.StartsWith("/events/", StringComparison.Ordinal)).Select(path => (CalendarOf(path), QueryHelpers.ParseQuery(new Uri("http://till.test" + path).Query).TryGetValue("token", out var token) ? token.ToString() : null));

    private static string CalendarOf(string path) => path.Split('/', '?')[2];

    private static JsonObject Calendar(string id) => new() { ["id"] = id, ["updated_at"] = "2026-01-01T00:00:00Z" };

    private static JsonObject Under(string id, string other)
    {
        var one = Client(id, id, "2026-02-01T10:00:00Z");
        one["ref"] = other;
        return one;
    }

    private static JsonObject Change(string id, string? status) => new() { ["id"] = id, ["updated_at"] = "2026-03-02T14:30:00Z", ["status"] = status };
}
