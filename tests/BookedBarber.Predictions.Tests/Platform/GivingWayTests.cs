using System.Collections;
using System.Collections.Concurrent;
using BookedBarber.Algorithms.Panels;
using BookedBarber.Predictions.Runs;
using BookedBarber.Testing;

namespace BookedBarber.Predictions.Tests.Platform;

public sealed class GivingWayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_is_begun_on_background_threads_stays_on_them_with_all_that_it_waits_for_and_shares_out(int count)
    {
        using var threads = new BackgroundThreads(count);
        var seen = new ConcurrentBag<string?>();

        await threads.RunAsync(
            async () =>
            {
                seen.Add(Thread.CurrentThread.Name);
                await Task.Delay(1, Ct);
                seen.Add(Thread.CurrentThread.Name);
                Forecast();
                seen.Add(Thread.CurrentThread.Name);
                return 0;
            },
            Ct);

        seen.ShouldAllBe(name => name == "predictions");

        void Forecast() => PanelForecaster.Forecast(
            new Watched([.. Enumerable.Range(0, 12).Select(place => new PanelSeries(Chain.Today.DayNumber, [.. Enumerable.Range(0, 120).Select(day => 100.0 + place + (day % 7))], [], null))], seen),
            PanelCalendar.Days, 14, new PanelOptions { Rows = 500, TreesEach = 5, Runs = 1 }, Ct);
    }

    [Fact]
    public async Task What_comes_back_after_the_threads_have_ended_still_comes_to_its_end()
    {
        var threads = new BackgroundThreads(1);
        var (begun, answer) = (new TaskCompletionSource(), new TaskCompletionSource<int>());
        var work = threads.RunAsync(
            async () =>
            {
                begun.SetResult();
                return await answer.Task;
            },
            Ct);
        await begun.Task;

        threads.Dispose();
        answer.SetResult(7);

        (await work).ShouldBe(7);
    }

    [Fact]
    public void A_node_is_idle_once_hardly_anybody_has_asked_for_a_minute()
    {
        var clock = new FakeClock(DateTimeOffset.UnixEpoch);
        using var traffic = new NodeTraffic(clock);
        traffic.IsIdle.ShouldBeFalse("a server that has just started is asked by everybody at once");

        clock.Advance(NodeTraffic.Quiet);
        (traffic.IsIdle, traffic.IsBusy).ShouldBe((true, false));

        Ask(traffic, 299);
        (traffic.IsIdle, traffic.IsBusy).ShouldBe((true, true));
        Ask(traffic, 1);
        traffic.IsIdle.ShouldBeFalse();

        clock.Advance(TimeSpan.FromSeconds(3));
        (traffic.IsIdle, traffic.IsBusy).ShouldBe((false, false));
        clock.Advance(TimeSpan.FromSeconds(57));
        traffic.IsIdle.ShouldBeTrue();
    }

    [Fact]
    public async Task While_people_ask_a_batch_is_followed_by_as_long_a_rest_and_else_by_none()
    {
        var clock = new FakeClock(DateTimeOffset.UnixEpoch);
        using var traffic = new NodeTraffic(clock);
        var pause = new Pause(traffic, clock);
        clock.Advance(TimeSpan.FromSeconds(2));
        pause.TakeAsync(Ct).IsCompleted.ShouldBeTrue("nobody asks");

        clock.Advance(TimeSpan.FromSeconds(2));
        Ask(traffic, 100);
        var rest = pause.TakeAsync(Ct);
        clock.Advance(TimeSpan.FromSeconds(1.9));
        rest.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await rest;

        clock.Advance(TimeSpan.FromMinutes(5));
        Ask(traffic, 100);
        rest = pause.TakeAsync(Ct);
        clock.Advance(TimeSpan.FromSeconds(5));
        await rest;
    }

    private static void Ask(NodeTraffic traffic, int times)
    {
        for (var at = 0; at < times; at++)
        {
            traffic.Count();
        }
    }

    /// <summary>Notes the threads that have a share of the work.</summary>
    private sealed class Watched(IReadOnlyList<PanelSeries> series, ConcurrentBag<string?> seen) : IReadOnlyList<PanelSeries>
    {
        public int Count => series.Count;

        public PanelSeries this[int index]
        {
            get
            {
                seen.Add(Thread.CurrentThread.Name);
                return series[index];
            }
        }

        public IEnumerator<PanelSeries> GetEnumerator() => series.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
