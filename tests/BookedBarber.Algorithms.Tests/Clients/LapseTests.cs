using BookedBarber.Algorithms.Clients;

namespace BookedBarber.Algorithms.Tests.Clients;

public sealed class LapseTests
{
    private static readonly DateOnly First = new(2025, 1, 1);

    [Theory]
    [InlineData(new[] { 0, 30, 60 }, 60 + 60, false)]
    [InlineData(new[] { 0, 30, 60 }, 60 + 61, true)]
    [InlineData(new[] { 0, 10, 40, 140 }, 140 + 60, false)]
    [InlineData(new[] { 0, 10, 40, 140 }, 140 + 61, true)]
    [InlineData(new[] { 0, 30 }, 30 + 120, false)]
    [InlineData(new[] { 0, 30 }, 30 + 121, true)]
    [InlineData(new[] { 0 }, 120, false)]
    [InlineData(new[] { 0 }, 121, true)]
    public void A_client_lapses_after_twice_the_median_interval_or_after_120_days_without_one(int[] days, int asOf, bool isLapsed)
    {
        var client = new ClientVisits([.. days.Select(First.AddDays)], []);

        Lapse.IsLapsed(client, First.AddDays(asOf)).ShouldBe(isLapsed);
        ReturnReason.Of(client, First.AddDays(asOf)).EndsWith("lapsed.", StringComparison.Ordinal).ShouldBe(isLapsed);
    }

    [Fact]
    public void A_network_sets_how_long_clients_without_a_rhythm_are_waited_for() =>
        Lapse.IsLapsed(new ClientVisits([First], []), First.AddDays(91), defaultDays: 90).ShouldBeTrue();
}
