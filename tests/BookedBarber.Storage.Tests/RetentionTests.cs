using BookedBarber.Shared;
using BookedBarber.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Storage.Tests;

public sealed class RetentionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_go_when_they_are_old_and_every_consumer_has_applied_them()
    {
        await using var node = await Notes.StartAsync();
        await ExecuteAsync(
            node,
            """
            insert into feed.change
            select n, '01900000-0000-7000-8000-000000000001', n, 'note', 'a', null, null, null, '{}', 1, null, null, null, null, 'test', now(),
                   now() - case when n <= 3 then interval '91 days' else interval '89 days' end
            from generate_series(1, 5) n
            """);
        await ExecuteAsync(node, "insert into feed.consumer (name, position) values ('quick', 5), ('slow', 2)");

        await Retention(node).RunOnceAsync(Ct);

        (await node.Get<IFeedReader>().ReadNetworkAsync(Notes.One, 0, 10, Ct)).Select(change => change.Position).ShouldBe([3L, 4L, 5L]);
    }

    [Fact]
    public async Task A_feed_that_nobody_consumes_is_kept()
    {
        await using var node = await Notes.StartAsync();
        await ExecuteAsync(node, "insert into feed.change values (1, gen_random_uuid(), 1, 'note', 'a', null, null, null, '{}', 1, null, null, null, null, 'test', now(), now() - interval '1 year')");

        (await Retention(node).RunOnceAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Jobs_go_long_after_their_end_and_never_before_it()
    {
        await using var node = await Notes.StartAsync();
        var jobs = node.Get<IJobQueue>();
        var (ended, waiting) = (await QueueAsync(jobs), await QueueAsync(jobs));
        await ExecuteAsync(node, "update jobs.job set created_at = now() - interval '1 year', run_at = now() - interval '1 year'");
        await ExecuteAsync(node, $"update jobs.job set state = 'done', finished_at = now() - interval '91 days' where id = '{ended}'");

        await Retention(node).RunOnceAsync(Ct);

        (await jobs.FindAsync(ended, Notes.One, Ct)).ShouldBeNull();
        (await jobs.FindAsync(waiting, Notes.One, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_a_module_names_goes_with_the_rest_by_its_own_age()
    {
        var rule = new RetentionRule("delete from jobs.job where id in (select id from jobs.job where kind = 'test.work' and created_at < @Before limit @Batch)", TimeSpan.FromDays(10));
        await using var node = await Notes.StartAsync(configure: services => services.AddSingleton(new ModuleRetention("old work", [rule])));
        var jobs = node.Get<IJobQueue>();
        var (old, young) = (await QueueAsync(jobs), await QueueAsync(jobs));
        await ExecuteAsync(node, $"update jobs.job set created_at = '{node.Clock.GetUtcNow().AddDays(-11):O}' where id = '{old}'");
        await ExecuteAsync(node, $"update jobs.job set created_at = '{node.Clock.GetUtcNow().AddDays(-9):O}' where id = '{young}'");

        (await Retention(node).RunOnceAsync(Ct)).ShouldBe(1);

        (await jobs.FindAsync(old, Notes.One, Ct)).ShouldBeNull();
        (await jobs.FindAsync(young, Notes.One, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task While_another_node_forgets_nothing_is_done_twice()
    {
        await using var node = await Notes.StartAsync();
        var ended = await QueueAsync(node.Get<IJobQueue>());
        await ExecuteAsync(node, $"update jobs.job set state = 'done', finished_at = now() - interval '91 days' where id = '{ended}'");
        await using var other = await node.Database.SystemAsync("test", Ct);
        await other.ExecuteAsync("select pg_advisory_xact_lock(7233102)", null, Ct);

        (await Retention(node).RunOnceAsync(Ct)).ShouldBe(0);

        await other.DisposeAsync();
        (await Retention(node).RunOnceAsync(Ct)).ShouldBe(1);
    }

    private static IRetention Retention(TestNode node) => node.Get<IRetention>();

    private static Task<Guid> QueueAsync(IJobQueue jobs) => jobs.EnqueueAsync(new NewJob(Notes.One, "test.work", new { }), Caller.System, null, Ct);

    private static async Task ExecuteAsync(TestNode node, string sql)
    {
        await using var session = await node.Database.SystemAsync("test", Ct);
        await session.ExecuteAsync(sql, null, Ct);
        await session.CommitAsync(Ct);
    }
}
