using BookedBarber.Algorithms.Bulk;

namespace BookedBarber.Algorithms.Tests.Bulk;

public sealed class BulkBoostingTests
{
    private static readonly BulkOptions Plain = new() { Trees = 60, LearningRate = 0.2, Leaves = 8, LeastRows = 5, Ridge = 0, RowShare = 1, ColumnShare = 1, Clip = double.PositiveInfinity };

    [Fact]
    public void Steps_and_what_is_not_known_are_learnt()
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, 2000).Select(i => i % 5 == 0 ? float.NaN : random.NextSingle())];
        float[] y = [.. x.Select(value => float.IsNaN(value) ? -3 : value < 0.3f ? 1 : value < 0.8f ? 5 : 2f)];

        var learnt = BulkBoosting.Fit([x], y, Plain, TestContext.Current.CancellationToken);

        learnt.Predict([[float.NaN, 0.1f, 0.5f, 0.9f]], 4).Zip([-3f, 1, 5, 2]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 0.05);
    }

    [Fact]
    public void Two_inputs_that_act_together_are_learnt()
    {
        var random = new Random(2);
        float[] a = [.. Enumerable.Range(0, 4000).Select(_ => (float)random.Next(2))];
        float[] b = [.. Enumerable.Range(0, 4000).Select(_ => (float)random.Next(2))];

        // Neither alone says anything in the mean; the small surplus of one corner lets the first split begin.
        float[] y = [.. a.Zip(b, (one, other) => one != other ? 1f : one > 0 ? 0.1f : 0f)];

        BulkBoosting.Fit([a, b], y, Plain, TestContext.Current.CancellationToken).Predict([[0, 0, 1, 1], [0, 1, 0, 1]], 4).Zip([0f, 1, 1, 0.1f]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 0.05);
    }

    [Fact]
    public void The_same_seed_gives_the_same_trees_and_another_seed_others()
    {
        var random = new Random(3);
        float[][] x = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 30_000).Select(_ => random.NextSingle()).ToArray())];
        float[] y = [.. Enumerable.Range(0, 30_000).Select(i => (x[0][i] * x[1][i]) + random.NextSingle())];
        var options = new BulkOptions { Trees = 10 };

        var first = BulkBoosting.Fit(x, y, options, TestContext.Current.CancellationToken).Predict(x, 100);

        BulkBoosting.Fit(x, y, options, TestContext.Current.CancellationToken).Predict(x, 100).ShouldBe(first);
        BulkBoosting.Fit(x, y, options with { Seed = 2 }, TestContext.Current.CancellationToken).Predict(x, 100).ShouldNotBe(first);
    }

    [Fact]
    public void One_wild_target_moves_little_when_errors_are_clipped()
    {
        float[] x = [.. Enumerable.Range(0, 400).Select(i => (float)(i % 2))];
        float[] y = [.. x];
        y[1] = 100_000;

        BulkBoosting.Fit([x], y, Plain with { Clip = 4, LearningRate = 0.1, Trees = 100 }, TestContext.Current.CancellationToken).Predict([[1f]], 1)[0].ShouldBeLessThan(BulkBoosting.Fit([x], y, Plain, TestContext.Current.CancellationToken).Predict([[1f]], 1)[0]);
    }
}
