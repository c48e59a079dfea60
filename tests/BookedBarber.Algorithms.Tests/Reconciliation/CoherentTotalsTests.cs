using BookedBarber.Algorithms.Reconciliation;

namespace BookedBarber.Algorithms.Tests.Reconciliation;

public sealed class CoherentTotalsTests
{
    [Fact]
    public void Equal_variances_spread_the_gap_as_least_squares_does()
    {
        // Hyndman, Ahmed, Athanasopoulos and Shang (2011): with one total over two leaves each of the three moves by a third of the gap.
        CoherentTotals.Reconcile([-1, 0, 0], [12, 4, 5], [1, 1, 1]).Zip([11.0, 5, 6]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-12);
    }

    [Fact]
    public void The_sure_forecast_stays_and_the_unsure_one_moves()
    {
        var coherent = CoherentTotals.Reconcile([-1, 0, 0], [12, 4, 5], [1e-9, 1e-9, 1]);

        coherent[0].ShouldBe(12, 1e-6);
        coherent[1].ShouldBe(4, 1e-6);
        coherent[2].ShouldBe(8, 1e-6);
    }

    [Fact]
    public void A_node_without_a_forecast_of_its_own_is_the_sum_of_its_children() =>
        CoherentTotals.Reconcile([-1, 0, 0], [double.NaN, 4, 5], [double.PositiveInfinity, 1, 1]).ShouldBe([9, 4, 5]);

    [Fact]
    public void Every_tree_adds_up_and_no_small_move_along_it_comes_nearer_to_the_forecasts()
    {
        var random = new Random(6);
        for (var round = 0; round < 500; round++)
        {
            var count = 2 + random.Next(12);
            int[] parents = [.. Enumerable.Range(0, count).Select(node => node == 0 ? -1 : random.Next(node))];
            double[] forecasts = [.. parents.Select(_ => random.NextDouble() * 100)];
            double[] variances = [.. parents.Select(_ => 0.1 + random.NextDouble())];

            var coherent = CoherentTotals.Reconcile(parents, forecasts, variances);

            foreach (var inner in parents.Where(parent => parent >= 0).Distinct())
            {
                coherent[inner].ShouldBe(Enumerable.Range(0, count).Where(node => parents[node] == inner).Sum(node => coherent[node]), 1e-8);
            }

            var leaf = Enumerable.Range(0, count).Last(node => !parents.Contains(node));
            Distance(Moved(coherent, parents, leaf, 1e-3), forecasts, variances).ShouldBeGreaterThanOrEqualTo(Distance(coherent, forecasts, variances) - 1e-9);
            Distance(Moved(coherent, parents, leaf, -1e-3), forecasts, variances).ShouldBeGreaterThanOrEqualTo(Distance(coherent, forecasts, variances) - 1e-9);
        }
    }

    [Fact]
    public void A_parent_after_its_child_is_refused() => Should.Throw<ArgumentException>(() => CoherentTotals.Reconcile([1, -1], [1, 1], [1, 1])).Message.ShouldContain("node 0");

    private static double[] Moved(double[] coherent, int[] parents, int leaf, double by)
    {
        var moved = (double[])coherent.Clone();
        for (var node = leaf; node >= 0; node = parents[node])
        {
            moved[node] += by;
        }

        return moved;
    }

    private static double Distance(double[] values, double[] forecasts, double[] variances) => Enumerable.Range(0, values.Length).Sum(node => Math.Pow(values[node] - forecasts[node], 2) / variances[node]);
}
