using BookedBarber.Algorithms.Attendance;

namespace BookedBarber.Algorithms.Tests.Attendance;

public sealed class ProbabilityJudgementTests
{
    [Fact]
    public void Sums_by_band_give_the_scores_of_the_single_cases()
    {
        var (probabilities, happened) = Cases(2000, probability => probability);

        var judged = ProbabilityJudgement.Of(Bands(probabilities, happened))!;

        judged.All.Cases.ShouldBe(2000);
        judged.Brier.ShouldBe(ProbabilityScores.Brier(probabilities, happened), 1e-12);
        var share = happened.Count(one => one) / 2000.0;
        judged.BaseBrier.ShouldBe(share * (1 - share), 1e-12);
        judged.BaseBrier.ShouldBe(ProbabilityScores.Brier([.. happened.Select(_ => share)], happened), 1e-12);
    }

    [Fact]
    public void True_probabilities_look_like_chance_as_often_as_chance_does_and_wrong_ones_hardly_ever()
    {
        var surprising = Enumerable.Range(0, 400).Count(seed => ProbabilityJudgement.Of(Bands(Cases(1000, probability => probability, seed)))!.Chance < 0.05);

        surprising.ShouldBeInRange(8, 34); // 20 of 400 on average
        ProbabilityJudgement.Of(Bands(Cases(1000, probability => 0.6 * probability)))!.Chance.ShouldBeLessThan(0.001);
        ProbabilityJudgement.Of(Bands(Cases(1000, probability => 0.6 * probability)))!.CalibrationError.ShouldBeGreaterThan(0.05);
    }

    // The cases of Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven methods", Statistics in Medicine 17, 1998, by Wilson's formula at 90 %.
    [Theory]
    [InlineData(81, 263, 0.2632, 0.3566)]
    [InlineData(0, 20, 0, 0.1192)]
    [InlineData(29, 29, 0.9146, 1)]
    public void The_range_of_a_share_holds_at_its_ends_as_well(int happened, int cases, double low, double high)
    {
        var came = new ProbabilityBand(cases, happened, 0, 0, 0).Came();

        came.Share.ShouldBe((double)happened / cases, 1e-12);
        came.Low.ShouldBe(low, 0.0005);
        came.High.ShouldBe(high, 0.0005);
    }

    [Fact]
    public void Without_a_case_nothing_is_said()
    {
        ProbabilityJudgement.Of([default, default]).ShouldBeNull();
        double.IsNaN(default(ProbabilityBand).Came().Share).ShouldBeTrue();
    }

    [Fact]
    public void One_case_against_all_expectation_may_be_chance_and_many_are_not()
    {
        ProbabilityJudgement.Of([new ProbabilityBand(120, 1, 0.1, 0.1, 1)])!.Chance.ShouldBeGreaterThan(0.5);
        ProbabilityJudgement.Of([new ProbabilityBand(120, 80, 1.2, 1.2, 78)])!.Chance.ShouldBeLessThan(1e-9);
    }

    private static (double[] Probabilities, bool[] Happened) Cases(int count, Func<double, double> truth, int seed = 7)
    {
        var random = new Random(seed);
        double[] probabilities = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
        return (probabilities, Array.ConvertAll(probabilities, probability => random.NextDouble() < truth(probability)));
    }

    private static IEnumerable<ProbabilityBand> Bands((double[] Probabilities, bool[] Happened) cases) => Bands(cases.Probabilities, cases.Happened);

    private static IEnumerable<ProbabilityBand> Bands(double[] probabilities, bool[] happened) =>
        probabilities.Zip(happened).GroupBy(one => (int)(one.First * 5)).Select(band => band.Aggregate(default(ProbabilityBand), (sum, one) =>
            sum + new ProbabilityBand(1, one.Second ? 1 : 0, one.First, one.First * (1 - one.First), Math.Pow(one.First - (one.Second ? 1 : 0), 2))));
}
