using System.Collections.Concurrent;
using BookedBarber.Shared;
using BookedBarber.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Storage.Tests.Jobs;

public sealed class JobQueueTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_runs_once_and_ends_done()
    {
        var handler = new Handler();
        await using var node = await Notes.StartAsync(withWorkers: true, services => services.AddSingleton<IJobHandler>(handler));

        var id = await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.work", new { n = 1 }), Caller.System, null, Ct);

        (await EndedAsync(node, id)).State.ShouldBe("done");
        handler.Runs.ShouldHaveSingleItem().Payload.ShouldContain("\"n\": 1");
    }

    [Fact]
    public async Task A_job_whose_node_died_is_handed_over_when_its_lease_runs_out()
    {
        var handler = new Handler();
        await using var node = await Notes.StartAsync();
        var id = await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.work", new { }), Caller.System, null, Ct);
        await ExecuteAsync(node, "update jobs.job set state = 'running', leased_by = 'dead', lease_until = clock_timestamp() - interval '1 second', attempts = 1");

        await using var second = await TestNode.StartAsync(node.Source(), [], TimeProvider.System, withWorkers: true, services => services.AddSingleton<IJobHandler>(handler));

        (await EndedAsync(node, id)).State.ShouldBe("done");
        handler.Runs.ShouldHaveSingleItem().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_network_with_many_jobs_does_not_make_another_one_wait()
    {
        var handler = new Handler { Hold = new TaskCompletionSource() };
        await using var node = await Notes.StartAsync();
        for (var n = 0; n < 20; n++)
        {
            await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.work", new { }), Caller.System, null, Ct);
        }

        await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.Two, "test.work", new { }), Caller.System, null, Ct);
        await using var worker = await TestNode.StartAsync(node.Source(), [], TimeProvider.System, withWorkers: true, services => services.AddSingleton<IJobHandler>(handler));
        await handler.Started.WaitAsync(Ct);
        await handler.Started.WaitAsync(Ct);

        handler.Runs.Select(run => run.Network).ShouldBe([Notes.One, Notes.Two], ignoreOrder: true);
        handler.Hold.SetResult();
    }

    [Fact]
    public async Task Kinds_with_places_of_their_own_neither_wait_for_the_others_nor_keep_them_waiting()
    {
        var waiting = new Handler { Kind = "test.waits", Places = 3, Hold = new TaskCompletionSource() };
        var general = new Handler { Hold = new TaskCompletionSource() };
        await using var node = await Notes.StartAsync(withWorkers: true, services => services.AddSingleton<IJobHandler>(waiting).AddSingleton<IJobHandler>(general));
        for (var n = 0; n < 5; n++)
        {
            await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.waits", new { }), Caller.System, null, Ct);
            await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.work", new { }), Caller.System, null, Ct);
        }

        for (var n = 0; n < 3; n++)
        {
            await waiting.Started.WaitAsync(Ct);
        }

        await general.Started.WaitAsync(Ct);
        await general.Started.WaitAsync(Ct);
        (waiting.Runs.Count, general.Runs.Count).ShouldBe((3, 2));
        waiting.Hold.SetResult();
        general.Hold.SetResult();
    }

    [Fact]
    public async Task Cancelling_stops_a_running_job()
    {
        var handler = new Handler { Hold = new TaskCompletionSource() };
        await using var node = await Notes.StartAsync(withWorkers: true, services => services.AddSingleton<IJobHandler>(handler));
        var id = await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.work", new { }), Caller.System, null, Ct);
        await handler.Started.WaitAsync(Ct);

        await node.Get<IJobQueue>().CancelAsync(id, Ct);

        (await EndedAsync(node, id)).State.ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_job_with_a_key_that_is_queued_is_not_queued_again()
    {
        await using var node = await Notes.StartAsync();
        var job = new NewJob(Notes.One, "test.work", new { }, UniqueKey: "only-one");

        var first = await node.Get<IJobQueue>().EnqueueAsync(job, Caller.System, null, Ct);
        var second = await node.Get<IJobQueue>().EnqueueAsync(job, Caller.System, null, Ct);

        second.ShouldBe(first);
    }

    [Fact]
    public async Task A_failure_that_trying_again_cannot_cure_is_kept_with_its_sentence()
    {
        var handler = new Handler { Fault = new JobFailedException("The file is empty. Choose another one.") };
        await using var node = await Notes.StartAsync(withWorkers: true, services => services.AddSingleton<IJobHandler>(handler));

        var id = await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.work", new { }), Caller.System, null, Ct);

        var ended = await EndedAsync(node, id);
        (ended.State, ended.Error).ShouldBe(("failed", "The file is empty. Choose another one."));
    }

    [Fact]
    public async Task A_job_that_went_to_another_node_is_let_go_of_and_not_called_cancelled()
    {
        var handler = new Handler { Hold = new TaskCompletionSource() };
        await using var node = await Notes.StartAsync(withWorkers: true, services => services.AddSingleton<IJobHandler>(handler));
        var id = await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.work", new { }), Caller.System, null, Ct);
        await handler.Started.WaitAsync(Ct);

        await ExecuteAsync(node, "update jobs.job set leased_by = 'another', lease_until = clock_timestamp() + interval '1 hour'");
        handler.Runs.TryPeek(out var run);
        run!.Report(new { step = 1 }); // stored within the second, which shows that the lease is gone
        (await handler.Stopped.WaitAsync(TimeSpan.FromSeconds(60), Ct)).ShouldBeTrue();

        (await node.Get<IJobQueue>().FindAsync(id, Notes.One, Ct))!.State.ShouldBe("running");
    }

    [Fact]
    public async Task A_lease_that_ran_out_here_and_was_claimed_here_again_is_not_ended_by_its_first_run()
    {
        var handler = new Handler { Hold = new TaskCompletionSource(), IgnoresCancellation = true };
        await using var node = await Notes.StartAsync(withWorkers: true, services => services.AddSingleton<IJobHandler>(handler));
        var id = await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.work", new { }), Caller.System, null, Ct);
        await handler.Started.WaitAsync(Ct);
        await ExecuteAsync(node, "update jobs.job set leased_by = 'gone', lease_until = clock_timestamp() - interval '1 second'");
        (await handler.Started.WaitAsync(TimeSpan.FromSeconds(60), Ct)).ShouldBeTrue();
        var first = handler.Runs.First();
        first.Report(new { step = 1 });

        handler.Hold.SetResult();

        (await EndedAsync(node, id)).Progress.ShouldBeNull();
        handler.Runs.Select(run => run.Attempt).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Leases_do_not_depend_on_a_nodes_own_clock()
    {
        var handler = new Handler();
        await using var node = await Notes.StartAsync();
        await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.work", new { }), Caller.System, null, Ct);
        await ExecuteAsync(node, "update jobs.job set state = 'running', leased_by = 'alive', lease_until = clock_timestamp() + interval '2 minutes', attempts = 1");
        await using var ahead = await TestNode.StartAsync(
            node.Source(), [], new FastClock(TimeSpan.FromMinutes(5)), withWorkers: true, services => services.AddSingleton<IJobHandler>(handler));

        var other = await ahead.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.Two, "test.work", new { }), Caller.System, null, Ct);
        (await handler.Started.WaitAsync(TimeSpan.FromSeconds(60), Ct)).ShouldBeTrue();

        handler.Runs.ShouldHaveSingleItem().Id.ShouldBe(other);
    }

    [Fact]
    public async Task A_job_that_always_fails_ends_failed_after_its_last_attempt_and_says_how()
    {
        var handler = new Handler { Fault = new InvalidDataException("holds a client's name") };
        await using var node = await Notes.StartAsync(withWorkers: true, services => services.AddSingleton<IJobHandler>(handler));

        var id = await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.work", new { }, MaxAttempts: 1), Caller.System, null, Ct);

        var ended = await EndedAsync(node, id);
        (ended.State, ended.Error).ShouldBe(("failed", "Given up after 1 attempts, the last of which ended with InvalidDataException. The log of the server says more."));
        handler.Runs.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_cancellation_outlives_the_node_that_was_to_obey_it()
    {
        var handler = new Handler();
        await using var node = await Notes.StartAsync();
        var id = await node.Get<IJobQueue>().EnqueueAsync(new NewJob(Notes.One, "test.work", new { }), Caller.System, null, Ct);
        await ExecuteAsync(node, "update jobs.job set state = 'running', leased_by = 'dead', lease_until = clock_timestamp() - interval '1 second', attempts = 1");
        await node.Get<IJobQueue>().CancelAsync(id, Ct);

        await using var second = await TestNode.StartAsync(node.Source(), [], TimeProvider.System, withWorkers: true, services => services.AddSingleton<IJobHandler>(handler));

        (await EndedAsync(node, id)).State.ShouldBe("cancelled");
        handler.Runs.ShouldBeEmpty();
    }

    private static async Task<JobState> EndedAsync(TestNode node, Guid id)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (await poll.WaitForNextTickAsync(limit.Token))
        {
            if (await node.Get<IJobQueue>().FindAsync(id, Notes.One, Ct) is { State: not ("queued" or "running") } ended)
            {
                return ended;
            }
        }

        throw new InvalidOperationException("The job did not end.");
    }

    private static async Task ExecuteAsync(TestNode node, string sql)
    {
        await using var session = await node.Database.SystemAsync("test", Ct);
        await session.ExecuteAsync(sql, null, Ct);
        await session.CommitAsync(Ct);
    }

    private sealed class FastClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }

    private sealed class Handler : IJobHandler
    {
        public string Kind { get; init; } = "test.work";

        public int? Places { get; init; }

        public ConcurrentQueue<JobLease> Runs { get; } = [];

        public SemaphoreSlim Started { get; } = new(0);

        public TaskCompletionSource? Hold { get; init; }

        public Exception? Fault { get; init; }

        public bool IgnoresCancellation { get; init; }

        public SemaphoreSlim Stopped { get; } = new(0);

        public async Task RunAsync(JobLease job, CancellationToken cancellationToken)
        {
            Runs.Enqueue(job);
            Started.Release();
            if (Hold is { } hold)
            {
                try
                {
                    await hold.Task.WaitAsync(IgnoresCancellation ? CancellationToken.None : cancellationToken);
                }
                finally
                {
                    Stopped.Release();
                }
            }

            if (Fault is { } fault)
            {
                throw fault;
            }
        }
    }
}
