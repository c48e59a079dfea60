using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Nightly.Revenue;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Predictions.Tests.Platform;

public sealed class RunsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_waits_is_not_started_twice()
    {
        await using var chain = await Chain.OpenAsync(1);
        var runs = chain.Get<RunStore>();

        var first = await runs.StartAsync(chain.Network, "asked", Chain.Today, ["revenue"], Caller.System, Ct);
        var second = await runs.StartAsync(chain.Network, "night", Chain.Today, ["revenue", "clients"], Caller.System, Ct);

        second.Id.ShouldBe(first.Id);
        (await chain.Get<IJobQueue>().FindAsync(first.JobId!.Value, chain.Network, Ct))!.State.ShouldBe("queued");
    }

    [Fact]
    public async Task A_run_that_was_interrupted_goes_on_with_the_part_that_is_not_done()
    {
        await using var chain = await Chain.OpenAsync(1);
        var runs = chain.Get<RunStore>();
        var run = await runs.StartAsync(chain.Network, "asked", Chain.Today, ["revenue", "clients"], Caller.System, Ct);
        await runs.NoteAsync(chain.Network, run.Id, "revenue", "done before the crash", Ct);
        var handler = chain.Node.Services.GetServices<IJobHandler>().Single(one => one.Kind == RunStore.JobKind);

        await handler.RunAsync(new JobLease(run.JobId!.Value, chain.Network, RunStore.JobKind, StorageJson.Serialize(new RunPayload(chain.Network.Value, run.Id)), 2, null, _ => { }), Ct);

        var ended = (await runs.FindAsync(chain.Network, run.Id, Ct))!;
        ended.State.ShouldBe("done");
        ended.Results["revenue"].ShouldBe("done before the crash");
        ended.Results["clients"].ShouldBe("There are no visits of known clients yet.");
    }

    [Fact]
    public async Task The_first_run_begins_once_eight_weeks_are_known_and_the_node_is_idle_and_further_ones_in_the_networks_own_night()
    {
        await using var chain = await Chain.OpenAsync(1);
        var scheduler = chain.Get<RunScheduler>();
        (await scheduler.LookAsync(Ct)).ShouldBe(0);
        await chain.TellDaysAsync(Chain.Today.AddDays(-60), Chain.Today.AddDays(-1), (_, _) => 100);

        (await scheduler.LookAsync(Ct)).ShouldBe(0); // the server has only just started
        chain.Clock.Advance(NodeTraffic.Quiet);
        (await scheduler.LookAsync(Ct)).ShouldBe(1);
        var first = (await chain.Get<RunStore>().ListAsync(chain.Network, 10, Ct)).ShouldHaveSingleItem();
        first.Reason.ShouldBe("first");
        await chain.Get<RunStore>().EndAsync(chain.Network, first.Id, null, Ct);
        (await scheduler.LookAsync(Ct)).ShouldBe(0);

        // 15:00 UTC is ten in the morning in New York; half past two there is night.
        chain.Clock.Advance(TimeSpan.FromHours(16.5));
        foreach (var _ in Enumerable.Range(0, 10_000))
        {
            chain.Get<NodeTraffic>().Count(); // its night is not put off by anybody
        }

        (await scheduler.LookAsync(Ct)).ShouldBe(1);
        (await scheduler.LookAsync(Ct)).ShouldBe(0);
        (await chain.Get<RunStore>().ListAsync(chain.Network, 10, Ct)).Select(run => run.Reason).ShouldBe(["night", "first"]);
    }

    [Fact]
    public async Task A_person_may_put_an_earlier_version_back_to_work_and_the_rule_keeps_bad_ones_from_it()
    {
        await using var chain = await Chain.OpenAsync(1);
        var (registry, scope) = (chain.Get<ModelRegistry>(), Scope.OfSystem(chain.Network));
        await using var session = await chain.Node.Database.WriteAsync(scope, "test", Ct);
        var (good, isAtWork) = await registry.EnterAsync(session, chain.Network, Trained(0.05, 0.08, 0.91), Ct);
        var (worse, worseAtWork) = await registry.EnterAsync(session, chain.Network, Trained(0.09, 0.08, 0.91), Ct);
        var (narrow, narrowAtWork) = await registry.EnterAsync(session, chain.Network, Trained(0.04, 0.08, 0.60), Ct);
        (isAtWork, worseAtWork, narrowAtWork).ShouldBe((true, false, false));

        var approved = await registry.DecideAsync(session, scope, narrow, approve: true, "good enough for us", Ct);
        var again = await registry.DecideAsync(session, scope, narrow, approve: true, "once more", Ct);
        var refused = await registry.DecideAsync(session, scope, narrow, approve: false, "too narrow after all", Ct);

        (approved.Value!.State, approved.Value.DecidedBy, approved.Value.Reason).ShouldBe(("at_work", "person", "good enough for us"));
        again.Problem!.Code.ShouldBe("already_decided");
        refused.Value!.State.ShouldBe("refused");
        (await registry.AtWorkAsync(session, chain.Network, PredictionKind.Revenue, Ct))!.Id.ShouldBe(good);
        (await session.FirstAsync<string>("select state from predictions.model where id = @worse", new { worse }, Ct)).ShouldBe("waiting");
    }

    private static TrainedModel Trained(double error, double naive, double coverage) => new(
        PredictionKind.Revenue, PanelMethod.MethodName, new { }, 1, Chain.Today.AddDays(-400), Chain.Today.AddDays(-1), new Dictionary<string, long>(),
        new Backtest("wape_location_month", error, naive, [new BacktestOrigin(Chain.Today.AddDays(-60), 60, 10, error, naive)], [], new Dictionary<string, double>()), new Calibration(coverage, null, [], 10), RangeTable.None);
}
