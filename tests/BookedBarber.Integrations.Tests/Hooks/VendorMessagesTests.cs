using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Features.Places;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Processing;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Tests.Syncing;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using BookedBarber.Storage;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Hooks;

public sealed class VendorMessagesTests(ReadingStreamsTests.House shared) : IClassFixture<ReadingStreamsTests.House>
{
    private const string Key = "whsec-of-the-till";

    private readonly SyncHouse _house = shared.Value;

    [Fact]
    public async Task A_signed_message_is_kept_then_acknowledged_and_its_record_follows()
    {
        var (connection, _) = Connect();

        (await SendAsync(connection, Event("e1", "client.saved", Client("a", "Anna", "2026-03-02T14:59:00Z")))).Status.ShouldBe(200);
        (await _house.ClientsAsync(connection)).ShouldBeEmpty();
        await WorkAsync();

        (await _house.ClientsAsync(connection)).ShouldBe(["a=Anna"]);
        var kept = await MessageAsync(connection);
        (kept.State, kept.Records, kept.Repeats).ShouldBe(("done", 1, 0));
        (await _house.RowAsync<bool>("select cause = (select id from integrations.hook_message where connection_id = @Id) from integrations.record_link where connection_id = @Id", new { connection.Id })).ShouldBeTrue();
        (await _house.RowAsync<string>("select headers::text from integrations.hook_message where connection_id = @Id", new { connection.Id })).ShouldNotContain("secret-cookie");
    }

    [Fact]
    public async Task The_same_event_sent_again_is_acknowledged_and_worked_out_once()
    {
        var (connection, _) = Connect();
        var message = Event("e1", "client.saved", Client("a", "Anna", "2026-03-02T14:59:00Z"));

        await SendAsync(connection, message);
        (await SendAsync(connection, message)).Status.ShouldBe(200);
        await WorkAsync();
        (await SendAsync(connection, message)).Status.ShouldBe(200);
        await WorkAsync();

        (await _house.RowAsync<(long, int)>("select count(*), max(repeats) from integrations.hook_message where connection_id = @Id", new { connection.Id })).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Forged_messages_are_refused_and_counted_and_many_of_them_are_told_to_the_owner()
    {
        var (connection, _) = Connect();

        for (var i = 0; i < HookDoor.AlarmFrom; i++)
        {
            (await SendAsync(connection, Event($"e{i}", "client.saved", Client("a", "Forged", "2026-03-02T14:59:00Z")), key: "guessed")).Status.ShouldBe(401);
        }

        (await _house.RowAsync<(string Code, int Count)>("select code, count from integrations.hook_refusal where connection_id = @Id", new { connection.Id })).ShouldBe(("signature_wrong", HookDoor.AlarmFrom));
        (await _house.RowAsync<long>("select count(*) from feed.outbox where entity = 'integration.messages_refused' and ids = array[@Id]::uuid[]", new { connection.Id })).ShouldBe(1);
        (await _house.RowAsync<long>("select count(*) from integrations.hook_message where connection_id = @Id", new { connection.Id })).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_was_cut_on_its_way_is_named()
    {
        var (connection, _) = Connect();
        var body = Event("e1", "client.saved", Client("a", "Anna", "2026-03-02T14:59:00Z"))[..40];

        (await SendAsync(connection, body)).Status.ShouldBe(400);

        (await _house.RowAsync<string>("select code from integrations.hook_refusal where connection_id = @Id", new { connection.Id })).ShouldBe("malformed");
    }

    [Fact]
    public async Task An_event_that_only_names_its_record_makes_us_fetch_it()
    {
        var (connection, vendor) = Connect();
        vendor.Put("clients", Client("a", "Fetched", "2026-03-02T14:59:00Z"));

        await SendAsync(connection, Event("e1", "client.touched", new JsonObject { ["id"] = "a" }));
        await WorkAsync();

        (await _house.ClientsAsync(connection)).ShouldBe(["a=Fetched"]);
        vendor.Requests.ShouldBe(["/clients/a"]);
    }

    [Fact]
    public async Task What_a_crowd_of_messages_names_is_fetched_in_one_request_and_what_that_leaves_out_by_itself()
    {
        var many = new ManyItems(TillManifest.Request(HttpMethod.Post, "/clients/many", TillManifest.Body(("ids", "{keys}"))), TillManifest.Path("items"), Most: 100);
        var (connection, vendor) = Connect(TillManifest.Clients with { Many = many, Deletes = DeleteProof.Webhook });
        vendor.Put("clients", Client("a", "Anna", "2026-03-02T14:59:00Z"), Client("b", "Ben", "2026-03-02T14:59:00Z"), Client("c", "Cleo", "2026-03-02T14:59:00Z"));
        vendor.Instead = request => request.PathAndQuery == "/clients/many" ? TillVendor.Ok(new JsonObject { ["items"] = new JsonArray([.. Asked(request).Where(id => id is "a" or "b").Select(id => Client(id, id == "a" ? "Anna" : "Ben", "2026-03-02T14:59:00Z"))]) }) : null;
        foreach (var (id, number) in new[] { "a", "b", "c", "gone", "a" }.Select((id, number) => (id, number)))
        {
            await SendAsync(connection, Event($"e{number}", "client.touched", new JsonObject { ["id"] = id }));
        }

        await WorkAsync();

        (await _house.ClientsAsync(connection)).ShouldBe(["a=Anna", "b=Ben", "c=Cleo"], ignoreOrder: true);
        vendor.Requests.ShouldBe(["/clients/many", "/clients/c", "/clients/gone"]);

        static IEnumerable<string> Asked(VendorRequest request) => JsonNode.Parse(request.Body!.Value.Span)!["ids"]!.AsArray().Select(id => (string)id!);
    }

    [Fact]
    public async Task While_the_vendor_is_away_what_is_to_be_fetched_waits_and_follows()
    {
        var (connection, vendor) = Connect();
        vendor.Put("clients", Client("a", "Fetched", "2026-03-02T14:59:00Z"));
        vendor.Instead = _ => TillVendor.Fault(VendorFaultKind.Outage, 503, "unavailable");
        await SendAsync(connection, Event("e1", "client.touched", new JsonObject { ["id"] = "a" }));
        await WorkAsync();
        (await MessageAsync(connection)).ShouldSatisfyAllConditions(kept => kept.State.ShouldBe("waiting"), kept => kept.Code.ShouldBe("unavailable"));

        vendor.Instead = null;
        _house.Clock.Advance(TimeSpan.FromSeconds(5));
        await WorkAsync();

        (await _house.ClientsAsync(connection)).ShouldBe(["a=Fetched"]);
    }

    [Fact]
    public async Task A_vendor_that_is_away_is_asked_once_for_all_messages_that_wait_for_it()
    {
        var (connection, vendor) = Connect();
        vendor.Instead = _ => TillVendor.Away();
        for (var i = 0; i < 30; i++)
        {
            await SendAsync(connection, Event($"e{i}", "client.touched", new JsonObject { ["id"] = $"c{i}" }));
        }

        await WorkAsync();

        vendor.Requests.Count.ShouldBe(1);
        (await _house.RowAsync<(long, int)>("select count(*) filter (where state = 'waiting' and code = 'circuit_open'), max(attempts) from integrations.hook_message where connection_id = @Id", new { connection.Id })).ShouldBe((30, 0));
    }

    [Fact]
    public async Task An_event_of_deletion_takes_the_record_back()
    {
        var (connection, _) = Connect(TillManifest.Bookings with { Deletes = DeleteProof.Webhook });
        var booking = new JsonObject { ["id"] = "b1", ["client_id"] = "c1", ["starts_at"] = "2026-03-05T10:00:00Z", ["status"] = "confirmed", ["updated_at"] = "2026-03-02T14:00:00Z", ["version"] = 1 };
        await SendAsync(connection, Event("e1", "booking.saved", booking));
        await SendAsync(connection, Event("e2", "booking.deleted", new JsonObject { ["id"] = "b1" }));

        await WorkAsync();

        (await _house.RowAsync<long>("select count(*) from records.booking where source = @Source", new { connection.Source })).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_waits_for_its_place_follows_when_a_person_matches_it()
    {
        var (connection, _) = Connect(TillManifest.Bookings, node: NodeId.Root(_house.Network));
        await SendAsync(connection, Event("e1", "booking.saved", Booking("b1", place: "Corner")));
        await WorkAsync();
        (await PlacesOfBookingsAsync(connection)).ShouldBeEmpty();

        await _house.Node.Get<PlaceBook>().LinkAsync(Scope.OfSystem(_house.Network), connection, [new PlaceLink("Corner", _house.Side.Id.Value, false)], null, Ct);
        await _house.Node.Get<IFeedCatchUp>().RunAsync(Ct);
        await _house.RunJobAsync(await _house.RowAsync<Guid>("select id from jobs.job where kind = @JobKind and payload ->> 'connectionId' = @Id::text and state = 'queued'", new { RetakeJobHandler.JobKind, connection.Id }));

        (await PlacesOfBookingsAsync(connection)).ShouldBe([_house.Side.Id.Value]);
        (await _house.RowAsync<long>("select count(*) from integrations.held_item where connection_id = @Id", new { connection.Id })).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_whose_place_has_the_very_name_of_a_shop_follows_at_once()
    {
        var (connection, _) = Connect(TillManifest.Bookings, node: NodeId.Root(_house.Network));

        await SendAsync(connection, Event("e1", "booking.saved", Booking("b1", place: "Side")));
        await WorkAsync();

        (await PlacesOfBookingsAsync(connection)).ShouldBe([_house.Side.Id.Value]);
        (await _house.RowAsync<long>("select count(*) from integrations.held_item where connection_id = @Id", new { connection.Id })).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_whose_place_was_matched_while_it_was_worked_out_follows_by_itself()
    {
        var (connection, _) = Connect(TillManifest.Bookings, node: NodeId.Root(_house.Network));
        await SendAsync(connection, Event("e1", "booking.saved", Booking("b1", place: "Corner")));
        await WorkAsync();
        await _house.ExecuteAsync("update integrations.place set location_id = @Side where connection_id = @Id", new { connection.Id, Side = _house.Side.Id }); // by whoever died before it took what waited

        await _house.Node.Get<HeldCare>().LookAfterAsync(connection, _house.ManifestOf(connection), Ct);
        await _house.RunJobAsync(await _house.RowAsync<Guid>("select id from jobs.job where kind = @JobKind and payload ->> 'connectionId' = @Id::text and state = 'queued'", new { RetakeJobHandler.JobKind, connection.Id }));

        (await PlacesOfBookingsAsync(connection)).ShouldBe([_house.Side.Id.Value]);
    }

    [Fact]
    public async Task A_late_message_does_not_undo_what_a_page_has_brought()
    {
        var (connection, vendor) = Connect();
        vendor.Put("clients", Client("a", "Newer", "2026-03-02T14:59:00Z", version: 7));
        await _house.SyncAsync(connection, "clients");

        await SendAsync(connection, Event("e1", "client.saved", Client("a", "Older", "2026-03-02T14:58:00Z", version: 6)));
        await WorkAsync();

        (await _house.ClientsAsync(connection)).ShouldBe(["a=Newer"]);
    }

    [Fact]
    public async Task Events_of_another_account_and_of_kinds_that_nobody_follows_do_nothing_and_say_so()
    {
        var (connection, _) = Connect();
        await SendAsync(connection, Event("e1", "client.saved", Client("a", "Foreign", "2026-03-02T14:59:00Z"), account: "another"));
        await WorkAsync();
        var foreign = (await MessageAsync(connection)).Code;
        await SendAsync(connection, Event("e2", "weather.changed", new JsonObject()));
        await WorkAsync();

        foreign.ShouldBe("other_account");
        (await _house.RowsAsync<string>("select code from integrations.hook_message where connection_id = @Id order by number", new { connection.Id })).ShouldBe(["other_account", "nothing_to_do"]);
        (await _house.ClientsAsync(connection)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_may_have_a_stream_read_or_end_the_connection()
    {
        var (connection, vendor) = Connect();
        vendor.Put("clients", Client("a", "Read", "2026-03-02T14:59:00Z"));

        await SendAsync(connection, Event("e1", "list.changed", new JsonObject()));
        await WorkAsync();
        var run = await _house.RowAsync<Guid>("select id from integrations.sync_run where connection_id = @Id and reason = 'message'", new { connection.Id });
        await _house.RunJobAsync(run);
        await SendAsync(connection, Event("e2", "access.revoked", new JsonObject()));
        await WorkAsync();

        (await _house.ClientsAsync(connection)).ShouldBe(["a=Read"]);
        _house.TroubleOf(connection)!.ShouldSatisfyAllConditions(trouble => trouble.Kind.ShouldBe(ConnectionTroubleKind.NeedsReconnect), trouble => trouble.Code.ShouldBe("access_withdrawn"));
    }

    [Fact]
    public async Task While_a_connection_is_paused_its_messages_wait()
    {
        var (connection, _) = Connect();
        await SendAsync(connection, Event("e1", "client.saved", Client("a", "Anna", "2026-03-02T14:59:00Z")));
        _house.Change(connection, ConnectionState.Paused);
        await WorkAsync();
        (await MessageAsync(connection)).State.ShouldBe("waiting");

        _house.Change(connection, ConnectionState.Active);
        _house.Clock.Advance(TimeSpan.FromMinutes(1));
        await WorkAsync();

        (await _house.ClientsAsync(connection)).ShouldBe(["a=Anna"]);
    }

    [Fact]
    public async Task A_message_whose_worker_died_is_worked_out_by_the_next_one()
    {
        var (connection, _) = Connect();
        await SendAsync(connection, Event("e1", "client.saved", Client("a", "Anna", "2026-03-02T14:59:00Z")));
        (await _house.Node.Get<HookQueue>().ClaimAsync(Ct)).ShouldHaveSingleItem();

        await WorkAsync();
        (await _house.ClientsAsync(connection)).ShouldBeEmpty();
        _house.Clock.Advance(TimeSpan.FromMinutes(3));
        await WorkAsync();

        (await _house.ClientsAsync(connection)).ShouldBe(["a=Anna"]);
    }

    [Fact]
    public async Task One_message_that_cannot_be_worked_out_holds_up_no_other()
    {
        var (connection, vendor) = Connect();
        vendor.Instead = request => request.PathAndQuery == "/clients/broken" ? throw new InvalidOperationException("a fault of ours") : null;
        await SendAsync(connection, Event("e1", "client.touched", new JsonObject { ["id"] = "broken" }));
        await SendAsync(connection, Event("e2", "client.saved", Client("a", "Anna", "2026-03-02T14:59:00Z")));

        await WorkAsync();

        (await _house.ClientsAsync(connection)).ShouldBe(["a=Anna"]);
        (await _house.RowsAsync<(string, string?)>("select state, code from integrations.hook_message where connection_id = @Id order by number", new { connection.Id })).ShouldBe([("waiting", "internal_fault"), ("done", null)]);
    }

    [Fact]
    public async Task A_vendor_that_asks_whether_the_address_is_ours_is_answered()
    {
        var echo = Hooks() with { Handshake = new HookHandshake(TillManifest.Path("challenge"), Echo: true) };
        var (echoing, _) = Connect(hooks: echo);
        var (showing, _) = Connect(hooks: echo with { Handshake = echo.Handshake! with { Echo = false } });

        (await SendAsync(echoing, """{"challenge":"c-123"}""", key: null)).ShouldBe(new HookReply(200, "c-123"));
        (await SendAsync(showing, """{"challenge":"c-456"}""", key: null)).ShouldBe(new HookReply(200));

        (await _house.RowAsync<string>("select challenge from integrations.hook_subscription where connection_id = @Id", new { showing.Id })).ShouldBe("c-456");
        (await SendAsync(echoing, Event("e1", "client.saved", new JsonObject()), key: null)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_list_without_events_only_asks_whether_signatures_are_checked()
    {
        var (connection, _) = Connect(hooks: Hooks() with { Items = TillManifest.Path("events") });

        (await SendAsync(connection, """{"events":[]}""")).Status.ShouldBe(200);
        (await SendAsync(connection, """{"events":[]}""", key: "wrong")).Status.ShouldBe(401);

        (await _house.RowAsync<long>("select count(*) from integrations.hook_message where connection_id = @Id", new { connection.Id })).ShouldBe(0);
    }

    [Fact]
    public void Forms_with_brackets_become_nested_json() =>
        HookBody.Nest([new("type", "profile"), new("data[merges][FNAME]", "Anna"), new("data[id]", "7")]).ToJsonString().ShouldBe("""{"type":"profile","data":{"merges":{"FNAME":"Anna"},"id":"7"}}""");

    private (Connection Connection, TillVendor Vendor) Connect(VendorStream? stream = null, HookShape? hooks = null, NodeId? node = null)
    {
        var made = _house.Connect(TillManifest.Of(stream ?? TillManifest.Clients) with { Webhooks = hooks ?? Hooks() }, node);
        _house.Credentials.HookSecrets[made.Connection.Id] = new Secret(Key);
        return made;
    }

    private static HookShape Hooks() => new(
        HookScheme.HmacSha256, HookSecret.Subscription, "X-Till-Signature", null, SignatureEncoding.Base64, "{url}{body}", null, CursorFormat.Iso, null, HookFormat.Json, ItemPath.Root,
        TillManifest.Text("{event_id}"), TillManifest.Text("{type}"), TillManifest.Text("{account}"), null, null, null, null, null, null,
        [
            new HookEvent("client.saved", "clients", HookEffect.Item, TillManifest.Path("data")),
            new HookEvent("client.touched", "clients", HookEffect.Refetch, TillManifest.Path("data.id")),
            new HookEvent("booking.saved", "bookings", HookEffect.Item, TillManifest.Path("data")),
            new HookEvent("booking.deleted", "bookings", HookEffect.Delete, TillManifest.Path("data.id")),
            new HookEvent("list.*", "clients", HookEffect.Sync, null),
            new HookEvent("access.revoked", "clients", HookEffect.Disconnect, null),
        ]);

    private static string Event(string id, string type, JsonObject data, string account = "account") =>
        new JsonObject { ["event_id"] = id, ["type"] = type, ["account"] = account, ["data"] = data }.ToJsonString();

    private async Task<HookReply> SendAsync(Connection connection, string body, string? key = Key)
    {
        var door = _house.Node.Get<HookDoor>();
        var found = (await door.FindAsync(connection.Vendor, connection.Id, Ct))!.Value;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json", ["Cookie"] = "secret-cookie" };
        if (key is not null)
        {
            headers["X-Till-Signature"] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"https://hub.example/hooks/{connection.Vendor}/{connection.Id}{body}")));
        }

        return await door.TakeAsync(found.Connection, found.Shape, "POST", string.Empty, headers, Encoding.UTF8.GetBytes(body), Ct);
    }

    private static JsonObject Booking(string id, string place) => new()
    {
        ["id"] = id, ["client_id"] = "c1", ["starts_at"] = "2026-03-05T10:00:00Z", ["status"] = "confirmed", ["updated_at"] = "2026-03-02T14:00:00Z", ["version"] = 1, ["place"] = place,
    };

    private Task<IReadOnlyList<Guid>> PlacesOfBookingsAsync(Connection connection) => _house.RowsAsync<Guid>("select location_id from records.booking where source = @Source", new { connection.Source });

    private async Task WorkAsync()
    {
        while (await _house.Node.Get<HookWorker>().StepAsync(Ct) > 0)
        {
            // until nothing waits
        }
    }

    private Task<(string State, string? Code, int Records, int Repeats)> MessageAsync(Connection connection) =>
        _house.RowAsync<(string, string?, int, int)>("select state, code, records, repeats from integrations.hook_message where connection_id = @Id", new { connection.Id });
}
