using BookedBarber.Algorithms.Scenarios;

namespace BookedBarber.Algorithms.Tests.Scenarios;

public sealed class ScenarioTests
{
    private static readonly ScenarioStep[] Forecast = [new(100, 80, 98, 125), new(200, 150, 195, 260), new(300, 250, 298, 360)];

    [Fact]
    public void No_change_changes_nothing()
    {
        var outcome = Scenario.Apply(Forecast, []);

        outcome.Steps.ShouldBe(Forecast);
        (outcome.Change, outcome.Low, outcome.High).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void A_price_moves_sales_by_the_elasticity_and_by_itself()
    {
        // 10 % dearer at elasticity -1.5: 1.1 to the power -0.5.
        var outcome = Scenario.Apply(Forecast, [ScenarioChange.Price(0.1, -1.5, 0)]);

        outcome.Steps.Select(step => step.Mean).Zip(Forecast, (after, before) => after / before.Mean).ShouldAllBe(factor => Math.Abs(factor - Math.Pow(1.1, -0.5)) < 1e-12);
        outcome.Change.ShouldBe(600 * (Math.Pow(1.1, -0.5) - 1), 1e-9);
        outcome.Steps[0].High.ShouldBe(125 * Math.Pow(1.1, -0.5), 1e-9);
    }

    [Fact]
    public void An_elasticity_of_minus_one_leaves_sales_as_they_are_whatever_the_price() => Scenario.Apply(Forecast, [ScenarioChange.Price(0.3, -1, 0)]).Change.ShouldBe(0, 1e-9);

    [Fact]
    public void Changes_of_one_plan_multiply()
    {
        var outcome = Scenario.Apply(Forecast, [ScenarioChange.Hours(0.2, 0.5, 0), ScenarioChange.Opening(0.1, 0), ScenarioChange.Promotion(0.25, 0, 1, 1)]);

        outcome.Steps[0].Mean.ShouldBe(100 * Math.Sqrt(1.2) * 0.9, 1e-9);
        outcome.Steps[1].Mean.ShouldBe(200 * Math.Sqrt(1.2) * 0.9 * 1.25, 1e-9);
    }

    [Fact]
    public void A_change_acts_on_its_own_steps_only() => Scenario.Apply(Forecast, [ScenarioChange.Promotion(0.5, 0.1, 1, 1)]).Steps.Select(step => step.Mean).ShouldBe([100, 300, 300], 1e-9);

    [Fact]
    public void What_is_not_known_of_an_effect_widens_the_range_and_that_of_the_change()
    {
        var sure = Scenario.Apply(Forecast, [ScenarioChange.Price(0.1, -1.5, 0)]);
        var unsure = Scenario.Apply(Forecast, [ScenarioChange.Price(0.1, -1.5, 0.8)]);

        (sure.Low, sure.High).ShouldBe((sure.Change, sure.Change));
        unsure.Low.ShouldBeLessThan(sure.Change);
        unsure.Steps[0].Low.ShouldBeLessThan(sure.Steps[0].Low);
        unsure.Steps[0].High.ShouldBeGreaterThan(sure.Steps[0].High);
        unsure.Steps[0].Mean.ShouldBe(sure.Steps[0].Mean);
    }

    [Fact]
    public void The_range_of_the_change_holds_nine_in_ten_of_what_the_effect_may_be()
    {
        var random = new Random(3);
        var outcome = Scenario.Apply(Forecast, [ScenarioChange.Price(0.1, -1.5, 0.6)]);

        var inside = Enumerable.Range(0, 4000).Count(_ => 600 * (Math.Pow(1.1, -0.5 + (0.6 * Gaussian(random))) - 1) is var change && change >= outcome.Low && change <= outcome.High);

        (inside / 4000.0).ShouldBe(0.9, 0.02);
    }

    [Fact]
    public void Without_a_range_the_forecast_stays_without_one()
    {
        var step = Scenario.Apply([new(100, double.NaN, double.NaN, double.NaN)], [ScenarioChange.Hours(0.1, 1, 0.2)]).Steps[0];

        step.Mean.ShouldBe(110, 1e-9);
        double.IsNaN(step.High).ShouldBeTrue();
    }

    [Fact]
    public void A_forecast_below_zero_is_refused_by_its_step() =>
        Should.Throw<ArgumentException>(() => Scenario.Apply([new(1, 0, 1, 2), new(-5, 0, 0, 0)], [])).Message.ShouldStartWith("The forecast of step 1 is -5; it must be finite and 0 or more.");

    [Fact]
    public void A_change_that_takes_all_there_is_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ScenarioChange.Price(-1, -1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => ScenarioChange.Opening(1, 0));
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
