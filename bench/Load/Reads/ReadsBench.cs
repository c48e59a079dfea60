using System.Diagnostics;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Reads;

/// <summary>
/// <c>reads --url U --password P [--email E] [--network SLUG] [--bare DLL] [--pid N] [--rate 1250] [--seconds 30] [--connections 128] [--different 20000]</c>:
/// mixed reads at a fixed rate, then as fast as they go, then the same against Kestrel with nothing behind it.
/// </summary>
internal static class ReadsBench
{
    private const int Kept = 2000; // answers that the bare endpoint gives again
    private const int Unknown = 5; // seconds in which nothing is asked that was asked before

    public static async Task RunAsync(Options options, Report report)
    {
        using var api = await Api.SignInAsync(options);
        var (rate, seconds) = (options.Number("rate", 1250), options.Number("seconds", 30));
        var mix = await ReadMix.MakeAsync(api, options.Text("network", "demo"));
        var requests = mix.Make(options.Number("different", 20_000));
        await using var load = await ReadLoad.OpenAsync(api.EndPoint, options.Number("connections", 128), options.Number("pid", 0));

        var cold = requests.Select(request => request.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToDictionary(kind => kind, _ => new Latencies(), StringComparer.Ordinal);
        var replies = await load.RecordAsync(requests.Take(Kept).ToList(), (request, taken) => cold[request.Kind].Record(taken));
        foreach (var (kind, latencies) in cold)
        {
            report.Row($"{kind}, four at a time, the first {latencies.Count:N0}", latencies.Summary);
        }

        report.Row($"mean answer, of {replies.Count:N0} different ones", $"{replies.Average(reply => reply.Length) / 1024.0:N1} KB");
        await load.PacedAsync(requests, rate, Math.Min(10, seconds));
        var paced = await load.PacedAsync(load.Spread(requests, rate * seconds), rate, seconds);
        report.Row($"rate of mixed reads, asked for {rate:N0}/s over {seconds} s", $"{paced.PerSecond:N0}/s", $"all answered", paced.Failed == 0 && paced.PerSecond > rate * 0.99);
        report.Row($"latency from the due time", paced.All.Summary, $"p95 < 100 ms", paced.All.Quantile(0.95) < 100);
        foreach (var (kind, latencies) in paced.ByKind.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            report.Row($"… {kind}", latencies.Summary);
        }

        report.Row($"… asked for the first time ({(double)paced.First.Count / paced.All.Count:P0})", paced.First.Summary);
        report.Row($"… asked before", paced.Again.Summary);
        report.Row($"processor time of server, of load", $"{paced.ServerShare:P0}, {paced.OwnShare:P0} of a core");
        ReportResident($"server resident after them", options, report);
        if (options.Text("bare", string.Empty) is { Length: > 0 } bare)
        {
            await CompareAsync(load, bare, requests, replies, Math.Min(15, seconds), options, report);
        }

        var unknown = await load.PacedAsync(mix.Make(rate * Unknown), rate, Unknown);
        report.Row($"mixed reads, asked for {rate:N0}/s over {Unknown} s, all of them for the first time", $"{unknown.PerSecond:N0}/s, {unknown.All.Summary}");
        ReportResident($"server resident at the end", options, report);
    }

    private static void ReportResident(FormattableString what, Options options, Report report)
    {
        if (options.Number("pid", 0) is > 0 and var pid)
        {
            report.Row(what, $"{Machine.ResidentMegabytes(pid):N0} MB", $"< 600 MB", Machine.ResidentMegabytes(pid) < 600);
        }
    }

    private static async Task CompareAsync(ReadLoad load, string bareServer, IReadOnlyList<ReadRequest> requests, IReadOnlyList<byte[]> replies, int seconds, Options options, Report report)
    {
        var known = requests.Take(replies.Count).ToList();
        var different = await load.UnpacedAsync(requests, seconds);
        var again = await load.UnpacedAsync(known, seconds);
        using var bare = await BareServer.StartAsync(bareServer, options.Number("bare-port", 18099), replies);
        await using var bareLoad = await ReadLoad.OpenAsync(bare.EndPoint, options.Number("connections", 128), bare.Pid);
        await bareLoad.UnpacedAsync(known, 3);
        var limit = await bareLoad.UnpacedAsync(known, seconds);
        report.Row($"most mixed reads, {requests.Count:N0} questions in turn, {(double)different.First.Count / different.All.Count:P0} of them for the first time", $"{different.PerSecond:N0}/s, {different.All.Summary}");
        report.Row($"most mixed reads, {known.Count:N0} questions asked again", $"{again.PerSecond:N0}/s, {again.All.Summary}");
        report.Row($"bare Kestrel with the same bytes", $"{limit.PerSecond:N0}/s, {limit.All.Summary}");
        report.Row($"ratio, asked again", $"{again.PerSecond / limit.PerSecond:N2}", $"≥ 0.5", again.PerSecond >= limit.PerSecond / 2);
        report.Row($"ratio, different questions", $"{different.PerSecond / limit.PerSecond:N2}");
    }
}
