using BookedBarber.Algorithms.Reconciliation;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>The nodes of a network that trade in one currency, parents before children, locations last.</summary>
/// <param name="Currency">Their currency.</param>
/// <param name="Nodes">Network, regions and groups, then locations.</param>
/// <param name="Parents">Place of each node's parent; −1 for the first.</param>
/// <param name="Inner">How many of the nodes are no locations.</param>
internal sealed record RevenueTree(string Currency, IReadOnlyList<Node> Nodes, int[] Parents, int Inner)
{
    /// <summary>Whether locations are missing, so that what lies above them is not their sum.</summary>
    public bool IsPart { get; private init; }

    // Where a leaf is expected to take nothing its variance must still be above nothing.
    private const double Tiny = 1e-6;

    /// <summary>One tree per currency of locations that trade on a day.</summary>
    /// <param name="tree">The network tree.</param>
    /// <param name="network">The network.</param>
    /// <param name="today">The day.</param>
    /// <param name="hasSales">Whether a location has taken anything yet.</param>
    public static IReadOnlyList<RevenueTree> Of(INetworkTree tree, NetworkId network, DateOnly today, Func<Node, bool> hasSales)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var nodes = tree.NodesOf(network);
        var trading = nodes.Where(node => node.Kind == NodeKind.Location && !(node.ClosedOn < today) && node.Status is not ("closed" or "terminated") && hasSales(node));
        return [.. trading.GroupBy(node => node.Currency.Code).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Make(group.Key, nodes, [.. group]))];
    }

    /// <summary>The same nodes above with so many of the locations at most, taken evenly.</summary>
    public RevenueTree Sample(int locations)
    {
        var count = Nodes.Count - Inner;
        if (count <= locations)
        {
            return this;
        }

        List<int> kept = [.. Enumerable.Range(0, Inner), .. Enumerable.Range(0, locations).Select(at => Inner + (int)((long)at * count / locations))];
        return this with { Nodes = [.. kept.Select(node => Nodes[node])], Parents = [.. kept.Select(node => Parents[node])], IsPart = true };
    }

    /// <summary>Makes forecasts of all nodes add up, day by day, each moved the less the surer it is.</summary>
    /// <param name="means">[node][day]; of a node above locations NaN where it has no forecast of its own.</param>
    /// <param name="restlessness">Of each node's days.</param>
    /// <param name="digits">Digits of the currency: locations are rounded to them, what lies above is their exact sum.</param>
    public void Reconcile(double[][] means, double[] restlessness, int digits)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(restlessness);
        if (IsPart)
        {
            return;
        }

        var (forecasts, variances) = (new double[Nodes.Count], new double[Nodes.Count]);
        var horizon = means[^1].Length;
        for (var day = 0; day < horizon; day++)
        {
            for (var node = 0; node < Nodes.Count; node++)
            {
                var spread = restlessness[node] * means[node][day];
                forecasts[node] = means[node][day];
                variances[node] = node < Inner && !(forecasts[node] > 0) ? double.PositiveInfinity : (spread * spread) + Tiny;
            }

            var coherent = CoherentTotals.Reconcile(Parents, forecasts, variances);
            for (var node = 0; node < Nodes.Count; node++)
            {
                means[node][day] = node < Inner ? 0 : forecasts[node] <= 0 ? 0 : Math.Round(Math.Max(0, coherent[node]), digits);
            }

            for (var node = Nodes.Count - 1; node > 0; node--)
            {
                means[Parents[node]][day] = Math.Round(means[Parents[node]][day] + means[node][day], digits);
            }
        }
    }

    private static RevenueTree Make(string currency, IReadOnlyList<Node> all, IReadOnlyList<Node> locations)
    {
        var above = locations.SelectMany(location => location.Ref.Path).ToHashSet();
        var inner = all.Where(node => node.Kind != NodeKind.Location && above.Contains(node.Id)).ToList();
        IReadOnlyList<Node> nodes = [.. inner, .. locations];
        var places = nodes.Select((node, at) => (node.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);

        // A node whose parent is archived hangs below the nearest one that is not.
        return new RevenueTree(currency, nodes, [.. nodes.Select(node => node.Ref.Path.Reverse().Skip(1).Where(places.ContainsKey).Select(id => places[id]).DefaultIfEmpty(-1).First())], inner.Count);
    }
}
