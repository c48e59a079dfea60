namespace BookedBarber.Algorithms.Bulk;

/// <summary>A grown tree: inner nodes ask whether an input's interval is at most a bound, leaves hold the answer.</summary>
internal sealed class BulkTree
{
    private readonly Node[] _nodes;

    public BulkTree(IReadOnlyList<Node> nodes) => _nodes = [.. nodes];

    /// <summary>A node; a leaf has <paramref name="Feature"/> -1.</summary>
    internal readonly record struct Node(int Feature, byte Bound, int Left, int Right, float Value);

    public float Answer(ReadOnlySpan<byte> row)
    {
        ref readonly var node = ref _nodes[0];
        while (node.Feature >= 0)
        {
            node = ref _nodes[row[node.Feature] <= node.Bound ? node.Left : node.Right];
        }

        return node.Value;
    }
}
