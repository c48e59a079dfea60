using System.Globalization;
using BookedBarber.Bench.Webhooks;

// Outgoing webhooks from the sale's transaction to the receipt, receiver on the same machine. Rows of a Markdown table go to standard output. Arguments: seconds of
// each run (60), sales a second to three endpoints (500), sales a second to one (500). Exit code 1: something was not reached.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 60;
var many = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500;
var one = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 500;
const double wantedRate = 1500;
const double wantedLatency = 250;
var reached = true;

await using (var bench = await Workbench.StartAsync())
await using (var receiver = await Receiver.OpenAsync())
{
    await Run.AtAsync(bench, receiver, "warm", 1, 100, 3); // the first seconds belong to the runtime's compiler
}

await using (var bench = await Workbench.StartAsync())
await using (var receiver = await Receiver.OpenAsync())
{
    var (rate, latencies, lost) = await Run.AtAsync(bench, receiver, "latency", 1, one, seconds);
    Row($"publish → receipt at {one}/s, {seconds} s", $"p50 {At(latencies, 0.5):0} ms, p95 {At(latencies, 0.95):0} ms, p99 {At(latencies, 0.99):0} ms ({At(latencies, 0.99) / wantedLatency:0.00} of the limit), {rate:0}/s, {lost} lost", "p99 < 250 ms", At(latencies, 0.99) < wantedLatency && lost == 0);
}

await using (var bench = await Workbench.StartAsync())
await using (var receiver = await Receiver.OpenAsync())
{
    var (rate, latencies, lost) = await Run.AtAsync(bench, receiver, "rate", 3, many, seconds);
    Row($"durable deliveries, {many} sales/s to 3 endpoints, {seconds} s", $"{rate:0}/s ({rate / wantedRate:0.00} of the goal), p99 {At(latencies, 0.99):0} ms, {lost} lost", "1,500/s", rate >= wantedRate * 0.98 && lost == 0);
}

return reached ? 0 : 1;

double At(IReadOnlyList<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

void Row(string what, string measured, string reach, bool isReached)
{
    reached &= isReached;
    Console.WriteLine($"| {what} | {measured} | {reach}: {(isReached ? "yes" : "**no**")} |");
}
