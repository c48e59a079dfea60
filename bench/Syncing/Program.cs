using System.Globalization;
using BookedBarber.Bench.Syncing;

// Usage: [records to pull = 100000] [messages per second = 200] [seconds = 20]
var numbers = args.Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToList();
var (records, perSecond, seconds) = (numbers.ElementAtOrDefault(0) is > 0 and var r ? r : 100_000, numbers.ElementAtOrDefault(1) is > 0 and var p ? p : 200, numbers.ElementAtOrDefault(2) is > 0 and var s ? s : 20);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};
await using var vendor = await Vendor.StartAsync(records, TimeSpan.FromMilliseconds(20), stop.Token);
var latency = new MessageLatency();
await using var bench = await Workbench.StartAsync(vendor.Url, latency);
await PullRate.RunAsync(bench, vendor.Url, records);
await latency.RunAsync(bench, perSecond, seconds, stop.Token);
