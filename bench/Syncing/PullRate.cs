using System.Diagnostics;
using System.Text.Json;
using BookedBarber.Integrations.Syncing;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Bench.Syncing;

/// <summary>
/// How fast a stream is pulled, against its two limits: fetching and parsing the same pages with the same number in flight and nothing else, and bare COPY of
/// the same rows.
/// </summary>
internal static class PullRate
{
    public static async Task RunAsync(Workbench bench, string vendorUrl, int records)
    {
        var warmUp = await PullAsync(bench, "guests", before: null); // a node that has just started compiles as it goes; what is measured is one that runs
        Console.WriteLine($"pull of the first {Vendor.Guests:N0} records after the start: {warmUp.Took.TotalSeconds:0.0} s");
        var bare = await BareAsync(vendorUrl, records);
        var copied = await BareCopy.RunAsync(bench, records);
        var first = await PullAsync(bench, "clients", before: null);
        var again = await PullAsync(bench, "clients", before: first.Run);
        Console.WriteLine($"bare pages fetched and parsed, 16 in flight: {records / bare.TotalSeconds:N0} records/s");
        Console.WriteLine($"bare COPY of clients and links: {records / copied.TotalSeconds:N0} records/s");
        Print("all new", records, first, bare, copied);
        Print("all unchanged", records, again, bare, copied);
    }

    private static void Print(string what, int records, Pull pull, TimeSpan bare, TimeSpan copied) => Console.WriteLine(
        $"pull, {what + ":",-15} {records / pull.Took.TotalSeconds:N0} records/s, ratio to bare fetching {bare / pull.Took:0.00}, to bare COPY {copied / pull.Took:0.00}; "
        + $"processor time {pull.Used.Here.TotalMicroseconds / records:0} µs here and {pull.Used.Database.TotalMicroseconds / records:0} µs in PostgreSQL a record");

    private static async Task<Pull> PullAsync(Workbench bench, string stream, Guid? before)
    {
        var used = await ProcessorTime.NowAsync(bench);
        var watch = Stopwatch.StartNew();
        var id = await StartAsync(bench, stream, before);
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

        var took = watch.Elapsed;
        return new Pull(id, took, await ProcessorTime.NowAsync(bench) - used);
    }

    // Who asks while a reading is about to end is given that one: until its job has ended as well.
    private static async Task<Guid> StartAsync(Workbench bench, string stream, Guid? before)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            var id = (await bench.Get<ISync>().StartAsync(bench.Connection, stream, SyncReason.Asked, null, anew: false, Caller.System, CancellationToken.None)).Value![0];
            if (id != before)
            {
                return id;
            }

            await timer.WaitForNextTickAsync();
        }
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

    private sealed record Pull(Guid Run, TimeSpan Took, ProcessorTime Used);
}
