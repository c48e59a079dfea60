using BookedBarber.Shared;
using BookedBarber.Streams.Sockets;
using BookedBarber.Testing;

namespace BookedBarber.Streams.Tests;

public sealed class SubscriberTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    private readonly FakeSocket _socket = new();
    private readonly FakeClock _clock = new(Now);
    private int _fellBehind;

    public void Dispose() => _socket.Dispose();

    // A reader that takes its snapshot byte by byte must not make the server keep everything that happens meanwhile.
    [Fact]
    public async Task Frames_held_back_behind_the_snapshot_are_bounded_and_give_way_to_the_figures_as_they_are()
    {
        var subscriber = Open();

        for (var seq = 1; seq <= 5000; seq++)
        {
            subscriber.Send(Frame(seq));
        }

        (subscriber.IsBehind, subscriber.Skipped).ShouldBe((true, 5000));
        await subscriber.SendFirstAsync(Frames.Snapshot(0, Now, Now, "start", []));
        subscriber.Release();
        _fellBehind.ShouldBe(1);
        subscriber.CatchUp(Frames.Coalesced(5000, Now, subscriber.Skipped, []));
        (await NextAsync()).ShouldBe((0, "snapshot"));
        (await NextAsync()).ShouldBe((5000, "coalesced"));
    }

    [Fact]
    public async Task Frames_held_back_behind_the_snapshot_follow_it_in_order()
    {
        var subscriber = Open();
        subscriber.Send(Frame(1));
        subscriber.Send(Frame(2));

        await subscriber.SendFirstAsync(Frames.Snapshot(0, Now, Now, "start", []));
        subscriber.Release();
        subscriber.Send(Frame(3));

        (await NextAsync(), await NextAsync(), await NextAsync(), await NextAsync()).ShouldBe(((0, "snapshot"), (1, "heartbeat"), (2, "heartbeat"), (3, "heartbeat")));
    }

    [Fact]
    public async Task A_slow_reader_is_buffered_then_gets_the_figures_as_they_are()
    {
        var subscriber = Open();
        subscriber.Release();
        _socket.Stall();

        for (var seq = 1; seq <= 200; seq++)
        {
            subscriber.Send(Frame(seq));
        }

        subscriber.IsBehind.ShouldBeTrue();
        _socket.Read();
        (await NextAsync()).ShouldBe((1, "heartbeat"));
        SpinWait.SpinUntil(() => Volatile.Read(ref _fellBehind) == 1, TimeSpan.FromSeconds(10)).ShouldBeTrue();
        subscriber.Skipped.ShouldBe(199);
        subscriber.CatchUp(Frames.Coalesced(200, Now, subscriber.Skipped, []));
        (await NextAsync()).ShouldBe((200, "coalesced"));
    }

    [Fact]
    public void A_reader_that_takes_nothing_for_half_a_minute_is_disconnected()
    {
        var subscriber = Open();
        subscriber.Release();
        _socket.Stall();

        subscriber.Send(Frame(1));
        _clock.Advance(TimeSpan.FromSeconds(29));
        _socket.IsAborted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(2));

        SpinWait.SpinUntil(() => _socket.IsAborted, TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    private Subscriber Open() => new(
        _socket,
        new View(new NetworkId(Guid.Empty), new EquatableList<NodeId>([]), null),
        new PersonId(Guid.Empty),
        _clock,
        (_, _) => ValueTask.FromResult(true),
        _ => Interlocked.Increment(ref _fellBehind),
        CancellationToken.None);

    private static Frame Frame(long seq) => Frames.Heartbeat(seq, Now, Now);

    private async Task<(long Seq, string? Type)> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        var frame = await _socket.Frames.ReadAsync(limit.Token);
        return (frame.GetProperty("seq").GetInt64(), frame.GetProperty("type").GetString());
    }
}
