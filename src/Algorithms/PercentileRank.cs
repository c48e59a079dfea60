namespace BookedBarber.Algorithms;

/// <summary>Where a value stands among its peers: percentile = (lower + ½ equal) ÷ n × 100, the mid-rank definition.</summary>
/// <remarks>The value itself is one of the n and one of the equal, so n distinct values get 50/n, 150/n … and all-equal values all get 50.</remarks>
public sealed class PercentileRank
{
    private readonly decimal[] _sorted;

    /// <summary>Sorts the peers once; each look-up is O(log n).</summary>
    /// <param name="values">Values of all members of the peer group, any order; at least one.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public PercentileRank(IEnumerable<decimal> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _sorted = [.. values.Order()];
        if (_sorted.Length == 0)
        {
            throw new ArgumentException("A peer group has at least one member.", nameof(values));
        }
    }

    /// <summary>Number of peers.</summary>
    public int Count => _sorted.Length;

    /// <summary>The percentile of a value, 0–100, higher for higher values.</summary>
    public decimal Of(decimal value)
    {
        var lower = Below(value, orEqual: false);
        var equal = Below(value, orEqual: true) - lower;
        return (lower + (equal / 2m)) / _sorted.Length * 100m;
    }

    private int Below(decimal value, bool orEqual)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[middle] < value || (orEqual && _sorted[middle] == value))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
