using BookedBarber.Algorithms.Boosting;

namespace BookedBarber.Algorithms.Tests.Boosting;

public sealed class GradientBoostedTreesTests
{
    private static readonly BoostingOptions Quick = new() { Trees = 120, LearningRate = 0.1, Leaves = 8, LeafRows = 5 };

    [Fact]
    public void A_step_a_kind_and_unknown_values_are_learnt()
    {
        var (table, targets) = Sample(2000, seed: 1, noise: 0);

        var model = GradientBoostedTrees.Fit(table, targets, Quick);

        // 10 from 0.5 on, 5 for kinds 2 and 5, 3 where the quantity is not known.
        model.Predict([0.9, 2]).ShouldBe(15, 0.3);
        model.Predict([0.1, 1]).ShouldBe(0, 0.3);
        model.Predict([double.NaN, 5]).ShouldBe(8, 0.3);
    }

    [Fact]
    public void Kinds_never_seen_are_treated_as_none_of_those_asked_for()
    {
        var (table, targets) = Sample(2000, seed: 1, noise: 0);

        double.IsFinite(GradientBoostedTrees.Fit(table, targets, Quick).Predict([0.9, 77])).ShouldBeTrue();
    }

    [Fact]
    public void One_tree_of_two_leaves_is_the_best_step_by_hand()
    {
        var table = new BoostingTable([new BoostingFeature("x")], [[1, 2, 3, 4]]);

        var model = GradientBoostedTrees.Fit(table, [0, 0, 10, 12], new BoostingOptions { Trees = 1, LearningRate = 1, Leaves = 2, LeafRows = 1, Ridge = 0 });

        new[] { 1.0, 2, 2.4, 2.6, 9 }.Select(x => model.Predict([x])).ShouldBe([0, 0, 0, 11, 11], 1e-9);
    }

    [Fact]
    public void Probabilities_come_near_those_that_drew_the_labels()
    {
        var random = new Random(3);
        var x = Enumerable.Range(0, 8000).Select(_ => random.NextDouble()).ToArray();
        var labels = x.Select(value => random.NextDouble() < Truth(value) ? 1.0 : 0).ToArray();

        var model = GradientBoostedTrees.Fit(new BoostingTable([new BoostingFeature("x")], [x]), labels, new BoostingOptions { Loss = BoostingLoss.Logistic, Trees = 100, Leaves = 4, LeafRows = 200 });

        Enumerable.Range(1, 9).Select(step => step / 10.0).Average(value => Math.Abs(model.Predict([value]) - Truth(value))).ShouldBeLessThan(0.03);
        static double Truth(double value) => 0.1 + (0.6 * value * value);
    }

    [Fact]
    public void Counts_multiply()
    {
        var random = new Random(4);
        var rows = Enumerable.Range(0, 4000).Select(_ => (A: (double)random.Next(2), B: (double)random.Next(2))).ToArray();
        var targets = rows.Select(row => 2 * (row.A == 1 ? 3.0 : 1) * (row.B == 1 ? 5.0 : 1)).ToArray();

        var model = GradientBoostedTrees.Fit(
            new BoostingTable([new BoostingFeature("a"), new BoostingFeature("b")], [[.. rows.Select(row => row.A)], [.. rows.Select(row => row.B)]]),
            targets,
            Quick with { Loss = BoostingLoss.Poisson, Trees = 200 });

        model.Predict([1, 1]).ShouldBe(30, 0.3);
        model.Predict([0, 0]).ShouldBe(2, 0.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_monotone_column_never_turns_whatever_the_noise(int direction)
    {
        var random = new Random(5);
        double[][] columns = [[.. Enumerable.Range(0, 1500).Select(_ => random.NextDouble())], [.. Enumerable.Range(0, 1500).Select(_ => random.NextDouble())]];
        var targets = columns[0].Select((x, at) => (direction * x) + columns[1][at] + random.NextDouble() - 0.5).ToArray();
        var model = GradientBoostedTrees.Fit(new BoostingTable([new BoostingFeature("x", Monotone: direction), new BoostingFeature("y")], columns), targets, Quick with { LeafRows = 2, Leaves = 31 });

        foreach (var y in new[] { 0.1, 0.5, 0.9 })
        {
            var road = Enumerable.Range(0, 200).Select(step => model.Predict([step / 200.0, y])).ToList();
            road.Zip(road.Skip(1), (before, after) => direction * (after - before)).ShouldAllBe(rise => rise >= -1e-12);
        }
    }

    [Fact]
    public void Growing_ends_when_rows_held_back_gain_no_more()
    {
        var (table, targets) = Sample(400, seed: 6, noise: 20);
        var (back, backTargets) = Sample(400, seed: 7, noise: 20);

        var model = GradientBoostedTrees.Fit(table, targets, Quick with { Trees = 500, Patience = 10 }, heldBack: back, heldBackTargets: backTargets);

        model.Trees.ShouldBeInRange(1, 200);
    }

    [Fact]
    public void The_same_seed_grows_the_same_trees_on_any_number_of_threads()
    {
        var (table, targets) = Sample(25_000, seed: 8, noise: 1);
        var options = Quick with { Trees = 5, FeatureShare = 0.5, RowShare = 0.9 };

        GradientBoostedTrees.Fit(table, targets, options with { Threads = 2 }).Predict(table).ShouldBe(GradientBoostedTrees.Fit(table, targets, options).Predict(table));
    }

    [Fact]
    public void Labels_all_alike_predict_themselves()
    {
        var table = new BoostingTable([new BoostingFeature("x")], [[1, 2, 3]]);

        GradientBoostedTrees.Fit(table, [1, 1, 1], Quick with { Loss = BoostingLoss.Logistic }).Predict([2]).ShouldBe(1, 1e-6);
        GradientBoostedTrees.Fit(table, [7, 7, 7], Quick).Predict([2]).ShouldBe(7, 1e-9);
    }

    [Fact]
    public void A_target_that_the_loss_cannot_learn_is_named()
    {
        var table = new BoostingTable([new BoostingFeature("x")], [[1, 2]]);

        Should.Throw<ArgumentException>(() => GradientBoostedTrees.Fit(table, [0, 0.5], Quick with { Loss = BoostingLoss.Logistic })).Message.ShouldStartWith("The target of row 1 is 0.5, which the loss Logistic cannot learn.");
        Should.Throw<ArgumentException>(() => new BoostingTable([new BoostingFeature("x")], [[1, double.PositiveInfinity]])).Message.ShouldContain("Column 'x' has Infinity in row 1, which is not finite.");
    }

    private static (BoostingTable Table, double[] Targets) Sample(int rows, int seed, double noise)
    {
        var random = new Random(seed);
        double[][] columns = [new double[rows], new double[rows]];
        var targets = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            columns[0][row] = random.Next(10) == 0 ? double.NaN : random.NextDouble();
            columns[1][row] = random.Next(7);
            targets[row] = (double.IsNaN(columns[0][row]) ? 3 : columns[0][row] >= 0.5 ? 10 : 0) + (columns[1][row] is 2 or 5 ? 5 : 0) + (noise * (random.NextDouble() - 0.5));
        }

        return (new BoostingTable([new BoostingFeature("quantity"), new BoostingFeature("kind", IsCategorical: true)], columns), targets);
    }
}
