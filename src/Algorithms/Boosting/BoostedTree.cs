namespace BookedBarber.Algorithms.Boosting;

/// <summary>One finished tree: questions about a row's values, and a number at the end of each road.</summary>
internal sealed class BoostedTree
{
    private readonly List<Node> _nodes = [];

    /// <summary>A question, or a leaf where <see cref="Feature"/> is below 0.</summary>
    public sealed class Node
    {
        public int Feature { get; set; } = -1;

        /// <summary>Whether a bin of the column goes left.</summary>
        public bool[] GoesLeft { get; set; } = [];

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

    /// <summary>The number at the end of a row's road.</summary>
    /// <param name="bins">The bin of each column.</param>
    public double Predict(ReadOnlySpan<byte> bins)
    {
        var node = _nodes[0];
        while (node.Feature >= 0)
        {
            node = _nodes[node.GoesLeft[bins[node.Feature]] ? node.Left : node.Right];
        }

        return node.Value;
    }

    /// <summary>The same for a row learnt from.</summary>
    public double Predict(BinnedColumn[] columns, int row)
    {
        var node = _nodes[0];
        while (node.Feature >= 0)
        {
            node = _nodes[node.GoesLeft[columns[node.Feature].Bins[row]] ? node.Left : node.Right];
        }

        return node.Value;
    }
}
