using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Comparing;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Health;
using BookedBarber.Integrations.Syncing.Pushing;
using BookedBarber.Integrations.Syncing.Tracing;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using BookedBarber.Storage;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Syncing;

public sealed class BothSidesTests(ReadingStreamsTests.House shared) : IClassFixture<ReadingStreamsTests.House>
{
    private static readonly VendorAction SaveBooking = new(
        "save_booking", "Save a booking", "booking",
        TillManifest.Request(HttpMethod.Post, "/bookings", TillManifest.Body(("status", "{record.status}"), ("client_id", "{refs.clientKey}"))),
        TillManifest.Request(HttpMethod.Put, "/bookings/{key}", TillManifest.Body(("status", "{record.status}"))),
        TillManifest.Request(HttpMethod.Delete, "/bookings/{key}", null),
        new Idempotency("Idempotency-Key", null, null, 45), null, new AnswerSource(null, TillManifest.Path("id")), "bookings");

    private readonly SyncHouse _house = shared.Value;

    [Theory]
    [InlineData("source_wins", "no_show", "theirs")]
    [InlineData("ours_wins", "arrived", "ours")]
    [InlineData("ask", "arrived", null)]
    public async Task What_both_sides_changed_is_decided_by_rule_and_what_one_side_changed_is_kept(string rule, string stored, string? winner)
    {
        var (connection, vendor) = await WithBookingAsync();
        await _house.ExecuteAsync("insert into integrations.field_rule values (@Network, @Id, 'booking', '*', @rule)", new { connection.Network, connection.Id, rule });
        await ChangeHereAsync(connection, "arrived");
        vendor.Put("bookings", Booking("no_show", version: 2, minutes: 60));

        await _house.SyncAsync(connection, "bookings");

        (await _house.RowAsync<(string, decimal)>("select status, extract(epoch from ends_at - starts_at) / 60 from records.booking where source = @Source", new { connection.Source })).ShouldBe((stored, 60));
        var conflict = await _house.RowAsync<(string Field, string Base, string Ours, string Theirs, string? Winner, string State)>(
            "select field, base #>> '{}', ours #>> '{}', theirs #>> '{}', winner, state from integrations.field_conflict where connection_id = @Id", new { connection.Id });
        conflict.ShouldBe(("status", "confirmed", "arrived", "no_show", winner, winner is null ? "open" : "decided"));
    }

    [Theory]
    [InlineData("source_wins", "lost", "theirs")]
    [InlineData("ours_wins", "qualified", "ours")]
    public async Task What_both_sides_changed_of_a_record_of_the_business_is_decided_the_same_way(string rule, string stored, string winner)
    {
        var leads = TillManifest.Stream("leads", "lead", "name: name\nphone: phone\ntype: =client\nstatus: status\ncreatedAt: created_at | instant\n");
        var (connection, vendor) = _house.Connect(TillManifest.Of(leads), NodeId.Root(_house.Network));
        vendor.Put("leads", Lead("working", "+1 555 0100", version: 1), Lead("new", "+1 555 0109", version: 1, id: "l2"));
        await _house.SyncAsync(connection, "leads");
        await SettleAsync();
        await _house.ExecuteAsync("insert into integrations.field_rule values (@Network, @Id, 'lead', '*', @rule)", new { connection.Network, connection.Id, rule });
        await using (var session = await _house.Node.Database.WriteAsync(Scope.OfSystem(_house.Network), "api", Ct))
        {
            await session.ExecuteAsync("update records.lead set status = 'qualified', version = version + 1 where source = @Source and source_key = 'l1'", new { connection.Source }, Ct);
            await session.CommitAsync(Ct);
        }

        await SettleAsync();
        vendor.Put("leads", Lead("lost", "+1 555 0199", version: 2));

        await _house.SyncAsync(connection, "leads");

        (await _house.RowAsync<(string, string)>("select status, phone from records.lead where source = @Source and source_key = 'l1'", new { connection.Source })).ShouldBe((stored, "+1 555 0199"));
        (await _house.RowAsync<(string, string, string, string)>("select field, ours #>> '{}', theirs #>> '{}', winner from integrations.field_conflict where connection_id = @Id", new { connection.Id }))
            .ShouldBe(("status", "qualified", "lost", winner));
    }

    [Fact]
    public async Task A_change_here_stays_while_the_vendor_changes_something_else()
    {
        var (connection, vendor) = await WithBookingAsync();
        await ChangeHereAsync(connection, "arrived");
        vendor.Put("bookings", Booking("confirmed", version: 2, minutes: 60));

        await _house.SyncAsync(connection, "bookings");

        (await _house.RowAsync<string>("select status from records.booking where source = @Source", new { connection.Source })).ShouldBe("arrived");
        (await _house.RowAsync<long>("select count(*) from integrations.field_conflict where connection_id = @Id", new { connection.Id })).ShouldBe(0);
    }

    [Fact]
    public async Task A_person_says_who_wins_and_may_bring_the_other_value_back()
    {
        var (connection, vendor) = await WithBookingAsync();
        await _house.ExecuteAsync("insert into integrations.field_rule values (@Network, @Id, 'booking', '*', 'ask')", new { connection.Network, connection.Id });
        await ChangeHereAsync(connection, "arrived");
        vendor.Put("bookings", Booking("no_show", version: 2));
        await _house.SyncAsync(connection, "bookings");
        var id = await _house.RowAsync<Guid>("select id from integrations.field_conflict where connection_id = @Id", new { connection.Id });
        var resolve = _house.Node.Get<ResolveConflicts>();

        (await resolve.RunAsync(Scope.OfSystem(_house.Network), connection, id, ConflictSide.Theirs, "resolved", Ct)).ShouldBeNull();
        var theirs = await _house.RowAsync<string>("select status from records.booking where source = @Source", new { connection.Source });
        (await resolve.RunAsync(Scope.OfSystem(_house.Network), connection, id, ConflictSide.Ours, "undone", Ct)).ShouldBeNull();
        var ours = await _house.RowAsync<string>("select status from records.booking where source = @Source", new { connection.Source });

        (theirs, ours).ShouldBe(("no_show", "arrived"));
        (await _house.RowAsync<string>("select state from integrations.field_conflict where id = @id", new { id })).ShouldBe("undone");
    }

    [Fact]
    public async Task What_is_changed_here_is_written_to_the_vendor_once_and_its_echo_is_no_news()
    {
        var (connection, vendor) = await WithBookingAsync(SaveBooking);
        await FollowAsync(connection);
        await ChangeHereAsync(connection, "arrived");

        await PushAsync();

        var write = vendor.Writes.ShouldHaveSingleItem();
        (write.Method, write.Path).ShouldBe(("PUT", "/bookings/b1"));
        write.Body.ShouldContain("arrived");
        write.IdempotencyKey!.Length.ShouldBe(32);
        await _house.SyncAsync(connection, "bookings");
        await SettleAsync();
        await PushAsync();
        vendor.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_came_from_a_vendor_does_not_go_back_to_it()
    {
        var (connection, vendor) = await WithBookingAsync(SaveBooking);
        await FollowAsync(connection);
        vendor.Put("bookings", Booking("completed", version: 2));

        await _house.SyncAsync(connection, "bookings");
        await SettleAsync();
        await PushAsync();

        vendor.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_write_that_the_vendor_refuses_is_set_aside_and_one_that_got_no_answer_is_repeated_under_its_key()
    {
        var (connection, vendor) = await WithBookingAsync(SaveBooking);
        await FollowAsync(connection);
        var keys = new List<string?>();
        vendor.Instead = request => request.Method == HttpMethod.Get ? null : Note(request, TillVendor.Fault(VendorFaultKind.Timeout, 0, "timed_out"));
        await ChangeHereAsync(connection, "arrived");
        await PushAsync();
        _house.Clock.Advance(TimeSpan.FromMinutes(1));
        vendor.Instead = request => request.Method == HttpMethod.Get ? null : Note(request, TillVendor.Fault(VendorFaultKind.DataValidation, 422, "refused"));
        await PushAsync();

        var push = await _house.RowAsync<(string State, string Code, int Attempts, bool MaybeSent)>("select state, code, attempts, maybe_sent from integrations.push where connection_id = @Id", new { connection.Id });
        push.ShouldBe(("dead", "refused", 2, false));
        keys.Count.ShouldBe(2);
        keys.Distinct().ShouldHaveSingleItem();

        VendorAnswer Note(VendorRequest request, VendorAnswer answer)
        {
            keys.Add(request.Headers["Idempotency-Key"]);
            return answer;
        }
    }

    [Theory]
    [InlineData(false, "dead", "nothing_made")]
    [InlineData(true, "done", null)]
    public async Task A_write_that_named_nothing_that_it_made_is_looked_for_and_counts_only_when_it_is_found(bool isThere, string state, string? code)
    {
        var find = new FindRequest(TillManifest.Get("/found"), TillManifest.Path("items"), TillManifest.Path("id"));
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Bookings) with { Actions = [SaveBooking with { Find = find }] });
        vendor.Instead = request => request.Method == HttpMethod.Post ? TillVendor.Ok(new JsonObject { ["errors"] = new JsonArray("No such client.") }) : null;
        vendor.Put("found", isThere ? [new JsonObject { ["id"] = "b9", ["updated_at"] = "2026-03-02T14:00:00Z" }] : []);
        await FollowAsync(connection);
        await WithBookingAsync();

        await PushAsync();

        (await _house.RowAsync<(string, string?, string?)>("select state, code, vendor_key from integrations.push where connection_id = @Id", new { connection.Id })).ShouldBe((state, code, isThere ? "b9" : null));
    }

    [Fact]
    public async Task A_comparison_finds_what_is_missing_different_and_extra_and_repairs_it()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients with { Deletes = DeleteProof.Webhook }));
        vendor.Put("clients", [.. Enumerable.Range(0, 6).Select(i => Client($"c{i}", $"Client {i}", "2026-03-01T10:00:00Z"))]);
        await _house.SyncAsync(connection, "clients");
        await _house.ExecuteAsync("delete from records.client where source = @Source and source_key = 'c1'", new { connection.Source });
        await _house.ExecuteAsync("update records.client set name = 'Tampered' where source = @Source and source_key = 'c2'", new { connection.Source });
        vendor.Remove("clients", "c3");

        var first = await CompareAsync(connection, repairs: false);
        var repair = await CompareAsync(connection, repairs: true);
        var after = await CompareAsync(connection, repairs: false);

        (first.State, first.Missing, first.Different, first.Extra, first.Same).ShouldBe(("different", 1, 1, 1, false));
        repair.State.ShouldBe("repaired");
        (after.State, after.Ours, after.Theirs, after.Same).ShouldBe(("same", 5, 5, true));
        (await _house.ClientsAsync(connection)).ShouldContain("c2=Client 2");
    }

    [Fact]
    public async Task A_stream_that_is_read_over_another_is_compared_over_all_of_its_items()
    {
        var shops = TillManifest.Stream("shops", "client", "name: name\n") with { Record = null, Map = null, Cursor = StreamCursor.None };
        var over = TillManifest.Clients with { Request = TillManifest.Get("/clients", ("ref", "{over.id}")), Over = new StreamOver("shops", 1), Cursor = StreamCursor.None };
        var (connection, vendor) = _house.Connect(TillManifest.Of(shops, over));
        vendor.Put("shops", [.. Enumerable.Range(1, 2).Select(i => new JsonObject { ["id"] = $"s{i}", ["updated_at"] = "2026-01-01T00:00:00Z" })]);
        vendor.Put("clients", [.. Enumerable.Range(0, 6).Select(i => Of($"s{(i % 2) + 1}", Client($"c{i}", $"Client {i}", "2026-02-01T10:00:00Z")))]);
        await _house.SyncAsync(connection, "clients");
        await _house.ExecuteAsync("update records.client set name = 'Tampered' where source = @Source and source_key in ('c0', 'c1')", new { connection.Source });
        vendor.Put("clients", Of("s2", Client("c7", "Late", "2026-02-01T10:00:00Z")));

        var first = await CompareAsync(connection, repairs: false);
        var repair = await CompareAsync(connection, repairs: true);
        var after = await CompareAsync(connection, repairs: false);

        (first.State, first.Missing, first.Different, first.Extra).ShouldBe(("different", 1, 2, 0));
        repair.State.ShouldBe("repaired");
        (after.State, after.Ours, after.Theirs, after.Same).ShouldBe(("same", 7, 7, true));

        static JsonObject Of(string shop, JsonObject client)
        {
            client["ref"] = shop;
            return client;
        }
    }

    [Fact]
    public async Task A_record_is_traced_from_its_run_to_its_changes_and_writes()
    {
        var (connection, _) = await WithBookingAsync(SaveBooking);
        await FollowAsync(connection);
        await ChangeHereAsync(connection, "arrived");
        await PushAsync();
        var record = await _house.RowAsync<Guid>("select id from records.booking where source = @Source", new { connection.Source });

        var trace = (await _house.Node.Get<TraceReader>().ReadAsync(Scope.OfSystem(_house.Network), connection, record, Ct))!;

        (trace.Record, trace.Key, trace.First!.Kind).ShouldBe(("booking", "b1", "run"));
        trace.Changes.Select(change => change.Op).ShouldBe(["created", "changed"]);
        trace.Changes[1].Cause.ShouldBe("api");
        trace.Pushes.Single(push => push.ConnectionId == connection.Id).State.ShouldBe("done");
        (await _house.Node.Get<TraceReader>().ReadAsync(Scope.OfSystem(_house.Network) with { Roots = [_house.Side.Id] }, connection, record, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Health_follows_from_calls_records_and_lag()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        vendor.Put("clients", Client("a", "A", "2026-03-02T14:00:00Z"));
        await _house.SyncAsync(connection, "clients");
        var hour = new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);
        await _house.ExecuteAsync(
            """
            insert into integrations.call_usage (network_id, connection_id, hour, class, outcome, calls, retries, bytes, took_ms)
            values (@Network, @Id, @hour, 'incremental', 'ok', 95, 0, 0, 9500), (@Network, @Id, @hour, 'incremental', 'outage', 5, 0, 0, 500)
            """,
            new { connection.Network, connection.Id, hour });

        var known = (await _house.Node.Get<HealthReader>().FactsAsync(_house.Network, [connection.Id], Ct))[connection.Id];

        (known.Facts.Availability, known.Facts.Latency, known.Facts.CredentialAge).ShouldBe((0.95, TimeSpan.FromMilliseconds(100), null));
        HealthFormula.Of(known.Facts)!.Score.ShouldBe(61); // (0.25 + 0.10 + 0.20) / 0.90: availability at its worst, no credential that ends
    }

    private async Task<(Connection Connection, TillVendor Vendor)> WithBookingAsync(params VendorAction[] actions)
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Bookings) with { Actions = actions });
        vendor.Put("bookings", Booking("confirmed", version: 1));
        await _house.SyncAsync(connection, "bookings");
        await SettleAsync();
        return (connection, vendor);
    }

    // Records of any source are written to a connection that follows them; each test looks at its own alone.
    private Task FollowAsync(Connection connection) =>
        _house.ExecuteAsync("delete from integrations.push_rule; insert into integrations.push_rule values (@Network, @Id, 'save_booking', true)", new { connection.Network, connection.Id });

    private async Task ChangeHereAsync(Connection connection, string status)
    {
        await using (var session = await _house.Node.Database.WriteAsync(Scope.OfSystem(_house.Network), "api", Ct))
        {
            await session.ExecuteAsync("update records.booking set status = @status, version = version + 1 where source = @Source", new { status, connection.Source }, Ct);
            await session.CommitAsync(Ct);
        }

        await SettleAsync();
    }

    private async Task PushAsync()
    {
        while (await _house.Node.Get<PushWork>().StepAsync(Ct) > 0)
        {
            // until nothing is due
        }
    }

    private Task SettleAsync() => _house.Node.Get<IFeedCatchUp>().RunAsync(Ct);

    private async Task<(string State, long Missing, long Different, long Extra, long? Ours, long? Theirs, bool Same)> CompareAsync(Connection connection, bool repairs)
    {
        var id = await _house.Node.Get<Comparisons>().StartAsync(connection, "clients", null, null, repairs, Caller.System, Ct);
        await _house.RunJobAsync(id);
        return await _house.RowAsync<(string, long, long, long, long?, long?, bool)>(
            "select state, missing, different, extra, ours, theirs, ours_hash = theirs_hash from integrations.comparison where id = @id", new { id });
    }

    private static JsonObject Booking(string status, int version, int minutes = 45) => new()
    {
        ["id"] = "b1", ["client_id"] = "c1", ["starts_at"] = "2026-03-05T10:00:00Z", ["minutes"] = minutes, ["status"] = status, ["updated_at"] = "2026-03-02T14:00:00Z", ["version"] = version,
    };

    private static JsonObject Lead(string status, string phone, int version, string id = "l1") => new()
    {
        ["id"] = id, ["name"] = "Robin", ["phone"] = phone, ["status"] = status, ["created_at"] = "2026-02-01T10:00:00Z", ["updated_at"] = "2026-03-02T14:00:00Z", ["version"] = version,
    };
}
