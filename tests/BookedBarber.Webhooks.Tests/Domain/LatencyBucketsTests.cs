using BookedBarber.Webhooks.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Webhooks.Tests.Domain;

public sealed class LatencyBucketsTests
{
    [Fact]
    public void Percentiles_are_right_to_within_a_quarter_and_never_too_low() =>
        Prop.ForAll(Gen.Choose(1, 15_000).NonEmptyListOf().ToArbitrary(), Gen.Elements(0.5, 0.95, 1.0).ToArbitrary(), (latencies, share) =>
        {
            var counts = new long[LatencyBuckets.Count];
            foreach (var latency in latencies)
            {
                counts[LatencyBuckets.Of(latency)]++;
            }

            var exact = latencies.Order().ElementAt((int)Math.Ceiling(latencies.Count * share) - 1);
            var found = LatencyBuckets.Percentile(counts, share)!.Value;
            return found >= exact && found <= (exact * 1.25) + 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_counts_there_is_no_percentile() => LatencyBuckets.Percentile(new long[LatencyBuckets.Count], 0.5).ShouldBeNull();

    [Fact]
    public void Counts_of_different_length_add_up() => LatencyBuckets.Add([1, 2], [10, 20, 30]).ShouldBe([11, 22, 30]);
}
