using BookedBarber.Integrations.Syncing.Health;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Integrations.Tests.Syncing;

public sealed class HealthFormulaTests
{
    private static readonly HealthFacts Well = new(1, 0, TimeSpan.FromMilliseconds(200), 0.5, 0.1);

    [Fact]
    public void A_connection_without_fault_has_a_hundred_and_one_without_facts_has_none()
    {
        HealthFormula.Of(Well)!.Score.ShouldBe(100);
        HealthFormula.Of(new HealthFacts(null, null, null, null, null)).ShouldBeNull();
    }

    [Theory]
    [InlineData("availability", 65)]
    [InlineData("errors", 75)]
    [InlineData("latency", 90)]
    [InlineData("lag", 80)]
    [InlineData("credential", 90)]
    public void Each_part_costs_its_weight_when_it_is_at_its_worst(string part, int score)
    {
        var facts = part switch
        {
            "availability" => Well with { Availability = 0.9 },
            "errors" => Well with { ErrorRate = 0.05 },
            "latency" => Well with { Latency = TimeSpan.FromSeconds(20) },
            "lag" => Well with { LagInIntervals = 10 },
            _ => Well with { CredentialAge = 1 },
        };

        var health = HealthFormula.Of(facts)!;

        health.Score.ShouldBe(score);
        health.Parts.Single(known => known.Name == part).Value.ShouldBe(0);
    }

    [Fact]
    public void What_is_not_known_leaves_its_weight_to_the_others()
    {
        var health = HealthFormula.Of(new HealthFacts(Availability: 0.975, ErrorRate: null, Latency: null, LagInIntervals: 1, CredentialAge: null))!;

        health.Parts.Select(part => (part.Name, part.Weight)).ShouldBe([("availability", 0.6364), ("lag", 0.3636)]);
        health.Score.ShouldBe(68); // 0.5 × 0.6364 + 1 × 0.3636
    }

    [Fact]
    public void A_connection_that_does_worse_in_anything_never_scores_higher() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte, byte, byte, byte)>(),
            ArbMap.Default.ArbFor<byte>(),
            (values, more) =>
            {
                var facts = new HealthFacts(1 - (values.Item1 / 255.0), values.Item2 / 255.0, TimeSpan.FromMilliseconds(values.Item3 * 50), values.Item4 / 10.0, values.Item1 / 255.0);
                var score = HealthFormula.Of(facts)!.Score;
                HealthFacts[] worse =
                [
                    facts with { Availability = facts.Availability - (more / 255.0) },
                    facts with { ErrorRate = facts.ErrorRate + (more / 255.0) },
                    facts with { Latency = facts.Latency + TimeSpan.FromMilliseconds(more * 50) },
                    facts with { LagInIntervals = facts.LagInIntervals + more },
                    facts with { CredentialAge = facts.CredentialAge + (more / 255.0) },
                ];
                return score is >= 0 and <= 100 && worse.All(one => HealthFormula.Of(one)!.Score <= score);
            }).QuickCheckThrowOnFailure();
}
