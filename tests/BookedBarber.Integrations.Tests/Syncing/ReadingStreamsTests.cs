using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Integrations.Transport;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Syncing;

public sealed class ReadingStreamsTests(ReadingStreamsTests.House shared) : IClassFixture<ReadingStreamsTests.House>
{
    private readonly SyncHouse _house = shared.Value;

    [Fact]
    public async Task All_pages_become_records_and_the_next_reading_begins_behind_them()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        vendor.Put("clients", [.. Enumerable.Range(0, 25).Select(i => Client($"c{i:00}", $"Client {i}", $"2026-03-02T14:00:{i:00}Z"))]);

        var first = await _house.SyncAsync(connection, "clients");
        vendor.Put("clients", Client("c25", "New", "2026-03-02T14:30:00Z"));
        var second = await _house.SyncAsync(connection, "clients");

        (first.State, first.Pages, first.Read, first.Created).ShouldBe(("done", 3, 25, 25));
        (second.State, second.Read, second.Created, second.Unchanged).ShouldBe(("done", 26, 1, 25)); // the overlap of two minutes holds them all
        (await _house.ClientsAsync(connection)).Count.ShouldBe(26);
        vendor.Requests.Last().ShouldContain("from=2026-03-02T13%3A58%3A24.000Z");
    }

    [Fact]
    public async Task A_reading_that_is_cut_goes_on_behind_the_last_page_that_was_written_and_writes_nothing_twice()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        vendor.Put("clients", [.. Enumerable.Range(0, 35).Select(i => Client($"c{i:00}", $"Client {i}", $"2026-02-01T10:00:{i:00}Z"))]);
        vendor.Instead = request => request.PathAndQuery.Contains("cursor=20", StringComparison.Ordinal) ? TillVendor.Fault(VendorFaultKind.Outage, 503, "unavailable") : null;

        var cut = await _house.SyncAsync(connection, "clients");
        vendor.Instead = null;
        vendor.Requests.Clear();
        var next = await _house.SyncAsync(connection, "clients");

        (cut.State, cut.Code, cut.Created).ShouldBe(("failed", "unavailable", 20));
        (next.State, next.Read, next.Created).ShouldBe(("done", 15, 15));
        vendor.Requests.First().ShouldContain("cursor=20");
        (await _house.ClientsAsync(connection)).Count.ShouldBe(35);
    }

    [Fact]
    public async Task A_vendor_that_is_away_is_asked_again_within_half_a_minute_and_the_connection_says_why()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        vendor.Instead = _ => TillVendor.Fault(VendorFaultKind.Timeout, 0, "timed_out");

        for (var i = 0; i < 8; i++)
        {
            await _house.SyncAsync(connection, "clients");
        }

        var state = await _house.StateAsync(connection, "clients");
        (state.State, state.Code, state.Failures).ShouldBe(("waiting", "timed_out", 8));
        (state.NextAt - _house.Clock.GetUtcNow()).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        _house.TroubleOf(connection)!.Code.ShouldBe("timed_out");

        vendor.Instead = null;
        await _house.SyncAsync(connection, "clients");
        (await _house.StateAsync(connection, "clients")).Failures.ShouldBe(0);
        _house.TroubleOf(connection)!.Code.ShouldBe("recovered");
    }

    [Fact]
    public async Task Records_of_the_cursors_own_moment_and_late_ones_within_the_overlap_are_not_lost()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        vendor.Put("clients", Client("a", "A", "2026-03-02T14:00:00Z"));
        await _house.SyncAsync(connection, "clients");

        vendor.Put("clients", Client("b", "Same moment", "2026-03-02T14:00:00Z"), Client("c", "Late", "2026-03-02T13:58:30Z"));
        var next = await _house.SyncAsync(connection, "clients");

        (next.Created, next.Unchanged).ShouldBe((2, 1));
        (await _house.ClientsAsync(connection)).ShouldBe(["a=A", "b=Same moment", "c=Late"]);
    }

    [Fact]
    public async Task A_change_that_the_vendor_dates_back_is_found_within_the_lookback()
    {
        var stream = TillManifest.Clients with { Cursor = TillManifest.ByTime with { Lookback = TimeSpan.FromDays(7) } };
        var (connection, vendor) = _house.Connect(TillManifest.Of(stream));
        vendor.Put("clients", Client("a", "A", "2026-03-02T14:00:00Z"));
        await _house.SyncAsync(connection, "clients");
        vendor.Put("clients", Client("b", "Dated back", "2026-02-26T09:00:00Z"));

        var soon = await _house.SyncAsync(connection, "clients");
        _house.Clock.Advance(TimeSpan.FromHours(1));
        var later = await _house.SyncAsync(connection, "clients");

        (soon.Created, later.Created).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_moment_in_the_future_does_not_carry_the_cursor_past_what_comes_between()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients with { Request = TillManifest.Get("/clients", ("from", "{cursor.from}")) }));
        vendor.Put("clients", Client("a", "From the future", "2031-01-01T00:00:00Z"));
        await _house.SyncAsync(connection, "clients");
        vendor.Put("clients", Client("b", "Now", Text(_house.Clock.GetUtcNow())));

        (await _house.SyncAsync(connection, "clients")).Created.ShouldBe(1);
    }

    [Theory]
    [InlineData("page_repeats")]
    [InlineData("cursor_loops")]
    public async Task A_vendor_that_leads_in_circles_is_found_out_and_what_was_read_is_kept(string code)
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        var calls = 0;
        vendor.Instead = _ => TillVendor.Ok(new JsonObject
        {
            ["items"] = new JsonArray(Client(code == "page_repeats" ? "same" : $"c{calls++}", "C", "2026-03-01T10:00:00Z")),
            ["cursor"] = code == "cursor_loops" ? "again" : $"{calls++}",
        });

        var run = await _house.SyncAsync(connection, "clients");

        (run.State, run.Code).ShouldBe(("failed", code));
        run.Detail!.ShouldContain("clients");
        run.Created.ShouldBeGreaterThan(0);
        vendor.Instead = null;
        vendor.Put("clients", Client("z", "Z", "2026-03-01T11:00:00Z"));
        (await _house.SyncAsync(connection, "clients")).State.ShouldBe("done");
    }

    [Fact]
    public async Task A_place_in_the_pages_that_the_vendor_has_forgotten_is_begun_anew()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        vendor.Put("clients", [.. Enumerable.Range(0, 25).Select(i => Client($"c{i:00}", $"Client {i}", $"2026-02-01T10:00:{i:00}Z"))]);
        vendor.Instead = request => request.PathAndQuery.Contains("cursor=10", StringComparison.Ordinal) ? TillVendor.Fault(VendorFaultKind.Outage, 503, "unavailable") : null;
        await _house.SyncAsync(connection, "clients");
        vendor.Instead = request => request.PathAndQuery.Contains("cursor=10", StringComparison.Ordinal) && vendor.Instead is not null ? Once(vendor, TillVendor.Fault(VendorFaultKind.DataValidation, 400, "invalid_cursor")) : null;

        var run = await _house.SyncAsync(connection, "clients");

        (run.State, run.Created, run.Unchanged).ShouldBe(("done", 15, 10));
    }

    [Fact]
    public async Task Records_whose_list_the_vendor_has_renamed_are_named_and_nothing_is_taken_for_empty()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        vendor.Instead = _ => TillVendor.Ok(new JsonObject { ["people"] = new JsonArray(Client("a", "A", "2026-03-01T10:00:00Z")) });

        var run = await _house.SyncAsync(connection, "clients");

        (run.State, run.Code).ShouldBe(("failed", "items_missing"));
        _house.TroubleOf(connection).ShouldBeNull();
        (await _house.StateAsync(connection, "clients")).Cursor.ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_without_the_list_is_no_empty_page_unless_the_vendor_is_known_to_leave_it_out()
    {
        var (strict, strictVendor) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        var (lax, laxVendor) = _house.Connect(TillManifest.Of(TillManifest.Clients with { OmitsEmpty = true }));
        strictVendor.Instead = laxVendor.Instead = _ => TillVendor.Ok(new JsonObject { ["total"] = 0 });

        (await _house.SyncAsync(strict, "clients")).Code.ShouldBe("items_missing");
        (await _house.SyncAsync(lax, "clients")).State.ShouldBe("done");
    }

    [Theory]
    [InlineData("error", "code")]
    [InlineData("$", "code")]
    public async Task An_error_that_says_that_all_is_well_is_no_empty_page_and_nothing_is_taken_for_gone(string errors, string code)
    {
        var stream = TillManifest.Clients with { Cursor = StreamCursor.None, Deletes = DeleteProof.List, OmitsEmpty = true };
        var shape = new ErrorShape(TillManifest.Path(errors), TillManifest.Path(code), null, WhenOk: false, null, new Dictionary<string, string>());
        var (connection, vendor) = _house.Connect(TillManifest.Of(stream) with { Errors = shape });
        vendor.Put("clients", Client("a", "A", "2026-03-01T10:00:00Z"));
        await _house.SyncAsync(connection, "clients");
        var error = new JsonObject { ["code"] = "BACKEND_ERROR" };
        vendor.Instead = _ => TillVendor.Ok(errors == "$" ? error.DeepClone() : new JsonObject { [errors] = error.DeepClone() });

        var run = await _house.SyncAsync(connection, "clients");

        (run.State, run.Code).ShouldBe(("failed", "error_instead_of_data"));
        (await _house.ClientsAsync(connection)).ShouldBe(["a=A"]);
    }

    [Fact]
    public async Task Windows_of_a_history_are_read_newest_first_and_several_at_a_time()
    {
        var stream = TillManifest.Clients with { Cursor = TillManifest.ByTime with { Start = TimeSpan.FromDays(10), Window = TimeSpan.FromDays(3) } };
        var (connection, vendor) = _house.Connect(TillManifest.Of(stream));
        vendor.Put("clients", [.. Enumerable.Range(0, 10).Select(i => Client($"c{i}", $"Client {i}", $"2026-02-{21 + (i % 8):00}T10:00:00Z"))]);

        var run = await _house.SyncAsync(connection, "clients");

        (run.State, run.Slices, run.SlicesDone, run.Created).ShouldBe(("done", 4, 4, 10));
        vendor.Requests.First().ShouldContain($"to={Uri.EscapeDataString(Text(_house.Clock.GetUtcNow())).TrimEnd('Z')}");
    }

    [Fact]
    public async Task Counted_pages_are_asked_for_ahead_and_written_in_order()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients with { Paging = TillManifest.ByPage }));
        vendor.Put("clients", [.. Enumerable.Range(0, 95).Select(i => Client($"c{i:00}", $"Client {i}", $"2026-02-01T10:{i / 60:00}:{i % 60:00}Z"))]);

        var run = await _house.SyncAsync(connection, "clients");

        (run.State, run.Pages, run.Created).ShouldBe(("done", 10, 95));
    }

    [Fact]
    public async Task A_stream_that_is_read_for_each_item_of_another_asks_once_for_each_batch()
    {
        var shops = TillManifest.Stream("shops", "client", "name: name\n") with { Record = null, Map = null, Cursor = StreamCursor.None };
        var clients = TillManifest.Clients with { Request = TillManifest.Get("/clients", ("ref", "{over.id}")), Over = new StreamOver("shops", 1), Cursor = StreamCursor.None };
        var (connection, vendor) = _house.Connect(TillManifest.Of(shops, clients));
        vendor.Put("shops", new JsonObject { ["id"] = "s1", ["updated_at"] = "2026-01-01T00:00:00Z" }, new JsonObject { ["id"] = "s2", ["updated_at"] = "2026-01-01T00:00:00Z" });
        vendor.Put("clients", [.. Enumerable.Range(0, 4).Select(i => { var one = Client($"c{i}", $"Client {i}", "2026-02-01T10:00:00Z"); one["ref"] = $"s{(i % 2) + 1}"; return one; })]);

        var run = await _house.SyncAsync(connection, "clients");

        (run.State, run.Slices, run.Created).ShouldBe(("done", 2, 4));
    }

    [Fact]
    public async Task A_cancelled_reading_stops_and_keeps_what_it_has_read()
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        vendor.Put("clients", [.. Enumerable.Range(0, 25).Select(i => Client($"c{i:00}", $"Client {i}", $"2026-02-01T10:00:{i:00}Z"))]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        vendor.Before = request =>
        {
            if (request.PathAndQuery.Contains("cursor=20", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        };
        var id = (await _house.Node.Get<BookedBarber.Integrations.Syncing.ISync>().StartAsync(connection, "clients", BookedBarber.Integrations.Syncing.Running.SyncReason.Asked, null, false, BookedBarber.Shared.Caller.System, Ct)).Value![0];

        await Should.ThrowAsync<OperationCanceledException>(() => _house.RunJobAsync(id, stop.Token));
        (await _house.Node.Get<BookedBarber.Integrations.Syncing.ISync>().CancelAsync(BookedBarber.Shared.Scope.OfSystem(_house.Network), id, Ct)).ShouldBeTrue();

        (await _house.RunAsync(id)).State.ShouldBe("cancelled");
        (await _house.StateAsync(connection, "clients")).ShouldSatisfyAllConditions(state => state.State.ShouldBe("idle"), state => state.PassKind.ShouldBeNull());
        (await _house.Node.Get<BookedBarber.Integrations.Syncing.ISync>().CancelAsync(BookedBarber.Shared.Scope.OfSystem(_house.Network), id, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_reading_under_way_is_not_begun_twice()
    {
        var (connection, _) = _house.Connect(TillManifest.Of(TillManifest.Clients));
        var sync = _house.Node.Get<BookedBarber.Integrations.Syncing.ISync>();

        var one = await sync.StartAsync(connection, "clients", BookedBarber.Integrations.Syncing.Running.SyncReason.Asked, null, false, BookedBarber.Shared.Caller.System, Ct);
        var other = await sync.StartAsync(connection, "clients", BookedBarber.Integrations.Syncing.Running.SyncReason.Asked, null, false, BookedBarber.Shared.Caller.System, Ct);

        other.Value.ShouldBe(one.Value);
    }

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static VendorAnswer Once(TillVendor vendor, VendorAnswer answer)
    {
        vendor.Instead = null;
        return answer;
    }

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        internal SyncHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await OpenAsync();

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
