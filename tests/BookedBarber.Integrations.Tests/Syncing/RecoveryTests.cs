using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Processing;
using BookedBarber.Integrations.Syncing.Pushing;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Tests.Syncing.Support;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Syncing;

/// <summary>What waits for a vendor that is away goes on within half a minute of its return, however long it was away. Second by second on a clock of ours.</summary>
public sealed class RecoveryTests(ReadingStreamsTests.House shared) : IClassFixture<ReadingStreamsTests.House>
{
    private const int MostSeconds = 30;

    private readonly SyncHouse _house = shared.Value;

    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    public async Task Every_stream_is_read_again(int secondsAway)
    {
        string[] streams = ["clients", "staff", "guests"];
        var manifest = TillManifest.Of([.. streams.Select(name => TillManifest.Clients with { Name = name })]);
        var (connection, vendor) = Connect(manifest);
        vendor.IsAway = true;
        await _house.Node.Get<SyncScheduler>().LookAsync(withConnections: true, Ct);

        await PassAsync(secondsAway, () => ReadAsync(connection));
        vendor.IsAway = false;
        var seconds = await UntilAsync(() => ReadAsync(connection), async () => await CountAsync("integrations.stream_state", "succeeded_at is not null", connection) == streams.Length);

        seconds.ShouldBeLessThan(MostSeconds);
        vendor.Calls.ShouldBeLessThan(30 + (secondsAway / 5)); // a vendor that is away is left alone
    }

    [Theory]
    [InlineData(60)]
    [InlineData(1200)]
    public async Task A_message_whose_item_has_to_be_fetched_is_worked_out(int secondsAway)
    {
        var hooks = new HookShape(
            HookScheme.HmacSha256, HookSecret.Subscription, "X-Till-Signature", null, SignatureEncoding.Base64, "{body}", null, CursorFormat.Iso, null, HookFormat.Json, ItemPath.Root, null, TillManifest.Text("{type}"), null, null, null,
            null, null, null, null, [new HookEvent("touched", "clients", HookEffect.Refetch, TillManifest.Path("id"))]);
        var (connection, vendor) = Connect(TillManifest.Of(TillManifest.Clients) with { Webhooks = hooks }, till => till.Put("clients", Client("a", "A", "2026-03-02T14:00:00Z")));
        vendor.IsAway = true;
        await _house.ExecuteAsync(
            """
            insert into integrations.hook_message (network_id, connection_id, id, fingerprint, method, url, headers, body, event_types, run_at, received_at)
            values (@Network, @Id, gen_random_uuid(), '\x01', 'POST', 'https://hub.example/', '{}', convert_to('{"type":"touched","id":"a"}', 'UTF8'), '{touched}', @Now, @Now)
            """,
            new { connection.Network, connection.Id, Now = _house.Clock.GetUtcNow() });

        await PassAsync(secondsAway, () => _house.Node.Get<HookWorker>().StepAsync(Ct));
        vendor.IsAway = false;
        var seconds = await UntilAsync(() => _house.Node.Get<HookWorker>().StepAsync(Ct), async () => await CountAsync("integrations.hook_message", "state = 'done'", connection) == 1);

        seconds.ShouldBeLessThan(MostSeconds);
        (await _house.ClientsAsync(connection)).ShouldBe(["a=A"]);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(1200)]
    public async Task A_record_that_waits_to_be_written_is_written(int secondsAway)
    {
        var till = new BookedTill(_house);
        await till.WithBookingAsync();
        var (connection, vendor) = Connect(TillManifest.Of(TillManifest.Bookings) with { Actions = [BookedTill.SaveBooking] });
        await till.FollowAsync(connection);
        vendor.IsAway = true;
        await till.WithBookingAsync();

        await PassAsync(secondsAway, () => _house.Node.Get<PushWork>().StepAsync(Ct));
        vendor.IsAway = false;
        var seconds = await UntilAsync(() => _house.Node.Get<PushWork>().StepAsync(Ct), async () => await CountAsync("integrations.push", "state = 'done'", connection) == 1);

        seconds.ShouldBeLessThan(MostSeconds);
    }

    private (Connection Connection, CircuitedVendor Vendor) Connect(Manifest manifest, Action<TillVendor>? fill = null)
    {
        var (connection, till) = _house.Connect(manifest);
        fill?.Invoke(till);
        var vendor = new CircuitedVendor(_house, connection, till);
        _house.Vendors.Vendors[connection.Id] = vendor;
        return (connection, vendor);
    }

    private async Task ReadAsync(Connection connection)
    {
        await _house.Node.Get<SyncScheduler>().LookAsync(withConnections: false, Ct);
        foreach (var run in await _house.RowsAsync<Guid>("select id from integrations.sync_run where connection_id = @Id and state = 'queued'", new { connection.Id }))
        {
            await _house.RunJobAsync(run);
        }
    }

    private async Task PassAsync(int seconds, Func<Task> step)
    {
        for (var second = 0; second < seconds; second++)
        {
            await step();
            _house.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<int> UntilAsync(Func<Task> step, Func<Task<bool>> isDone)
    {
        for (var second = 0; second <= 2 * MostSeconds; second++)
        {
            await step();
            if (await isDone())
            {
                return second;
            }

            _house.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return int.MaxValue;
    }

    private Task<long> CountAsync(string table, string condition, Connection connection) => _house.RowAsync<long>($"select count(*) from {table} where connection_id = @Id and {condition}", new { connection.Id });
}
