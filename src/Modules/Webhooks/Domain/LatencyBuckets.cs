namespace BookedBarber.Webhooks.Domain;

/// <summary>A histogram of latencies whose buckets grow by a quarter each, from 1 ms to above the longest time that an attempt may take.</summary>
/// <remarks>Counts of hours can be added up, and a percentile of the sum is right to within 25 %; it is given as the upper end of its bucket.</remarks>
internal static class LatencyBuckets
{
    private const double Growth = 1.25;

    private static readonly double[] Ends = [.. Enumerable.Range(0, 45).Select(step => Math.Pow(Growth, step))];

    public static int Count => Ends.Length;

    public static int Of(int milliseconds)
    {
        var found = Array.BinarySearch(Ends, milliseconds);
        return Math.Min(found >= 0 ? found : ~found, Ends.Length - 1);
    }

    /// <summary>A percentile in milliseconds; null without a single count.</summary>
    /// <param name="buckets">Counts by bucket; missing ones are zero.</param>
    /// <param name="share">0 to 1.</param>
    public static int? Percentile(IReadOnlyList<long> buckets, double share)
    {
        var total = buckets.Sum();
        if (total == 0)
        {
            return null;
        }

        var wanted = Math.Max(1, (long)Math.Ceiling(total * share));
        long seen = 0;
        for (var i = 0; i < buckets.Count; i++)
        {
            seen += buckets[i];
            if (seen >= wanted)
            {
                return (int)Math.Ceiling(Ends[Math.Min(i, Ends.Length - 1)]);
            }
        }

        return (int)Math.Ceiling(Ends[^1]);
    }

    public static long[] Add(IReadOnlyList<long> one, IReadOnlyList<long> other)
    {
        var sum = new long[Math.Max(one.Count, other.Count)];
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = (i < one.Count ? one[i] : 0) + (i < other.Count ? other[i] : 0);
        }

        return sum;
    }
}
