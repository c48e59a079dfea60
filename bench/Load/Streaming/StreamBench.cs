using System.Buffers;
using System.Diagnostics;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Streaming;

/// <summary>
/// <c>stream --url U --password P --pid N [--email E] [--network SLUG] [--sockets 15000] [--rate 500] [--seconds 30] [--connections 64]</c>:
/// opens the sockets, posts sales over REST spread over all open locations, and measures when each socket that is concerned hears of each sale.
/// </summary>
internal static class StreamBench
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(12); // longer than the heartbeat, so that every socket has heard one

    public static async Task RunAsync(Options options, Report report)
    {
        using var api = await Api.SignInAsync(options);
        var (sockets, pid) = (options.Number("sockets", 15_000), options.Number("pid", 0));
        var network = await api.NetworkAsync(options.Text("network", "demo"));
        var places = await api.PlacesAsync(network);
        await NightOverAsync(api, network);
        var deliveries = new Deliveries();
        var coalesced = 0L;
        Action<Guid> hear = deliveries.Hear;
        using var subscribers = new Subscribers(api, network, places, utf8 =>
        {
            if (Frame.Is(utf8, "\"coalesced\""u8))
            {
                Interlocked.Increment(ref coalesced);
            }
            else
            {
                Frame.ForEachId(utf8, hear);
            }
        });

        var before = Machine.ResidentMegabytes(pid);
        var since = Stopwatch.GetTimestamp();
        await subscribers.OpenAsync(sockets);
        var opened = Stopwatch.GetElapsedTime(since).TotalSeconds;
        await UntilAsync(() => subscribers.Begun == sockets, LongestWait);
        Report.Say($"{sockets} sockets open after {opened:N1} s, {subscribers.Begun} with their first frame after {Stopwatch.GetElapsedTime(since).TotalSeconds:N1} s");
        await Task.Delay(Settling);
        var open = Machine.ResidentMegabytes(pid);
        var seconds = options.Number("seconds", 30);
        var (cpu, own, began) = (Machine.ProcessorSeconds(pid), Environment.CpuUsage.TotalTime.TotalSeconds, Stopwatch.GetTimestamp());
        var failed = await PostAsync(api, places, subscribers, deliveries, options.Number("rate", 500), seconds, options.Number("connections", 64));
        var taken = Stopwatch.GetElapsedTime(began).TotalSeconds;
        (cpu, own) = ((Machine.ProcessorSeconds(pid) - cpu) / taken, (Environment.CpuUsage.TotalTime.TotalSeconds - own) / taken);
        await AllHeardAsync(deliveries);

        report.Row($"sockets open (90 % one location each, 9 % one of {subscribers.Regions} regions, 1 % the network)", $"{sockets - subscribers.Broken:N0}", $"{sockets:N0}", subscribers.Broken == 0);
        report.Row($"sales acknowledged, refused", $"{deliveries.Acknowledged / taken:N0}/s, {failed}", $"{options.Number("rate", 500)}/s", failed == 0 && deliveries.Acknowledged / taken > options.Number("rate", 500) * 0.99);
        report.Row($"frames that tell of a sale, lost, coalesced frames", $"{deliveries.Heard:N0}, {deliveries.Expected - deliveries.Heard:N0}, {coalesced:N0}", $"0 lost", deliveries.Expected == deliveries.Heard);
        report.Row($"sale acknowledged → frame on the socket", deliveries.FromAcknowledged.Summary, $"p99 < 200 ms", deliveries.Heard > 0 && deliveries.FromAcknowledged.Quantile(0.99) < 200);
        report.Row($"sale sent → frame on the socket", deliveries.FromSent.Summary);
        report.Row($"processor time of server (PostgreSQL apart), of load", $"{cpu:P0}, {own:P0} of a core");
        report.Row($"server resident before, with all sockets, after the sales", $"{before:N0} MB, {open:N0} MB, {Machine.ResidentMegabytes(pid):N0} MB");
        report.Row($"memory per open socket", $"{(open - before) * 1024 / sockets:N1} KB", $"< 12 KB", (open - before) * 1024 / sockets < 12);
    }

    private static async Task<long> PostAsync(Api api, IReadOnlyList<Place> places, Subscribers subscribers, Deliveries deliveries, int rate, int seconds, int connections)
    {
        Report.Say($"{rate} sales/s for {seconds} s …");
        var run = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var failed = 0L;
        var workers = new List<Func<long, long, Task>>();
        for (var i = 0; i < connections; i++)
        {
            var connection = await HttpConnection.OpenAsync(api.EndPoint);
            workers.Add(async (number, _) =>
            {
                var place = places[(int)(number * 7919 % places.Count)];
                var key = $"stream-{run}-{number}";
                var request = HttpConnection.Request("POST", $"/api/v2/franchise/locations/{place.Id}/sales", api.Token, SaleBodies.Haircut(key, 40 + number % 30), $"Idempotency-Key: {key}");
                var body = new ArrayBufferWriter<byte>(2048);
                var sentAt = Stopwatch.GetTimestamp();
                if (await connection.SendAsync(request, body) == 201)
                {
                    deliveries.Tell(Frame.FirstId(body.WrittenSpan), subscribers.Listening(place), sentAt);
                }
                else if (Interlocked.Increment(ref failed) == 1)
                {
                    Report.Say($"a sale was refused: {System.Text.Encoding.UTF8.GetString(body.WrittenSpan)}");
                }
            });
        }

        await Pace.RunAsync(rate, seconds, workers);
        return failed;
    }

    /// <summary>A run of predictions takes its share of the processors and is measured by itself.</summary>
    private static async Task NightOverAsync(Api api, Guid network)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromSeconds(2));
        var said = false;
        while (Api.Items(await api.GetAsync($"/api/v2/franchise/networks/{network}/predictions/runs")).Any(run => (string)run["state"]! is "queued" or "running"))
        {
            if (!said)
            {
                Report.Say($"waiting for the end of a run of predictions …");
            }

            said = true;
            await looks.WaitForNextTickAsync();
        }
    }

    private static async Task UntilAsync(Func<bool> done, TimeSpan atMost)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var since = Stopwatch.GetTimestamp(); !done() && Stopwatch.GetElapsedTime(since) < atMost;)
        {
            await looks.WaitForNextTickAsync();
        }
    }

    /// <summary>Waits until everything was heard, or nothing more came for five seconds.</summary>
    private static async Task AllHeardAsync(Deliveries deliveries)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var (last, quiet) = (-1L, 0); deliveries.Heard < deliveries.Expected && quiet < 50; quiet = deliveries.Heard == last ? quiet + 1 : 0)
        {
            last = deliveries.Heard;
            await looks.WaitForNextTickAsync();
        }
    }
}
