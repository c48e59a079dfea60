using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Transport.Circuits;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>Vendors fail, slow down and ask for patience.</summary>
public abstract partial class ConnectorAcceptance
{
    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task A_vendor_that_fails_once_is_asked_again(int status)
    {
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("fail", new() { ["status"] = status, ["count"] = 1 });

        var run = await Accepted.SyncAsync(connection, Stream);

        (run.State, await Accepted.FaultsMetAsync(), await StateAsync(connection)).ShouldBe(("done", 1, ConnectionState.Active), run.Detail);
    }

    [Fact]
    public async Task A_vendor_that_is_away_is_spared_named_and_taken_up_again_when_it_is_back()
    {
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("fail", new() { ["status"] = 500 });

        var failed = await Accepted.SyncAsync(connection, Stream);
        var met = await Accepted.FaultsMetAsync();
        var spared = await Accepted.SyncAsync(connection, Stream);

        ShouldBeNamed(failed);
        met.ShouldBe(Circuit.Failures);
        (spared.Code, await Accepted.FaultsMetAsync(), await StateAsync(connection)).ShouldBe(("circuit_open", met, ConnectionState.Failing));
        await Accepted.SteerAsync("reset", new { });
        Accepted.Clock.Move(Circuit.LongestPause);
        (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");
        (await StateAsync(connection)).ShouldBe(ConnectionState.Active);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_vendor_that_asks_to_wait_is_waited_for_as_long_as_it_asks(bool byDate)
    {
        var wishes = new Dictionary<string, object> { ["retryAfterSeconds"] = 7, ["date"] = byDate };
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("throttle", wishes);
        using var refusal = await Accepted.CallAsync(Accepted.Vendor.Path);
        var isTold = refusal.Headers.RetryAfter is not null;
        await BreakAsync("throttle", wishes);
        var before = Accepted.Clock.GetUtcNow();

        var run = await Accepted.SyncAsync(connection, Stream);

        (run.State, await Accepted.FaultsMetAsync()).ShouldBe(("done", 2), run.Detail);
        (Accepted.Clock.GetUtcNow() - before).ShouldBeGreaterThan(TimeSpan.FromSeconds(isTold ? 5.9 : 0.2)); // a date has no fractions of a second
    }

    [Fact]
    public async Task A_vendor_that_asks_to_wait_for_ever_is_left_alone_and_that_is_said()
    {
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("throttle", new() { ["count"] = 1_000_000 });

        var run = await Accepted.SyncAsync(connection, Stream);
        var met = await Accepted.FaultsMetAsync();
        await Accepted.SteerAsync("reset", new { });

        ShouldBeNamed(run);
        run.Code.ShouldBeOneOf("rate_limited", "budget_used_up");
        met.ShouldBeInRange(1, 10);
        (await StateAsync(connection)).ShouldBe(ConnectionState.Failing);
        (await Accepted.RowAsync<DateTimeOffset>("select next_at from integrations.stream_state where connection_id = @Id and stream = @Stream", new { connection.Id, Stream })).ShouldBeGreaterThan(Accepted.Clock.GetUtcNow());
        Accepted.Clock.Move(TimeSpan.FromMinutes(1));
        (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");
        (await StateAsync(connection)).ShouldBe(ConnectionState.Active);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_and_asked_for_again()
    {
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("delay", new() { ["milliseconds"] = 600_000, ["count"] = 1 });
        var reading = Accepted.SyncAsync(connection, Stream);
        await AcceptanceHouse.UntilAsync(async () => await Accepted.FaultsMetAsync() == 1);

        Accepted.Clock.EndPatience();

        (await reading).State.ShouldBe("done");
    }

    [Fact]
    public async Task An_answer_that_leads_into_our_own_house_is_not_followed()
    {
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("redirect", new() { ["to"] = Accepted.Private.AbsoluteUri });
        var before = Accepted.PrivateCalls;

        var run = await Accepted.SyncAsync(connection, Stream);

        (await Accepted.FaultsMetAsync()).ShouldBe(1);
        ShouldBeNamed(run);
        run.Code.ShouldBeOneOf("address_refused", "unexpected_redirect");
        Accepted.PrivateCalls.ShouldBe(before);
    }

    [Fact]
    public async Task A_reading_that_is_cancelled_stops_at_once_and_the_next_one_completes_it()
    {
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("delay", new() { ["milliseconds"] = 600_000 });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var reading = Accepted.RunJobAsync(await Accepted.QueueAsync(connection, Stream), stop.Token);
        await AcceptanceHouse.UntilAsync(async () => await Accepted.FaultsMetAsync() > 0);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading);
        await Accepted.SteerAsync("reset", new { });
        var run = await Accepted.SyncAsync(connection, Stream);

        (run.State, run.Created > 0).ShouldBe(("done", true), run.Detail);
    }
}
