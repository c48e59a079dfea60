using System.Diagnostics;
using System.Text.Json;
using BookedBarber.Integrations.Syncing;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Bench.Syncing;

/// <summary>How fast a stream is pulled, against fetching and parsing the same pages with the same number in flight and nothing else.</summary>
internal static class PullRate
{
    public static async Task RunAsync(Workbench bench, string vendorUrl, int records)
    {
        var bare = await BareAsync(vendorUrl, records);
        var first = await PullAsync(bench);
        var again = await PullAsync(bench);
        Console.WriteLine($"bare pages fetched and parsed, 16 in flight: {records / bare.TotalSeconds:N0} records/s");
        Console.WriteLine($"pull, all new:       {records / first.TotalSeconds:N0} records/s, ratio {bare / first:0.00}");
        Console.WriteLine($"pull, all unchanged: {records / again.TotalSeconds:N0} records/s, ratio {bare / again:0.00}");
    }

    private static async Task<TimeSpan> PullAsync(Workbench bench)
    {
        var watch = Stopwatch.StartNew();
        var id = (await bench.Get<ISync>().StartAsync(bench.Connection, "clients", SyncReason.Asked, null, anew: false, Caller.System, CancellationToken.None)).Value![0];
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync())
        {
            await using var session = await bench.Get<IDatabase>().ReadAsync(bench.Connection.Network, CancellationToken.None);
            var run = await RunStore.FindAsync(session, bench.Connection.Network, id, CancellationToken.None);
            if (run is { State: "done" })
            {
                break;
            }

            if (run is { State: "failed" })
            {
                throw new InvalidOperationException($"{run.Code}: {run.Detail}");
            }
        }

        return watch.Elapsed;
    }

    private static async Task<TimeSpan> BareAsync(string vendorUrl, int records)
    {
        using var client = new HttpClient { BaseAddress = new Uri(vendorUrl) };
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(1, records / Vendor.PageSize), new ParallelOptions { MaxDegreeOfParallelism = StreamReading.MostPagesAtOnce }, async (page, cancellationToken) =>
        {
            await using var body = await client.GetStreamAsync(new Uri($"/clients?page={page}&limit={Vendor.PageSize}", UriKind.Relative), cancellationToken);
            using var document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            _ = PagesSeen.DigestOf(document.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
        });
        return watch.Elapsed;
    }
}
