using System.Globalization;
using BookedBarber.Bench.Syncing;

// Usage: [records to pull = 100000] [messages per second = 200] [seconds of messages = 20, 0 for none]
var numbers = args.Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToList();
var (records, perSecond, seconds) = (numbers.Count > 0 ? numbers[0] : 100_000, numbers.Count > 1 ? numbers[1] : 200, numbers.Count > 2 ? numbers[2] : 20);
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
if (seconds > 0)
{
    await latency.RunAsync(bench, perSecond, seconds, stop.Token);
}
