using System.Collections.Concurrent;

namespace BookedBarber.Bench.Webhooks;

/// <summary>Sells at a steady rate and follows every event to every endpoint.</summary>
internal static class Run
{
    private const int Ticks = 50; // transactions a second

    /// <param name="endpoints">How many get every sale.</param>
    /// <param name="rate">Sales a second.</param>
    /// <returns>Deliveries a second from the first sale to the last receipt, latencies in milliseconds from the beginning of the sale's transaction, sorted, and how many never came.</returns>
    public static async Task<(double Rate, IReadOnlyList<double> Latencies, long Lost)> AtAsync(Workbench bench, Receiver receiver, string name, int endpoints, int rate, int seconds)
    {
        var paths = Enumerable.Range(0, endpoints).Select(number => $"/{name}/{number}").ToList();
        foreach (var path in paths)
        {
            await bench.SubscribeAsync(receiver.Url(path));
        }

        var sold = new ConcurrentDictionary<Guid, long>();
        var writes = new List<Task>();
        var begin = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Ticks));
        for (var tick = 0; tick < seconds * Ticks; tick++)
        {
            await timer.WaitForNextTickAsync();
            writes.Add(SellAsync(bench, rate / Ticks, sold));
        }

        await Task.WhenAll(writes);
        var wanted = (long)sold.Count * endpoints;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Arrived(receiver, name) < wanted && !patience.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        var arrived = receiver.Arrived.Where(one => one.Key.Path.StartsWith($"/{name}/", StringComparison.Ordinal)).ToList();
        var last = arrived.Max(one => one.Value);
        return (
            arrived.Count / TimeProvider.System.GetElapsedTime(begin, last).TotalSeconds,
            [.. arrived.Select(one => TimeProvider.System.GetElapsedTime(sold[one.Key.Sale], one.Value).TotalMilliseconds).Order()],
            wanted - arrived.Count);
    }

    private static async Task SellAsync(Workbench bench, int count, ConcurrentDictionary<Guid, long> sold)
    {
        var at = TimeProvider.System.GetTimestamp();
        foreach (var sale in await bench.SellAsync(count))
        {
            sold[sale] = at;
        }
    }

    private static int Arrived(Receiver receiver, string name) => receiver.Arrived.Keys.Count(key => key.Path.StartsWith($"/{name}/", StringComparison.Ordinal));
}
