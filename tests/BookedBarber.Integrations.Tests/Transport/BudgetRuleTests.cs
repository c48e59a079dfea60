using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Transport;
using BookedBarber.Integrations.Transport.Answers;
using BookedBarber.Integrations.Transport.Budgets;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Integrations.Tests.Transport;

public sealed class BudgetRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_window_of_the_period_ever_holds_more_calls_than_the_limit()
    {
        var cases = from requests in Gen.Choose(1, 400)
                    from seconds in Gen.Elements(1, 10, 60)
                    from gaps in Gen.ListOf(Gen.Choose(0, 400))
                    select (requests, seconds, gaps);
        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var period = TimeSpan.FromSeconds(given.seconds);
            var rate = Gcra.For(given.requests, period);
            var (next, now, calls) = (Now, Now, new List<DateTimeOffset>());
            foreach (var gap in given.gaps)
            {
                now += TimeSpan.FromMilliseconds(gap);
                var at = rate.Schedule(next, now, 1).Single();
                next = (next > now ? next : now) + rate.Interval;
                calls.Add(at);
            }

            calls.Sort();

            // A vendor that counts one call in a period (limit 1) sees the next one exactly a period later.
            return calls.Select(from => calls.Count(at => at >= from && at < from + period)).DefaultIfEmpty().Max() <= given.requests;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nine_tenths_of_a_budget_can_be_used()
    {
        var rate = Gcra.For(100, TimeSpan.FromSeconds(10));

        (TimeSpan.FromSeconds(10) / rate.Interval).ShouldBe(90, 0.001);
        rate.Burst.ShouldBe(10);
    }

    [Fact]
    public void Classes_that_wait_get_their_shares_and_none_starves()
    {
        var queue = new FairQueue<CallPriority>();
        foreach (var priority in Enum.GetValues<CallPriority>())
        {
            for (var i = 0; i < 1000; i++)
            {
                queue.Add(priority, priority);
            }
        }

        var taken = Enumerable.Range(0, 1000).Select(_ => queue.Take()).CountBy(priority => priority).ToDictionary();

        foreach (var priority in Enum.GetValues<CallPriority>())
        {
            ((double)taken[priority] / 1000).ShouldBe(FairQueue<CallPriority>.ShareOf(priority), 0.01);
        }
    }

    [Fact]
    public void Shares_that_nobody_uses_go_to_the_others_and_are_not_saved_up()
    {
        var queue = new FairQueue<CallPriority>();
        for (var i = 0; i < 300; i++)
        {
            queue.Add(CallPriority.Comparison, CallPriority.Comparison);
        }

        Enumerable.Range(0, 200).ShouldAllBe(_ => queue.Take() == CallPriority.Comparison);
        for (var i = 0; i < 100; i++)
        {
            queue.Add(CallPriority.Interactive, CallPriority.Interactive);
        }

        // 40 to 3: of 43 calls the person's get about 40, not all of them and not a backlog of 200 first.
        Enumerable.Range(0, 43).Count(_ => queue.Take() == CallPriority.Interactive).ShouldBeInRange(38, 42);
    }

    [Fact]
    public void Pauses_between_attempts_double_and_are_spread_from_zero()
    {
        Backoff.Pause(1, 0).ShouldBe(TimeSpan.Zero);
        Backoff.Pause(1, 1).ShouldBe(TimeSpan.FromMilliseconds(300));
        Backoff.Pause(3, 1).ShouldBe(TimeSpan.FromMilliseconds(1200));
        Backoff.Pause(60, 1).ShouldBe(Backoff.Longest);
    }

    [Fact]
    public void Retries_are_a_tenth_of_the_calls_once_what_was_saved_up_is_spent()
    {
        var (quota, spent) = (new RetryQuota(), 0);
        for (var i = 0; i < 10_000; i++)
        {
            quota.Earn();
            spent += quota.TrySpend() ? 1 : 0;
        }

        spent.ShouldBeInRange(990, 1000 + (int)RetryQuota.Most);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0.5", 0.5)]
    [InlineData("Mon, 02 Mar 2026 15:01:00 GMT", 60)]
    [InlineData("Mon, 02 Mar 2026 14:00:00 GMT", 0)] // past: now
    [InlineData("999999999", 86400)] // nobody means eleven thousand days
    public void Retry_After_is_read_in_both_forms(string text, double seconds) => RetryTimes.RetryAfter(text, Now).ShouldBe(Now.AddSeconds(seconds));

    [Theory]
    [InlineData("-3")]
    [InlineData("soon")]
    [InlineData("")]
    public void What_is_no_Retry_After_is_none(string text) => RetryTimes.RetryAfter(text, Now).ShouldBeNull();

    [Theory]
    [InlineData("30", "Seconds", 30)]
    [InlineData("1772463630", "Unix", 30)]
    [InlineData("1772463630", "Seconds", 30)] // a manifest that lies
    [InlineData("1772463630000", "Unix", 30)]
    [InlineData("2026-03-02T15:00:30Z", "Iso", 30)]
    public void A_reset_is_read_as_what_it_can_only_be(string text, string format, double seconds) =>
        RetryTimes.Reset(text, Enum.Parse<ExpiryFormat>(format), Now).ShouldBe(Now.AddSeconds(seconds));
}
