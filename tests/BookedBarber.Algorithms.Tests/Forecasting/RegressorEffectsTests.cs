using BookedBarber.Algorithms.Forecasting;

namespace BookedBarber.Algorithms.Tests.Forecasting;

public sealed class RegressorEffectsTests
{
    private const int Weeks = 130;
    private const int Horizon = 8;
    private const double Effect = 0.25;

    [Fact]
    public void A_planted_promotion_is_sized()
    {
        var (points, promotions) = Planted(12, (_, _) => Effect);

        var effects = RegressorEffects.Fit(points, promotions, [false], [.. points.Select(_ => 0)], 52).ShouldNotBeNull();

        // With and without the promotion, of the same place.
        Difference(effects, promotions, 3).ShouldBe(Effect, 0.03);
    }

    [Fact]
    public void A_regressor_that_does_nothing_is_left_out()
    {
        var (points, promotions) = Planted(12, (_, _) => 0);

        RegressorEffects.Fit(points, promotions, [false], [.. points.Select(_ => 0)], 52).ShouldBeNull();
    }

    [Fact]
    public void Places_whose_effect_is_their_own_keep_it()
    {
        var (points, promotions) = Planted(12, (place, _) => place < 6 ? 0.1 : 0.5);

        var effects = RegressorEffects.Fit(points, promotions, [false], [.. points.Select(_ => 0)], 52).ShouldNotBeNull();

        Difference(effects, promotions, 0).ShouldBe(0.1, 0.06);
        Difference(effects, promotions, 11).ShouldBe(0.5, 0.06);
    }

    [Fact]
    public void Kinds_count_each_for_themselves()
    {
        var (points, kinds) = Planted(12, (_, kind) => kind == 1 ? 0.3 : kind == 2 ? -0.3 : 0, kinds: 3);

        var effects = RegressorEffects.Fit(points, kinds, [true], [.. points.Select(_ => 0)], 52).ShouldNotBeNull();

        effects.Columns.ShouldBe(2);
        Mean(effects, kinds, 0, 1).ShouldBe(0.3, 0.05);
        Mean(effects, kinds, 0, 2).ShouldBe(-0.3, 0.05);
    }

    [Fact]
    public void An_amount_beyond_what_was_seen_counts_as_the_largest_that_was_seen()
    {
        var (points, promotions) = Planted(12, (_, _) => Effect);
        foreach (var one in promotions)
        {
            one[0][Weeks] = 1;
            one[0][Weeks + 1] = 100;
        }

        var effects = RegressorEffects.Fit(points, promotions, [false], [.. points.Select(_ => 0)], 52).ShouldNotBeNull();

        effects.Of(0)[Weeks + 1].ShouldBe(effects.Of(0)[Weeks]);
    }

    [Fact]
    public void A_planned_promotion_raises_the_forecast_of_its_week_only()
    {
        var (points, promotions) = Planted(12, (_, _) => Effect);
        foreach (var one in promotions)
        {
            one[0].AsSpan(Weeks).Clear();
            one[0][Weeks + 4] = 1;
        }

        List<double[]> values = [.. points.Select(one => Array.ConvertAll(one, Math.Exp))];
        var with = SeriesForecaster.Forecast(values, 52, Horizon, [.. points.Select(_ => 0)], new SeriesRegressors(promotions, [false]), TestContext.Current.CancellationToken);
        foreach (var one in promotions)
        {
            one[0][Weeks + 4] = 0;
        }

        var without = SeriesForecaster.Forecast(values, 52, Horizon, [.. points.Select(_ => 0)], new SeriesRegressors(promotions, [false]), TestContext.Current.CancellationToken);

        Math.Log(with[0].Mean[4] / without[0].Mean[4]).ShouldBe(Effect, 0.03);
        with[0].Mean[3].ShouldBe(without[0].Mean[3], 1e-9);
        with[0].Model.ShouldContain("effects of 1 regressors put back");
    }

    private static double Difference(RegressorEffects effects, List<float[][]> facts, int place) => Mean(effects, facts, place, 1) - Mean(effects, facts, place, 0);

    private static double Mean(RegressorEffects effects, List<float[][]> facts, int place, float value) => Enumerable.Range(0, Weeks).Where(t => facts[place][0][t] == value).Average(t => effects.Of(place)[t]);

    // A season, a wandering level, noise of 5 %, and a regressor drawn at random for each place and week.
    private static (List<double[]> Points, List<float[][]> Facts) Planted(int places, Func<int, int, double> effect, int kinds = 2)
    {
        var random = new Random(7);
        var (points, facts) = (new List<double[]>(), new List<float[][]>());
        for (var place = 0; place < places; place++)
        {
            float[] kind = [.. Enumerable.Range(0, Weeks + Horizon).Select(_ => (float)Math.Max(0, random.Next(3 + kinds) - 3))];
            var level = 6.0;
            points.Add([.. Enumerable.Range(0, Weeks).Select(week => (level += 0.01 * Gaussian(random)) + (0.2 * Math.Sin(2 * Math.PI * week / 52)) + (kind[week] > 0 ? effect(place, (int)kind[week]) : 0) + (0.05 * Gaussian(random)))]);
            facts.Add([kind]);
        }

        return (points, facts);
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
