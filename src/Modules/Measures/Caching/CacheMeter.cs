using System.Diagnostics.Metrics;

namespace BookedBarber.Measures.Caching;

/// <summary>Hits and misses of the caches, by cache.</summary>
internal static class CacheMeter
{
    private static readonly Meter Meter = new("BookedBarber.Measures");

    public static Counter<long> Hits { get; } = Meter.CreateCounter<long>("bookedbarber.measures.cache.hits");

    public static Counter<long> Misses { get; } = Meter.CreateCounter<long>("bookedbarber.measures.cache.misses");
}
