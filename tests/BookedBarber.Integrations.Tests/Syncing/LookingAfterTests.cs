using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Registering;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Integrations.Transport;
using BookedBarber.Storage;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Syncing;

/// <summary>What happens to connections by itself: the schedule, subscriptions, forgetting.</summary>
public sealed class LookingAfterTests
{
    [Fact]
    public async Task A_new_connections_streams_are_read_by_themselves_and_again_when_they_are_due()
    {
        await using var house = await OpenAsync();
        var (connection, vendor) = house.Connect(TillManifest.Of(TillManifest.Clients));
        vendor.Put("clients", Client("a", "A", "2026-03-02T14:00:00Z"));
        var scheduler = house.Node.Get<SyncScheduler>();

        (await scheduler.LookAsync(withConnections: true, Ct)).ShouldBe(1);
        (await scheduler.LookAsync(withConnections: true, Ct)).ShouldBe(0);
        await RunQueuedAsync(house, connection);
        var soon = await scheduler.LookAsync(withConnections: false, Ct);
        house.Clock.Advance(TimeSpan.FromMinutes(16));
        var due = await scheduler.LookAsync(withConnections: false, Ct);

        (soon, due).ShouldBe((0, 1));
        (await house.ClientsAsync(connection)).ShouldBe(["a=A"]);
    }

    [Fact]
    public async Task A_paused_connection_is_put_off_and_goes_on_when_it_is_resumed()
    {
        await using var house = await OpenAsync();
        var (connection, _) = house.Connect(TillManifest.Of(TillManifest.Clients));
        var scheduler = house.Node.Get<SyncScheduler>();
        await using (var session = await house.Node.Database.SystemAsync("test", Ct))
        {
            await house.Node.Get<SyncStore>().EnsureAsync(session, connection, ["clients"], Ct);
            await session.CommitAsync(Ct);
        }

        house.Change(connection, ConnectionState.Paused);

        var paused = await scheduler.LookAsync(withConnections: false, Ct);
        house.Change(connection, ConnectionState.Active);
        house.Clock.Advance(TimeSpan.FromMinutes(1));

        (paused, await scheduler.LookAsync(withConnections: false, Ct)).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_reading_whose_job_has_vanished_is_queued_again()
    {
        await using var house = await OpenAsync();
        var (connection, _) = house.Connect(TillManifest.Of(TillManifest.Clients));
        var scheduler = house.Node.Get<SyncScheduler>();
        await scheduler.LookAsync(withConnections: true, Ct);
        await house.ExecuteAsync("delete from jobs.job");

        (await scheduler.LookAsync(withConnections: false, Ct)).ShouldBe(1);

        (await house.StateAsync(connection, "clients")).State.ShouldBe("running");
    }

    [Fact]
    public async Task The_vendor_is_told_our_address_once_again_before_the_subscription_ends_and_no_more_when_the_connection_goes()
    {
        await using var house = await OpenAsync();
        var (connection, vendor) = house.Connect(TillManifest.Of(TillManifest.Clients) with { Webhooks = Hooks() });
        var registrar = house.Node.Get<HookRegistrar>();
        var manifest = house.ManifestOf(connection);

        await registrar.LookAfterAsync(connection, manifest, Ct);
        await registrar.LookAfterAsync(connection, manifest, Ct);
        var once = vendor.Writes.ToList();
        house.Clock.Advance(TimeSpan.FromDays(9));
        await registrar.LookAfterAsync(connection, manifest, Ct);
        var renewed = vendor.Writes.ToList();
        await registrar.UnregisterAsync(connection, manifest, Ct);

        once.ShouldHaveSingleItem().Body.ShouldContain($"https://hub.example/hooks/{connection.Vendor}/{connection.Id}");
        house.Credentials.HookSecrets[connection.Id].Reveal().Length.ShouldBe(64);
        renewed.Select(write => write.Method).ShouldBe(["POST", "POST", "DELETE"]);
        renewed[2].Path.ShouldBe("/hooks/made-1");
        vendor.Writes.Last().Path.ShouldBe("/hooks/made-2");
        (await house.RowAsync<string>("select state from integrations.hook_subscription where connection_id = @Id", new { connection.Id })).ShouldBe("removed");
    }

    [Fact]
    public async Task A_vendor_that_refuses_our_address_is_asked_again_later_and_the_cause_is_kept()
    {
        await using var house = await OpenAsync();
        var (connection, vendor) = house.Connect(TillManifest.Of(TillManifest.Clients) with { Webhooks = Hooks() });
        vendor.Instead = _ => TillVendor.Fault(VendorFaultKind.DataValidation, 422, "address_refused");
        var registrar = house.Node.Get<HookRegistrar>();
        var manifest = house.ManifestOf(connection);

        await registrar.LookAfterAsync(connection, manifest, Ct);
        await registrar.LookAfterAsync(connection, manifest, Ct);
        (await house.RowAsync<(string, string)>("select state, code from integrations.hook_subscription where connection_id = @Id", new { connection.Id })).ShouldBe(("failed", "address_refused"));
        vendor.Instead = null;
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        await registrar.LookAfterAsync(connection, manifest, Ct);

        vendor.Requests.Count.ShouldBe(2);
        (await house.RowAsync<string>("select state from integrations.hook_subscription where connection_id = @Id", new { connection.Id })).ShouldBe("registered");
    }

    [Fact]
    public async Task Where_each_item_is_subscribed_to_by_itself_all_are_with_one_secret_and_they_follow_as_items_come_and_go()
    {
        await using var house = await OpenAsync();
        var shops = TillManifest.Stream("shops", "client", "name: name\n") with { Record = null, Map = null, Cursor = StreamCursor.None };
        var (connection, vendor) = house.Connect(TillManifest.Of(shops) with { Webhooks = HooksOverShops() });
        vendor.Put("shops", Client("s1", "One", "2026-01-01T00:00:00Z"), Client("s2", "Two", "2026-01-01T00:00:00Z"));
        var registrar = house.Node.Get<HookRegistrar>();
        var manifest = house.ManifestOf(connection);

        await registrar.LookAfterAsync(connection, manifest, Ct);
        await registrar.LookAfterAsync(connection, manifest, Ct);
        var first = vendor.Writes.ToList();
        vendor.Remove("shops", "s1");
        vendor.Put("shops", Client("s3", "Three", "2026-01-01T00:00:00Z"));
        house.Clock.Advance(PartSubscriptions.BetweenLooks);
        await registrar.LookAfterAsync(connection, manifest, Ct);
        var followed = vendor.Writes.Skip(first.Count).ToList();
        house.Clock.Advance(TimeSpan.FromDays(9));
        await registrar.LookAfterAsync(connection, manifest, Ct);
        var renewed = vendor.Writes.Skip(first.Count + followed.Count).ToList();
        await registrar.UnregisterAsync(connection, manifest, Ct);

        var secret = house.Credentials.HookSecrets[connection.Id].Reveal();
        first.Select(write => (write.Method, write.Path)).ShouldBe([("POST", "/hooks/s1"), ("POST", "/hooks/s2")], ignoreOrder: true);
        first.Concat(followed).Concat(renewed).Where(write => write.Method == "POST").ShouldAllBe(write => write.Body.Contains(secret));
        followed.Select(write => write.Method + Steps(write.Path)[0]).ShouldBe(["POST" + "s3", "DELETE" + "s1"]);
        renewed.Select(write => write.Method).ShouldBe(["POST", "DELETE", "POST", "DELETE"]);
        vendor.Writes.TakeLast(2).Select(write => write.Method).ShouldAllBe(method => method == "DELETE");
        (await house.RowAsync<(string, long)>("select state, (select count(*) from integrations.hook_part) from integrations.hook_subscription where connection_id = @Id", new { connection.Id })).ShouldBe(("removed", 0));

        static string[] Steps(string path) => path.Split('/')[2..];
    }

    [Fact]
    public async Task Old_runs_are_forgotten_and_records_stay()
    {
        await using var house = await OpenAsync();
        var (connection, vendor) = house.Connect(TillManifest.Of(TillManifest.Clients));
        vendor.Put("clients", Client("a", "A", "2026-03-02T14:00:00Z"));
        await house.SyncAsync(connection, "clients");
        var retention = house.Node.Get<IRetention>();

        (await retention.RunOnceAsync(Ct)).ShouldBe(0);
        house.Clock.Advance(SyncRetention.History + TimeSpan.FromDays(1));

        (await retention.RunOnceAsync(Ct)).ShouldBe(1);
        (await house.ClientsAsync(connection)).ShouldBe(["a=A"]);
    }

    private static async Task RunQueuedAsync(SyncHouse house, Connection connection) =>
        await house.RunJobAsync(await house.RowAsync<Guid>("select id from integrations.sync_run where connection_id = @Id and state = 'queued'", new { connection.Id }));

    private static HookShape HooksOverShops() => Hooks() with
    {
        Over = "shops",
        Register = TillManifest.Request(HttpMethod.Post, "/hooks/{over.id}", TillManifest.Body(("url", "{hook.url}"), ("secret", "{hook.secret}"), ("channel", "{hook.id}"))),
        Unregister = TillManifest.Request(HttpMethod.Delete, "/hooks/{over.id}/{hook.id}/{hook.key}", null),
    };

    private static HookShape Hooks() => new(
        HookScheme.HmacSha256, HookSecret.Subscription, "X-Till-Signature", null, SignatureEncoding.Base64, "{body}", null, CursorFormat.Iso, null, HookFormat.Json, ItemPath.Root, null, null, null,
        TillManifest.Request(HttpMethod.Post, "/hooks", TillManifest.Body(("url", "{hook.url}"), ("secret", "{hook.secret}"))),
        TillManifest.Request(HttpMethod.Delete, "/hooks/{hook.key}", null),
        new HookReturned(TillManifest.Path("id"), null), null, TimeSpan.FromDays(10), null, []);
}
