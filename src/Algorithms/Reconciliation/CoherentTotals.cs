namespace BookedBarber.Algorithms.Reconciliation;

/// <summary>Makes the forecasts of a tree add up: each inner node becomes the sum of its children, with every forecast moved the less the surer it is.</summary>
/// <remarks>
/// Minimum trace reconciliation with independent errors (Wickramasuriya, Athanasopoulos and Hyndman, "Optimal forecast reconciliation through trace minimization", Journal of the American Statistical Association 114, 2019); with all
/// variances alike it is ordinary least squares (Hyndman and others, 2011). On a tree the weighted least squares solution needs no matrices: estimates are merged upward by their precision, and what is left over is handed downward by
/// variance. O(n) time and memory, exact.
/// </remarks>
public static class CoherentTotals
{
    /// <summary>Reconciles.</summary>
    /// <param name="parents">Per node the index of its parent, which comes before it; -1 for roots. Any number of trees.</param>
    /// <param name="forecasts">Per node its own forecast, finite; what stands at an inner node without one does not matter.</param>
    /// <param name="variances">Per node the variance of its forecast's error, positive; <see cref="double.PositiveInfinity"/> where there is no forecast of its own. Leaves need a finite one.</param>
    /// <returns>Per node the coherent forecast.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a parent does not come before its child, or a variance is not as said; the node's index is in the message.</exception>
    public static double[] Reconcile(IReadOnlyList<int> parents, ReadOnlySpan<double> forecasts, ReadOnlySpan<double> variances)
    {
        ArgumentNullException.ThrowIfNull(parents);
        var count = parents.Count;
        if (forecasts.Length != count || variances.Length != count)
        {
            throw new ArgumentException($"There are {count} nodes, {forecasts.Length} forecasts and {variances.Length} variances; there must be as many.", nameof(forecasts));
        }

        // Sums over the children: of their merged estimates, and of the variances of those.
        var (sums, spreads, isInner) = (new double[count], new double[count], new bool[count]);
        var (merged, spread) = (new double[count], new double[count]);
        for (var node = count - 1; node >= 0; node--)
        {
            Check(node, parents[node], forecasts[node], variances[node], isInner[node]);
            if (!isInner[node])
            {
                (merged[node], spread[node]) = (forecasts[node], variances[node]);
            }
            else if (double.IsPositiveInfinity(variances[node]))
            {
                (merged[node], spread[node]) = (sums[node], spreads[node]);
            }
            else
            {
                var own = spreads[node] / (spreads[node] + variances[node]);
                (merged[node], spread[node]) = (sums[node] + (own * (forecasts[node] - sums[node])), own * variances[node]);
            }

            if (parents[node] is >= 0 and var parent)
            {
                sums[parent] += merged[node];
                spreads[parent] += spread[node];
                isInner[parent] = true;
            }
        }

        for (var node = 0; node < count; node++)
        {
            if (parents[node] is >= 0 and var parent)
            {
                merged[node] += spread[node] / spreads[parent] * (merged[parent] - sums[parent]);
            }
        }

        return merged;
    }

    private static void Check(int node, int parent, double forecast, double variance, bool isInner)
    {
        if (parent >= node || parent < -1)
        {
            throw new ArgumentException($"The parent of node {node} is {parent}; it must come before it, or be -1.", nameof(parent));
        }

        if (!(variance > 0) || (!isInner && double.IsPositiveInfinity(variance)))
        {
            throw new ArgumentException($"The variance of node {node} is {variance}; it must be positive, and finite for a leaf.", nameof(variance));
        }

        if (!double.IsFinite(forecast) && !double.IsPositiveInfinity(variance))
        {
            throw new ArgumentException($"The forecast of node {node} is not finite.", nameof(forecast));
        }
    }
}
