using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BookedBarber.Bench.Load.Reads;
using BookedBarber.Bench.Load.Wire;
using BookedBarber.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookedBarber.Bench.Load.Night;

/// <summary>
/// <c>night --server DLL --data FOLDER [--network SLUG] [--rate 1250] [--connections 128]</c>: a night's run of predictions over a network in PostgreSQL, by itself and beside reads, against one bare reading of the same days
/// and against the same reads without a run.
/// </summary>
internal static class NightBench
{
    private const int Port = 18093;
    private const int Questions = 15_000;
    private const int Warm = 2000;
    private const int WarmSeconds = 10;
    private const int LongestReading = 60;

    public static async Task RunAsync(Options options, Report report)
    {
        await using var postgres = await PrivateServer.StartAsync(new PrivateServerOptions { DataFolder = Path.GetFullPath(options.Text("data")) }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        var (rows, bare) = await BareRead.RunAsync(postgres.ConnectionString);
        await BareRead.AgeVersionsAsync(postgres.ConnectionString);
        using var server = new ServerProcess(options, Port);
        await server.StartAsync();
        try
        {
            using var api = new Api(server.Url);
            await api.SignInAsync(ServerProcess.Executive, ServerProcess.DemoPassword);
            using var http = new HttpClient { BaseAddress = server.Url };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", api.Token);
            var runs = $"/api/v2/franchise/networks/{await api.NetworkAsync(options.Text("network", "demo"))}/predictions/runs";
            await Task.Delay(TimeSpan.FromSeconds(10)); // the first seconds belong to the runtime's compiler
            var before = Machine.ResidentMegabytes(server.Pid);

            var (alone, most) = await MeasureAsync(http, runs, server.Pid);
            report.Row($"bare COPY of {rows:N0} days of all units", $"{bare:N1} s");
            report.Row($"a run with nobody there, trials included", $"{alone:N0} s, {alone / bare:N0} × the bare reading", $"≤ 300 s", alone <= 300);
            report.Row($"memory of the server before it and at most in it", $"{before:N0} MB, {most:N0} MB", $"< 1,000 MB, 250 MB more", most < 1000 && most - before < 250);

            var (rate, seconds) = (options.Number("rate", 1250), (int)Math.Clamp(alone, 10, LongestReading));
            var requests = (await ReadMix.MakeAsync(api, options.Text("network", "demo"))).Make(3 * Questions);
            await using var load = await ReadLoad.OpenAsync(api.EndPoint, options.Number("connections", 128), server.Pid);
            await load.RecordAsync([.. requests.Take(Warm)], (_, _) => { });
            await load.PacedAsync([.. requests.Take(Questions)], rate, WarmSeconds);

            // Both have as many questions that nobody has asked before.
            var still = await load.PacedAsync([.. requests.Skip(Questions).Take(Questions)], rate, seconds);
            var working = MeasureAsync(http, runs, server.Pid);
            var beside = await load.PacedAsync([.. requests.Skip(2 * Questions)], rate, seconds);
            (var took, most) = await working;
            report.Row($"reads at {rate:N0}/s without a run", $"{still.PerSecond:N0}/s; {still.All.Summary}");
            report.Row($"the same beside a run", $"{beside.PerSecond:N0}/s; {beside.All.Summary}; p95 {beside.All.Quantile(0.95) / still.All.Quantile(0.95):N1} × that without", $"p95 < 500 ms", beside.Failed == 0 && beside.All.Quantile(0.95) < 500);
            report.Row($"the run beside reads, without trials; memory at most", $"{took:N0} s; {most:N0} MB", $"< 1,000 MB", most < 1000);
        }
        finally
        {
            await server.StopAsync();
        }
    }

    // Asks for a run and waits for its end; how long it worked, and the server's memory at most.
    private static async Task<(double Seconds, double Megabytes)> MeasureAsync(HttpClient http, string runs, int pid)
    {
        var answer = await http.PostAsJsonAsync(runs, new { parts = (string[]?)null });
        answer.EnsureSuccessStatusCode();
        var id = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<Guid>();
        var (since, most) = (Stopwatch.GetTimestamp(), 0.0);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            for (var look = 0; look < 10; look++)
            {
                await looks.WaitForNextTickAsync();
                most = Math.Max(most, Machine.ResidentMegabytes(pid));
            }

            var run = (await http.GetFromJsonAsync<JsonNode>($"{runs}/{id}"))!;
            if ((string)run["state"]! is "done" or "failed")
            {
                return (string)run["state"]! == "done" ? (Stopwatch.GetElapsedTime(since).TotalSeconds, most) : throw new InvalidOperationException($"The run failed: {run["error"]}");
            }
        }
    }
}
