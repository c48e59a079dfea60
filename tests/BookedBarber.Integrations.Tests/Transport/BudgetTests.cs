using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Integrations.Transport;
using BookedBarber.Testing;

namespace BookedBarber.Integrations.Tests.Transport;

public sealed class BudgetTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero));
    private Engine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await Engine.StartAsync(Vendors.Plain(limits: [new RateLimit("second", 10, TimeSpan.FromSeconds(1), LimitScope.Connection, null, null)]), _clock);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Two_nodes_together_call_no_more_often_than_the_vendor_allows()
    {
        var times = new System.Collections.Concurrent.ConcurrentQueue<DateTimeOffset>();
        _engine.Vendor.Answer = (_, context) =>
        {
            times.Enqueue(_clock.GetUtcNow());
            return Task.CompletedTask;
        };
        var connection = await _engine.ConnectAsync();
        await using var other = await _engine.AnotherAsync();

        var calls = Enumerable.Range(0, 15).SelectMany(_ => new[] { _engine, other }).Select(engine => engine.Calls.SendAsync(engine.Get(connection), CancellationToken.None)).ToList();
        await MoveUntilAsync(Task.WhenAll(calls));

        (await Task.WhenAll(calls)).ShouldAllBe(answer => answer.Succeeded);
        var sorted = times.Order().ToList();
        sorted.Count.ShouldBe(30);

        // The clock moves in steps of 50 ms and calls are seen up to two steps late.
        sorted.Max(from => sorted.Count(at => at >= from && at < from + TimeSpan.FromMilliseconds(900))).ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task Calls_slow_down_before_the_reported_budget_is_used_up()
    {
        var left = 100;
        _engine.Catalogue.Manifests = [Vendors.Plain(report: new LimitReport(new AnswerSource("X-Limit", null), new AnswerSource("X-Left", null), new AnswerSource("X-Reset", null), ExpiryFormat.Seconds, null, null))];
        _engine.Vendor.Answer = (_, context) =>
        {
            context.Response.Headers["X-Limit"] = "100";
            context.Response.Headers["X-Left"] = left.ToString(System.Globalization.CultureInfo.InvariantCulture);
            context.Response.Headers["X-Reset"] = "60";
            return Task.CompletedTask;
        };
        var connection = await _engine.ConnectAsync();
        await SendAsync(connection);
        await SendAsync(connection);
        var before = _clock.GetUtcNow();

        left = 6;
        await SendAsync(connection);
        await SendAsync(connection); // at once: the pace holds from the next one on
        var slow = SendAsync(connection);
        await MoveUntilAsync(slow);

        (_clock.GetUtcNow() - before).TotalSeconds.ShouldBeInRange(9, 11); // 60 s for the 6 that are left
    }

    [Fact]
    public async Task A_budget_that_is_used_up_holds_on_all_nodes_until_it_is_full_again()
    {
        _engine.Vendor.Answer = (_, context) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "300";
            return Task.CompletedTask;
        };
        var connection = await _engine.ConnectAsync();
        await using var other = await _engine.AnotherAsync();
        using var refused = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);
        _engine.Vendor.Answer = (_, _) => Task.CompletedTask;

        var there = other.Calls.SendAsync(other.Get(connection), CancellationToken.None);
        await MoveUntilAsync(there);

        (refused.Fault!.Kind, (await there).Fault!.Code).ShouldBe((VendorFaultKind.RateLimit, "budget_used_up"));
        _engine.Vendor.Calls.Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(301));
        var after = other.Calls.SendAsync(other.Get(connection), CancellationToken.None);
        await MoveUntilAsync(after);
        (await after).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task No_more_calls_run_at_one_time_than_the_vendor_allows()
    {
        _engine.Catalogue.Manifests = [Vendors.Plain(limits: [new RateLimit("parallel", null, TimeSpan.FromSeconds(1), LimitScope.Connection, 3, null)])];
        var (running, most) = (0, 0);
        var arrived = new SemaphoreSlim(0);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _engine.Vendor.Answer = async (_, _) =>
        {
            var now = Interlocked.Increment(ref running);
            lock (arrived)
            {
                most = Math.Max(most, now);
            }

            arrived.Release();
            await gate.Task;
            Interlocked.Decrement(ref running);
        };
        var connection = await _engine.ConnectAsync();

        var calls = Enumerable.Range(0, 9).Select(_ => _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None)).ToList();
        for (var i = 0; i < 3; i++)
        {
            await arrived.WaitAsync(TimeSpan.FromSeconds(20));
        }

        gate.SetResult();
        await Task.WhenAll(calls);

        most.ShouldBe(3);
    }

    private async Task SendAsync(Connection connection)
    {
        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);
        answer.Succeeded.ShouldBeTrue();
    }

    // Lets what can run now run, then moves the clock; a real socket answers in between.
    private async Task MoveUntilAsync(Task done)
    {
        for (var i = 0; i < 2000 && !done.IsCompleted; i++)
        {
            await Task.WhenAny(done, Task.Delay(10));
            _clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        done.IsCompleted.ShouldBeTrue();
    }
}
