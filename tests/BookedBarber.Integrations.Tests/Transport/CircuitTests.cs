using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Integrations.Transport;
using BookedBarber.Integrations.Transport.Circuits;
using BookedBarber.Testing;

namespace BookedBarber.Integrations.Tests.Transport;

public sealed class CircuitTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero));
    private Engine _engine = null!;
    private int _status = 500;

    public async ValueTask InitializeAsync()
    {
        _engine = await Engine.StartAsync(clock: _clock);
        _engine.Vendor.Answer = (_, context) =>
        {
            context.Response.StatusCode = _status;
            return Task.CompletedTask;
        };
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_vendor_that_is_down_is_left_alone_and_the_connection_says_so()
    {
        var connection = await _engine.ConnectAsync();
        await FailAsync(_engine, connection);

        using var answer = await SendAsync(_engine, connection);

        (answer.Fault!.Code, answer.Attempts, _engine.Vendor.Calls.Count).ShouldBe(("circuit_open", 0, Circuit.Failures));
        answer.Fault.RetryAt.ShouldBe(_clock.GetUtcNow() + Circuit.FirstPause);
        (await _engine.ReadAsync(connection)).State.ShouldBe(ConnectionState.Failing);
    }

    [Fact]
    public async Task Another_node_calls_once_and_then_knows()
    {
        var connection = await _engine.ConnectAsync();
        await FailAsync(_engine, connection);
        await using var other = await _engine.AnotherAsync();

        (await SendAsync(other, connection)).Dispose();
        using var answer = await SendAsync(other, connection);

        (answer.Fault!.Code, _engine.Vendor.Calls.Count).ShouldBe(("circuit_open", Circuit.Failures + 1));
    }

    [Fact]
    public async Task Of_all_nodes_one_call_at_a_time_finds_out_whether_the_vendor_is_back()
    {
        var connection = await _engine.ConnectAsync();
        await FailAsync(_engine, connection);
        await using var other = await _engine.AnotherAsync();
        (await SendAsync(other, connection)).Dispose();
        var before = _engine.Vendor.Calls.Count;
        _clock.Advance(Circuit.FirstPause);

        await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(_ => new[] { _engine, other }).Select(engine => SendAsync(engine, connection)));

        (_engine.Vendor.Calls.Count - before).ShouldBe(1);
    }

    [Fact]
    public async Task A_vendor_that_is_back_is_called_again_within_half_a_minute_whenever_it_went()
    {
        var connection = await _engine.ConnectAsync();
        await FailAsync(_engine, connection);
        for (var i = 0; i < 120; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1)); // two minutes down: the pauses have grown to their longest
            (await SendAsync(_engine, connection)).Dispose();
        }

        _status = 200;
        var back = _clock.GetUtcNow();
        VendorAnswer answer;
        do
        {
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            answer = await SendAsync(_engine, connection);
        }
        while (!answer.Succeeded && _clock.GetUtcNow() - back < TimeSpan.FromSeconds(30));

        answer.Succeeded.ShouldBeTrue();
        (await _engine.ReadAsync(connection)).State.ShouldBe(ConnectionState.Active);
        (await _engine.ScalarAsync<long>("select count(*) from integrations.circuit")).ShouldBe(0);
    }

    [Fact]
    public async Task A_vendor_that_refuses_what_we_send_is_not_down()
    {
        _status = 400;
        var connection = await _engine.ConnectAsync();

        for (var i = 0; i < 20; i++)
        {
            (await SendAsync(_engine, connection)).Fault!.Code.ShouldBe("refused_by_vendor");
        }
    }

    // A write without a key: one attempt each, so that calls and failures can be counted.
    private static Task<VendorAnswer> SendAsync(Engine engine, Connection connection) =>
        engine.Calls.SendAsync(engine.Get(connection) with { Method = HttpMethod.Post }, CancellationToken.None);

    private static async Task FailAsync(Engine engine, Connection connection)
    {
        for (var i = 0; i < Circuit.Failures; i++)
        {
            (await SendAsync(engine, connection)).Fault!.Kind.ShouldBe(VendorFaultKind.Outage);
        }
    }
}
