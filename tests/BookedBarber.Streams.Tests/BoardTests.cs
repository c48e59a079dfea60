using System.Text.Json;
using BookedBarber.Measures;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Streams.Board;
using BookedBarber.Streams.Sockets;
using BookedBarber.Testing;

namespace BookedBarber.Streams.Tests;

/// <summary>The board loop over a real database, without a feed pump: what the feed would tell, the tests tell.</summary>
public sealed class BoardTests
{
    [Fact]
    public async Task A_socket_that_is_gone_before_the_board_takes_it_in_is_not_kept()
    {
        await using var node = await StartAsync();
        var view = await ViewAsync(node);
        var (board, subscriptions) = (node.Get<LiveBoard>(), node.Get<Subscriptions>());
        var subscriber = Subscriber(node, view, new FakeSocket());
        var joined = new TaskCompletionSource<Snapshot>(TaskCreationOptions.RunContinuationsAsynchronously);

        board.Post(new BoardMessage.Join(subscriber, view, joined));
        subscriptions.Close(subscriber);
        await TurnAsync(node, joined.Task);
        subscriptions.Count.ShouldBe(0);

        var switched = new TaskCompletionSource<Snapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        board.Post(new BoardMessage.Switch(subscriber, view with { StaffId = Guid.CreateVersion7(node.Clock.GetUtcNow()) }));
        board.Post(new BoardMessage.Join(Subscriber(node, view, new FakeSocket()), view, switched)); // answered after the switch
        await TurnAsync(node, switched.Task);
        subscriptions.All.ShouldNotContain(subscriber);
        subscriptions.Count.ShouldBe(1);
    }

    // The age of the data is what tells people that the screen they look at has stopped: it may not be younger than the feed.
    [Fact]
    public async Task A_heartbeat_tells_the_moment_up_to_which_the_feed_has_been_read_not_the_moment_it_is_sent()
    {
        await using var node = await StartAsync();
        var view = await ViewAsync(node);
        var board = node.Get<LiveBoard>();
        var socket = new FakeSocket();
        var subscriber = Subscriber(node, view, socket);
        var joined = new TaskCompletionSource<Snapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        board.Post(new BoardMessage.Join(subscriber, view, joined));
        await TurnAsync(node, joined.Task);
        subscriber.Release();

        for (var reading = 0; reading < 2; reading++)
        {
            var readAt = node.Clock.GetUtcNow();
            board.OnCurrent(readAt);
            (await HeartbeatAsync(node, socket, after: readAt.AddSeconds(20))).GetProperty("asOf").GetDateTimeOffset().ShouldBe(readAt);
        }
    }

    private static Task<TestNode> StartAsync() => StartedAsync([new NetworkModule(), new RecordsModule(), new MeasuresModule(), new StreamsModule()]);

    private static async Task<TestNode> StartedAsync(IModule[] modules) => await TestNode.StartAsync(await TestDatabase.CreateAsync(modules), modules);

    private static async Task<View> ViewAsync(TestNode node)
    {
        var network = (await node.Get<INetworkEditor>().CreateNetworkAsync(Caller.System, new NewNetwork("Town", "town", "USD", "America/New_York"), CancellationToken.None)).Value!.Id;
        return new View(network, new EquatableList<NodeId>([NodeId.Root(network)]), null);
    }

    private static Subscriber Subscriber(TestNode node, View view, FakeSocket socket) =>
        new(socket, view, new PersonId(Guid.CreateVersion7(node.Clock.GetUtcNow())), node.Clock, (_, _) => ValueTask.FromResult(true), _ => { }, CancellationToken.None);

    private static async Task<JsonElement> HeartbeatAsync(TestNode node, FakeSocket socket, DateTimeOffset after)
    {
        while (true)
        {
            var frame = socket.Frames.ReadAsync(TestContext.Current.CancellationToken).AsTask();
            await TurnAsync(node, frame);
            if ((await frame).GetProperty("at").GetDateTimeOffset() > after)
            {
                (await frame).GetProperty("type").GetString().ShouldBe("heartbeat");
                return await frame;
            }
        }
    }

    // Moves the clock step by step until the loop has got there; its own work between two steps takes real time.
    private static async Task TurnAsync(TestNode node, Task until)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!until.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            ((FakeClock)node.Clock).Advance(TimeSpan.FromMilliseconds(25));
            await Task.Yield();
        }
    }
}
