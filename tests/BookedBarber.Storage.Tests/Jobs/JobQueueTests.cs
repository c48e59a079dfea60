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

    private sealed class Handler : IJobHandler
    {
        public string Kind => "test.work";

        public ConcurrentQueue<JobLease> Runs { get; } = [];

        public SemaphoreSlim Started { get; } = new(0);

        public TaskCompletionSource? Hold { get; init; }

        public Exception? Fault { get; init; }

        public async Task RunAsync(JobLease job, CancellationToken cancellationToken)
        {
            Runs.Enqueue(job);
            Started.Release();
            if (Hold is { } hold)
            {
                await hold.Task.WaitAsync(cancellationToken);
            }

            if (Fault is { } fault)
            {
                throw fault;
            }
        }
    }
}
