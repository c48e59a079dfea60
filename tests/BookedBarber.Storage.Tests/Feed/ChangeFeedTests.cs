using System.Text.Json;
using BookedBarber.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Storage.Tests.Feed;

public sealed class ChangeFeedTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_carries_location_days_actor_cause_and_both_values_but_no_hidden_column()
    {
        await using var node = await Notes.StartAsync();
        var id = NewId();
        await WriteAsync(node.Database, session => session.AddAsync(id, "first", Ct));
        await WriteAsync(node.Database, session => session.ChangeAsync(id, "second", Ct));

        var changes = await PublishedAsync(node);

        changes.Select(change => change.Op).ShouldBe([ChangeOp.Created, ChangeOp.Changed]);
        var last = changes[^1];
        last.Location.ShouldBe(new NodeId(Notes.Shop));
        (last.FirstDay, last.LastDay).ShouldBe((new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 1)));
        (last.Cause, last.ActorName).ShouldBe(("test", "BookedBarber"));
        JsonDocument.Parse(last.Before!).RootElement[0].GetProperty("text").GetString().ShouldBe("first");
        JsonDocument.Parse(last.After!).RootElement[0].GetProperty("text").GetString().ShouldBe("second");
        last.After!.ShouldNotContain("hush");
    }

    [Fact]
    public async Task A_statement_of_many_rows_is_one_change_with_all_ids_and_no_contents()
    {
        await using var node = await Notes.StartAsync();

        await WriteAsync(node.Database, session => session.ExecuteAsync(
            "insert into test.note select meta.network_id(), gen_random_uuid(), @Shop, date '2026-01-01' + n, 'bulk' from generate_series(0, 299) n", new { Notes.Shop }, Ct));

        var change = (await PublishedAsync(node)).ShouldHaveSingleItem();
        (change.Rows, change.Ids.Count, change.After).ShouldBe((300, 300, null));
        (change.FirstDay, change.LastDay).ShouldBe((new DateOnly(2026, 1, 1), new DateOnly(2026, 10, 27)));
    }

    [Fact]
    public async Task A_late_commit_is_numbered_late_and_never_skipped()
    {
        await using var node = await Notes.StartAsync();
        await using var slow = await node.Database.WriteAsync(Scope.OfSystem(Notes.One), "slow", Ct);
        await slow.AddAsync(NewId(), "written first, committed last", Ct);
        await WriteAsync(node.Database, session => session.AddAsync(NewId(), "quick", Ct));
        var before = await PublishedAsync(node);

        await slow.CommitAsync(Ct);
        var after = await PublishedAsync(node);

        before.ShouldHaveSingleItem().Cause.ShouldBe("test");
        after.Select(change => (change.Seq, change.Cause)).ShouldBe([(1L, "test"), (2L, "slow")]);
    }

    [Fact]
    public async Task Numbers_are_dense_per_network_and_follow_the_order_of_commits_of_a_row()
    {
        await using var node = await Notes.StartAsync();
        var id = NewId();
        await WriteAsync(node.Database, session => session.AddAsync(id, "0", Ct));

        await Parallel.ForEachAsync(Enumerable.Range(1, 60), new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = Ct }, async (n, ct) =>
        {
            await WriteAsync(node.Database, session => session.ChangeAsync(id, n.ToString(), ct));
            await node.Get<IFeedCatchUp>().RunAsync(ct);
        });
        var changes = await PublishedAsync(node);

        changes.Select(change => change.Seq).ShouldBe(Enumerable.Range(1, 61).Select(n => (long)n));
        foreach (var (earlier, later) in changes.Zip(changes.Skip(1)))
        {
            Text(later.Before!).ShouldBe(Text(earlier.After!));
        }
    }

    [Fact]
    public async Task A_consumer_sees_each_change_once_although_it_fails_in_between_and_two_nodes_compete()
    {
        var consumer = new FlakyConsumer();
        await using var one = await Notes.StartAsync(withWorkers: true, services => services.AddSingleton<IFeedConsumer>(consumer));
        await using var two = await Testing.TestNode.StartAsync(
            one.Source(), [new NoteModule()], TimeProvider.System, withWorkers: true, services => services.AddSingleton<IFeedConsumer>(consumer));

        for (var n = 0; n < 40; n++)
        {
            await WriteAsync(n % 2 == 0 ? one.Database : two.Database, session => session.AddAsync(NewId(), "x", Ct));
        }

        await CatchUpAsync(one);
        await using var session = await one.Database.SystemAsync("test", Ct);
        (await session.QueryAsync<long>("select position from test.effect order by position", null, Ct)).ShouldBe(Enumerable.Range(1, 40).Select(n => (long)n));
        consumer.Failures.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_listener_on_another_node_hears_of_a_change_without_being_asked()
    {
        var listener = new RecordingListener();
        await using var one = await Notes.StartAsync();
        await using var two = await Testing.TestNode.StartAsync(
            one.Source(), [new NoteModule()], TimeProvider.System, withWorkers: true, services => services.AddSingleton<IFeedListener>(listener));
        await listener.Started.Task.WaitAsync(Ct);

        await WriteAsync(one.Database, session => session.AddAsync(NewId(), "hello", Ct));

        (await listener.Heard.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct)).Entity.ShouldBe("note");
    }

    [Fact]
    public async Task A_consumer_that_cannot_apply_a_batch_says_so_beside_its_position()
    {
        var consumer = new BrokenConsumer();
        await using var node = await Notes.StartAsync(withWorkers: true, services => services.AddSingleton<IFeedConsumer>(consumer));

        await WriteAsync(node.Database, session => session.AddAsync(NewId(), "x", Ct));
        (await consumer.Called.WaitAsync(TimeSpan.FromSeconds(60), Ct)).ShouldBeTrue();
        (await consumer.Called.WaitAsync(TimeSpan.FromSeconds(60), Ct)).ShouldBeTrue();

        await using var session = await node.Database.SystemAsync("test", Ct);
        (await session.FirstAsync<string>("select last_error from feed.consumer where name = 'broken'", null, Ct)).ShouldBe("NotSupportedException");
    }

    [Fact]
    public async Task A_listener_that_fails_is_reset_and_the_others_hear_everything_once()
    {
        var (broken, sound) = (new BrokenListener(), new CountingListener());
        await using var node = await Notes.StartAsync(
            withWorkers: true, services => services.AddSingleton<IFeedListener>(broken).AddSingleton<IFeedListener>(sound));
        (await broken.Resets.WaitAsync(TimeSpan.FromSeconds(60), Ct)).ShouldBeTrue();

        await WriteAsync(node.Database, session => session.AddAsync(NewId(), "one", Ct));
        (await broken.Resets.WaitAsync(TimeSpan.FromSeconds(60), Ct)).ShouldBeTrue();
        await WriteAsync(node.Database, session => session.AddAsync(NewId(), "two", Ct));
        (await broken.Resets.WaitAsync(TimeSpan.FromSeconds(60), Ct)).ShouldBeTrue();

        sound.Heard.ShouldBe([1L, 2L]);
    }

    [Fact]
    public async Task Consumers_follow_what_is_written_before_the_writing_is_over()
    {
        using var consumer = new Follower();
        await using var node = await Notes.StartAsync(configure: services => services.AddSingleton<IFeedConsumer>(consumer));
        var writing = new TaskCompletionSource();

        var following = node.Get<IFeedCatchUp>().FollowAsync(writing.Task, Ct);
        await WriteAsync(node.Database, session => session.AddAsync(NewId(), "1", Ct));
        (await consumer.Heard.WaitAsync(TimeSpan.FromSeconds(60), Ct)).ShouldBeTrue();
        await WriteAsync(node.Database, session => session.AddAsync(NewId(), "2", Ct));
        (await consumer.Heard.WaitAsync(TimeSpan.FromSeconds(60), Ct)).ShouldBeTrue();
        following.IsCompleted.ShouldBeFalse();
        writing.SetResult();
        await following;

        consumer.Positions.ShouldBe([1L, 2L]);
    }

    [Fact]
    public async Task A_consumer_that_fails_ends_the_following_but_not_the_writing_and_is_told_when_all_is_caught_up_with()
    {
        using var consumer = new Follower { Fault = new InvalidOperationException("cannot take it in") };
        await using var node = await Notes.StartAsync(configure: services => services.AddSingleton<IFeedConsumer>(consumer));
        await WriteAsync(node.Database, session => session.AddAsync(NewId(), "1", Ct));

        await node.Get<IFeedCatchUp>().FollowAsync(new TaskCompletionSource().Task, Ct);

        (await Should.ThrowAsync<InvalidOperationException>(() => node.Get<IFeedCatchUp>().RunAsync(Ct))).Message.ShouldBe("cannot take it in");
    }

    /// <summary>The catch-up shows a consumer's fault to whoever asked for it; a flaky one is asked again.</summary>
    private static async Task CatchUpAsync(Testing.TestNode node)
    {
        while (true)
        {
            try
            {
                await node.Get<IFeedCatchUp>().RunAsync(Ct);
                return;
            }
            catch (InvalidOperationException flaw) when (flaw.Message.StartsWith("fails after its effect", StringComparison.Ordinal))
            {
                // The batch was rolled back.
            }
        }
    }

    private static string Text(string rows) => JsonDocument.Parse(rows).RootElement[0].GetProperty("text").GetString()!;

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private static async Task WriteAsync(IDatabase database, Func<Session, Task> write)
    {
        await using var session = await database.WriteAsync(Scope.OfSystem(Notes.One), "test", Ct);
        await write(session);
        await session.CommitAsync(Ct);
    }

    private static async Task<IReadOnlyList<Change>> PublishedAsync(Testing.TestNode node)
    {
        await node.Get<IFeedCatchUp>().RunAsync(Ct);
        return await node.Get<IFeedReader>().ReadNetworkAsync(Notes.One, 0, 1000, Ct);
    }

    private sealed class Follower : IFeedConsumer, IDisposable
    {
        public Exception? Fault { get; init; }

        public SemaphoreSlim Heard { get; } = new(0);

        public List<long> Positions { get; } = [];

        public string Name => "follower";

        public int BatchSize => 10;

        public Task HandleAsync(Session session, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
        {
            if (Fault is not null)
            {
                throw Fault;
            }

            Positions.AddRange(changes.Select(change => change.Position));
            Heard.Release();
            return Task.CompletedTask;
        }

        public void Dispose() => Heard.Dispose();
    }

    private sealed class FlakyConsumer : IFeedConsumer
    {
        private int _calls;

        public int Failures { get; private set; }

        public string Name => "flaky";

        public int BatchSize => 3;

        public async Task HandleAsync(Session session, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
        {
            foreach (var change in changes)
            {
                await session.ExecuteAsync("insert into test.effect values (@Position)", new { change.Position }, cancellationToken);
            }

            if (Interlocked.Increment(ref _calls) % 5 == 0)
            {
                Failures++;
                throw new InvalidOperationException("fails after its effect, before its position is stored");
            }
        }
    }

    private sealed class BrokenConsumer : IFeedConsumer
    {
        public SemaphoreSlim Called { get; } = new(0);

        public string Name => "broken";

        public int BatchSize => 10;

        public Task HandleAsync(Session session, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
        {
            Called.Release();
            throw new NotSupportedException("cannot apply this");
        }
    }

    private sealed class BrokenListener : IFeedListener
    {
        public SemaphoreSlim Resets { get; } = new(0);

        public void OnChanges(IReadOnlyList<Change> changes) => throw new NotSupportedException("cannot take this");

        public void Reset() => Resets.Release();
    }

    private sealed class CountingListener : IFeedListener
    {
        public System.Collections.Concurrent.ConcurrentQueue<long> Heard { get; } = [];

        public void OnChanges(IReadOnlyList<Change> changes)
        {
            foreach (var change in changes)
            {
                Heard.Enqueue(change.Position);
            }
        }

        public void Reset()
        {
        }
    }

    private sealed class RecordingListener : IFeedListener
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<Change> Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnChanges(IReadOnlyList<Change> changes) => Heard.TrySetResult(changes[0]);

        public void Reset() => Started.TrySetResult();
    }
}
