using BookedBarber.Integrations.Syncing.Comparing;
using BookedBarber.Integrations.Syncing.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Integrations.Tests.Syncing;

public sealed class ReadingRuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("9", "10", true)]
    [InlineData("10", "9", false)]
    [InlineData("10", "10", false)]
    [InlineData("2026-03-02T15:00:00Z", "2026-03-02T15:00:00.001Z", true)]
    [InlineData("2026-03-02T16:00:00+01:00", "2026-03-02T15:00:00Z", false)]
    [InlineData("W/\"a\"", "W/\"b\"", false)]
    [InlineData(null, "10", false)]
    [InlineData("10", null, false)]
    [InlineData("10", "2026-03-02T15:00:00Z", false)]
    public void Versions_that_can_be_put_in_order_are(string? arriving, string? taken, bool isOlder) => VendorVersion.IsOlder(arriving, taken).ShouldBe(isOlder);

    [Fact]
    public void A_page_that_came_before_is_noticed_and_so_is_a_token()
    {
        var seen = new PagesSeen();

        seen.Note(PagesSeen.DigestOf(["a", "b"]), isEmpty: false, "1").ShouldBeNull();
        seen.Note(PagesSeen.DigestOf(["ab"]), isEmpty: false, "2").ShouldBeNull();
        seen.Note(PagesSeen.DigestOf(["a", "b"]), isEmpty: false, "3").ShouldBe("page_repeats");
        seen.Note(PagesSeen.DigestOf(["c"]), isEmpty: false, "2").ShouldBe("cursor_loops");
    }

    [Fact]
    public void Empty_pages_are_followed_but_not_for_ever()
    {
        var seen = new PagesSeen();
        var faults = Enumerable.Range(0, PagesSeen.MostEmptyPages + 1).Select(i => seen.Note(PagesSeen.DigestOf([]), isEmpty: true, $"{i}")).ToList();

        faults.SkipLast(1).ShouldAllBe(fault => fault == null);
        faults[^1].ShouldBe("pages_without_end");
        new PagesSeen().Note(PagesSeen.DigestOf([]), isEmpty: true, null).ShouldBeNull();
    }

    [Fact]
    public void Windows_cover_their_span_without_gap_in_either_order() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<PositiveInt>(),
            ArbMap.Default.ArbFor<PositiveInt>(),
            ArbMap.Default.ArbFor<bool>(),
            (span, longest, newestFirst) =>
            {
                var end = Start.AddMinutes(span.Get);
                var windows = TimeWindows.Cut(Start, end, TimeSpan.FromMinutes(longest.Get), newestFirst);
                var ordered = windows.OrderBy(window => window.From).ToList();
                return ordered[0].From == Start && ordered[^1].To == end
                    && ordered.Zip(ordered.Skip(1)).All(pair => pair.First.To == pair.Second.From)
                    && windows.All(window => window.To - window.From <= TimeSpan.FromMinutes(longest.Get))
                    && (windows[0].To == end) == (newestFirst || windows.Count == 1);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_span_without_beginning_end_or_longest_window_is_one_window()
    {
        TimeWindows.Cut(null, Start, TimeSpan.FromDays(1), newestFirst: true).ShouldBe([new TimeWindow(null, Start)]);
        TimeWindows.Cut(Start, null, TimeSpan.FromDays(1), newestFirst: true).ShouldBe([new TimeWindow(Start, null)]);
        TimeWindows.Cut(Start, Start.AddYears(10), null, newestFirst: true).ShouldHaveSingleItem();
        Should.Throw<ArgumentOutOfRangeException>(() => TimeWindows.Cut(Start, Start.AddYears(10), TimeSpan.FromMinutes(1), newestFirst: true));
    }

    [Fact]
    public void A_digest_of_a_set_does_not_depend_on_order_and_counts_repeats()
    {
        var (one, other, twice) = (new SetDigest(), new SetDigest(), new SetDigest());
        one.Add("a", [1]);
        one.Add("b", [2]);
        other.Add("b", [2]);
        other.Add("a", [1]);
        twice.Add("a", [1]);
        twice.Add("b", [2]);
        twice.Add("b", [2]);
        twice.Add("b", [2]);

        other.ToArray().ShouldBe(one.ToArray());
        twice.ToArray().ShouldNotBe(one.ToArray());
        (one.Count, twice.Count).ShouldBe((2, 4));
    }
}
