namespace BookedBarber.Algorithms.Boosting;

/// <summary>One finished tree: questions about a row's values, and a number at the end of each road.</summary>
internal sealed class BoostedTree
{
    private readonly List<Node> _nodes = [];

    /// <summary>A question, or a leaf where <see cref="Feature"/> is below 0.</summary>
    public sealed class Node
    {
        public int Feature { get; set; } = -1;

        public double Threshold { get; set; }

        /// <summary>For kinds: the codes that go left.</summary>
        public HashSet<int>? Codes { get; set; }

        public bool UnknownLeft { get; set; }

        public int Left { get; set; }

        public int Right { get; set; }

        public double Value { get; set; }

        public double Gain { get; set; }
    }

    public IReadOnlyList<Node> Nodes => _nodes;

    public int Add(double value)
    {
        _nodes.Add(new Node { Value = value });
        return _nodes.Count - 1;
    }

    public double Predict(ReadOnlySpan<double> row)
    {
        var node = _nodes[0];
        while (node.Feature >= 0)
        {
            var value = row[node.Feature];
            var left = double.IsNaN(value) ? node.UnknownLeft : node.Codes?.Contains((int)value) ?? value <= node.Threshold;
            node = _nodes[left ? node.Left : node.Right];
        }

        return node.Value;
    }
}
