using BookedBarber.Host.Tests.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Host.Tests.Records;

/// <summary>Bookings, lists, daily closes, the day and search, over the whole application.</summary>
public sealed class ShopApiTests(SharedApp shared) : IAsyncLifetime
{
    private readonly App _app = shared.App;
    private Town _town = null!;
    private HttpClient _manager = null!;

    private string Main => $"locations/{_town.Main}";

    public async ValueTask InitializeAsync()
    {
        _town = await Town.BuildAsync(_app);
        _manager = await _app.SignInAsync(Role.LocationManager, _town.Main);
    }

    public ValueTask DisposeAsync()
    {
        _manager.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_booking_is_recorded_once_and_moves_through_its_statuses()
    {
        var made = await BookAsync("b1", "2026-02-02T15:00:00Z");
        var again = await BookAsync("b1", "2026-02-02T15:00:00Z");
        (made.Status, again.Status, made.Text("endsAt")).ShouldBe((201, 200, "2026-02-02T15:45:00Z"));
        again.Body.GetRawText().ShouldBe(made.Body.GetRawText());
        (await BookAsync("b1", "2026-02-02T16:00:00Z")).Code.ShouldBe("idempotency_conflict");

        var path = $"{Main}/bookings/{made.Text("id")}";
        (await _manager.CallAsync("PATCH", path, new { status = "completed" })).Status.ShouldBe(428);
        (await _manager.CallAsync("PATCH", path, new { status = "maybe" }, ifMatch: made.Tag)).FieldFault().ShouldBe("status unknown_status");
        var changed = await _manager.CallAsync("PATCH", path, new { status = "completed" }, ifMatch: made.Tag);
        (changed.Status, changed.Text("status")).ShouldBe((200, "completed"));
        (await _manager.CallAsync("PATCH", path, new { status = "no_show" }, ifMatch: made.Tag)).Code.ShouldBe("version_mismatch");
        (await BookAsync("b1", "2026-02-02T15:00:00Z")).Text("status").ShouldBe("completed");
    }

    [Fact]
    public async Task Client_names_are_for_those_who_may_see_clients()
    {
        await BookAsync("b1", "2026-02-02T15:00:00Z");
        var support = await _app.SignInAsync(Role.Support, NodeId.Root(_town.Network));

        (await _manager.CallAsync("GET", $"{Main}/bookings")).Items("clientName").ShouldBe(["Sam Smith"]);
        (await support.CallAsync("GET", $"{Main}/bookings")).Items("clientName").ShouldBe([null!]);
        (await support.CallAsync("GET", $"{Main}/day?date=2026-02-02")).Body.GetProperty("bookings")[0].GetProperty("clientName").GetString().ShouldBeNull();
        (await support.CallAsync("GET", $"{Main}/clients")).Status.ShouldBe(403);
        (await _manager.CallAsync("GET", $"{Main}/clients?search=smi")).Items("name").ShouldBe(["Sam Smith"]);
    }

    [Fact]
    public async Task Lists_page_by_name()
    {
        await WriteAsync("émile", "Zoe", "ann", "Bob", "bob 2").ConfigureAwait(true);

        var first = await _manager.CallAsync("GET", $"{Main}/staff?limit=3");
        var second = await _manager.CallAsync("GET", $"{Main}/staff?limit=3&cursor={first.Text("nextCursor")}");

        first.Items("name").Concat(second.Items("name")).ShouldBe(["ann", "Bob", "bob 2", "Zoe", "émile"]);
        second.Body.TryGetProperty("nextCursor", out _).ShouldBeFalse();
        (await _manager.CallAsync("GET", $"{Main}/staff?limit=201")).FieldFault().ShouldBe("limit out_of_range");
        foreach (var list in new[] { "services", "products", "shifts", "daily-closes" })
        {
            (await _manager.CallAsync("GET", $"{Main}/{list}")).Items("id").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_day_is_closed_and_closed_again()
    {
        var path = $"{Main}/daily-closes/2026-02-01";
        var first = await _manager.CallAsync("PUT", path, new { netSales = "1000.50", visits = 30 });
        var second = await _manager.CallAsync("PUT", path, new { netSales = "1001", visits = 31 });

        (first.Status, second.Status, second.Text("netSales"), second.Tag).ShouldBe((201, 200, "1001.00", "\"2\""));
        (await _manager.CallAsync("PUT", path, new { netSales = "1.001" })).FieldFault().ShouldBe("netSales too_many_digits");
        (await _manager.CallAsync("PUT", path, new { })).FieldFault().ShouldBe("netSales required");
        (await _manager.CallAsync("GET", $"{Main}/daily-closes")).Items("businessDay").ShouldBe(["2026-02-01"]);
    }

    [Fact]
    public async Task The_day_shows_figures_staff_bookings_and_sales()
    {
        await BookAsync("b1", "2026-02-02T15:00:00Z");
        var sale = new { occurredAt = "2026-02-02T16:00:00Z", client = new { key = "sam", name = "Sam Smith" }, lines = new[] { new { kind = "service", name = "Cut", staffKey = "ann", amount = "40" } }, tips = new[] { new { staffKey = "ann", amount = "5" } }, total = "45" };
        await _manager.CallAsync("POST", $"{Main}/sales", sale, key: "r1");

        var day = await _manager.CallAsync("GET", $"{Main}/day?date=2026-02-02");

        var figures = day.Body.GetProperty("figures");
        (figures.GetProperty("netSales").GetString(), figures.GetProperty("visits").GetInt64(), figures.GetProperty("averageTicket").GetString(), figures.GetProperty("tips").GetString(), figures.GetProperty("bookings").GetInt64())
            .ShouldBe(("40.00", 1, "40.00", "5.00", 1));
        var staff = day.Body.GetProperty("staff")[0];
        (staff.GetProperty("name").GetString(), staff.GetProperty("netSales").GetString(), staff.GetProperty("visits").GetInt64()).ShouldBe(("ann", "40.00", 1));
        day.Body.GetProperty("bookings")[0].GetProperty("clientName").GetString().ShouldBe("Sam Smith");
        day.Body.GetProperty("sales")[0].GetProperty("items")[0].GetString().ShouldBe("Cut");
        day.Body.GetProperty("isToday").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_barbers_day_shows_the_own_chair_alone()
    {
        await _manager.CallAsync("POST", $"{Main}/sales", Sell.Haircut(70, "bob"), key: "r1");
        var own = await _manager.CallAsync("POST", $"{Main}/sales", Sell.Haircut(40, "ann"), key: "r2");
        var barber = await _app.SignInAsync(Role.Barber, _town.Main, own.Body.GetProperty("lines")[0].GetProperty("staffId").GetGuid());

        var day = await barber.CallAsync("GET", $"{Main}/day");

        day.Body.GetProperty("figures").GetProperty("netSales").GetString().ShouldBe("40.00");
        day.Body.GetProperty("staff").GetArrayLength().ShouldBe(1);
        day.Body.GetProperty("sales").GetArrayLength().ShouldBe(1);
        (await barber.CallAsync("GET", $"{Main}/daily-closes")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Clients_are_found_by_the_beginning_of_name_or_surname_where_the_caller_may_see_them()
    {
        await BookAsync("b1", "2026-02-02T15:00:00Z");
        var owner = await _app.SignInAsync(Role.Owner, _town.Harbor);

        (await _manager.CallAsync("GET", $"networks/{_town.Network}/search?q=SAM")).Items("title").ShouldBe(["Sam Smith"]);
        (await _manager.CallAsync("GET", $"networks/{_town.Network}/search?q=smi")).Items("title").ShouldBe(["Sam Smith"]);
        (await owner.CallAsync("GET", $"networks/{_town.Network}/search?q=smi")).Items("title").ShouldBeEmpty();
    }

    private Task<Answer> BookAsync(string key, string startsAt) =>
        _manager.CallAsync("POST", $"{Main}/bookings", new { client = new { key = "sam", name = "Sam Smith" }, staffKey = "ann", serviceKey = "cut", startsAt, durationMinutes = 45 }, key: key);

    private async Task WriteAsync(params string[] staff)
    {
        var location = _app.Get<INetworkTree>().Find(_town.Main)!;
        await using var session = await _app.Get<IDatabase>().WriteAsync(Scope.OfSystem(_town.Network), "test", CancellationToken.None);
        await _app.Get<IRecordWriter>().WriteAsync<StaffRecord>(session, "test", [.. staff.Select(name => new LocatedRecord<StaffRecord>(location, new StaffRecord(name, name, null, null, null, true)))], OnConflict.Update, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }
}
