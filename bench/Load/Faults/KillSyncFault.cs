using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Faults;

/// <summary>
/// <c>kill-sync --server DLL --data FOLDER [--points 50] [--port 18097] [--seed N]</c>: a till sends messages, bookings are written to a calendar, and tokens are renewed all the time, some of them with refresh tokens that turn over; meanwhile strace gives the
/// server kill -9 within its Nth system call that talks to the database or to a vendor, and it is started again. Afterwards nothing may be lost, nothing done twice, and every connection still authorised.
/// </summary>
internal static class KillSyncFault
{
    private const string Talking = "sendto,sendmsg,recvfrom,recvmsg";

    private static readonly TimeSpan PointPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SettlePatience = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(Options options, Report report)
    {
        var seed = options.Number("seed", Environment.ProcessId);
        Report.Say($"seed {seed}");
        var random = new Random(seed);
        using var server = new ServerProcess(options, options.Number("port", 18097));
        await server.EnsureDemoAsync(4, 30);
        using var vendors = await Vendors.StartAsync(server, options.Number("first-port", 18320), "square", "google-calendar", "xero");
        await server.StartAsync();
        using var api = new Api(server.Url);
        await api.SignInAsync(ServerProcess.Executive, ServerProcess.DemoPassword);
        var network = await api.NetworkAsync("demo");
        var shop = (await api.PlacesAsync(network))[0].Id;
        var square = await vendors.ConnectAsync(api, network, "square", shop);
        var calendar = await vendors.ConnectAsync(api, network, "google-calendar", shop);
        var xero = await vendors.ConnectAsync(api, network, "xero", network);
        await api.SendAsync(HttpMethod.Put, $"{calendar}/push-rules", new { action = "write_booking", isOn = true });
        var work = new Work(api, new Till(vendors, api, shop), shop, square, calendar, xero);
        work.Begin();

        var (atCalls, others) = (0, 0);
        for (var point = 0; point < options.Number("points", 50); point++)
        {
            await Task.Delay(random.Next(200, 5000)); // some points meet a start, others a house at work
            server.ExpectEnd();
            using (var strace = Inject(server.Pid, random.Next(1, 120)))
            {
                if (await server.DiesAsync(PointPatience))
                {
                    atCalls++;
                }
                else
                {
                    others++; // so few calls on any of its threads: killed where it is
                    strace.Kill();
                    await server.KillAsync();
                }

                await strace.WaitForExitAsync();
            }

            await server.StartAsync();
            Report.Say($"point {point + 1}: {work.Till.Sold} sales, {work.Booked.Count} bookings");
        }

        await work.EndAsync();
        report.Row($"kill -9 by strace within a call that sends or receives; outside of one", $"{atCalls}; {others}", $"at least {options.Number("points", 50) * 9 / 10} within", atCalls >= options.Number("points", 50) * 9 / 10);
        report.Row($"requests to us that got no answer meanwhile, and were made again", $"{work.Unanswered:N0}");
        await SettleAsync(vendors, api, square, calendar, work);

        var delivered = (await vendors.LookAsync("square", "/webhooks"))["deliveries"]!.AsArray().Count(delivery => (string?)delivery!["outcome"] == "delivered");
        var kept = (await CountAsync(api, $"{square}/messages?state=done&limit=200"), await CountAsync(api, $"{square}/messages?state=failed&limit=200"));
        report.Row($"messages that we acknowledged to the till, of its latest; kept and worked out; failed", $"{delivered:N0}; {kept.Item1:N0}; {kept.Item2}", $"none fewer; 0", kept.Item1 >= delivered && kept.Item2 == 0);
        var (right, wrong) = await work.Till.FoundAsync();
        report.Row($"sales in the books exactly once with the till's amount, of {work.Till.Sold:N0}; otherwise", $"{right:N0}; {wrong}", $"all; 0", right == work.Till.Sold && wrong == 0);
        var written = await EventsAsync(vendors);
        var (once, twice) = (work.Booked.Count(key => written.GetValueOrDefault(key) == 1), written.Count(booking => booking.Value > 1));
        report.Row($"acknowledged bookings with exactly one event in the calendar, of {work.Booked.Count:N0}; bookings of any kind, of {written.Count:N0}, with more than one", $"{once:N0}; {twice}", $"all; 0", once == work.Booked.Count && twice == 0);
        foreach (var connection in new[] { square, calendar, xero })
        {
            var item = await api.GetAsync(connection);
            var tested = await api.SendAsync(HttpMethod.Post, $"{connection}/test", new { });
            report.Row($"{(string)item["title"]!}, of three whose tokens were renewed {work.Renewed:N0} times and more: state; works", $"{(string)item["state"]!}; {tested["works"]}", $"active; true", (string)item["state"]! == "active" && tested["works"]!.GetValue<bool>());
        }

        await Aftermath.BooksAsync(server, report);
        await server.StopAsync();
    }

    private static Process Inject(int pid, int call) => Process.Start(new ProcessStartInfo("strace")
    {
        ArgumentList = { "-f", "-qq", "-o", "/dev/null", "-e", $"trace={Talking}", "-e", $"inject={Talking}:signal=SIGKILL:when={call.ToString(CultureInfo.InvariantCulture)}", "-p", pid.ToString(CultureInfo.InvariantCulture) },
        UseShellExecute = false,
        RedirectStandardError = true,
    })!;

    // The vendor sends again what we did not acknowledge, by its own calendar; a reading finds what even that has missed.
    private static async Task SettleAsync(Vendors vendors, Api api, string square, string calendar, Work work)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var since = Stopwatch.GetTimestamp();
        await vendors.SteerAsync("square", "clock", new { advanceSeconds = 3600 });
        await api.SendAsync(HttpMethod.Post, $"{square}/sync", new { stream = (string?)null, from = (string?)null, to = (string?)null, anew = false });
        while (Stopwatch.GetElapsedTime(since) < SettlePatience)
        {
            var waiting = await CountAsync(api, $"{square}/messages?state=waiting&limit=200") + await CountAsync(api, $"{calendar}/pushes?state=waiting&limit=200");
            if (waiting == 0 && (await work.Till.FoundAsync()).Right == work.Till.Sold && work.Booked.All((await EventsAsync(vendors)).ContainsKey))
            {
                return;
            }

            await looks.WaitForNextTickAsync();
        }
    }

    private static async Task<int> CountAsync(Api api, string path)
    {
        var count = 0;
        await foreach (var page in api.PagesAsync(path))
        {
            count += Api.Items(page).Count();
        }

        return count;
    }

    // Events by the key that we write into them: what stood in the calendar before has none.
    private static async Task<Dictionary<string, int>> EventsAsync(Vendors vendors) =>
        (await vendors.LookAsync("google-calendar", "/objects/events")).AsArray().Select(item => (string?)item!["extendedProperties"]?["private"]?["bookingKey"]).OfType<string>()
            .GroupBy(key => key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    /// <summary>What goes on meanwhile.</summary>
    private sealed class Work(Api api, Till till, Guid shop, params IReadOnlyList<string> connections)
    {
        private readonly string _run = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        private Task _work = Task.CompletedTask;
        private volatile bool _ending;

        public Till Till => till;

        /// <summary>Bookings that the server has acknowledged, by the keys under which it writes them elsewhere.</summary>
        public ConcurrentQueue<string> Booked { get; } = [];

        public int Renewed { get; private set; }

        /// <summary>Requests to us that got no answer.</summary>
        public int Unanswered { get; private set; }

        public void Begin() => _work = Task.WhenAll(RepeatAsync(250, till.SellAsync), RepeatAsync(150, BookAsync), RepeatAsync(500, RenewAsync));

        public Task EndAsync()
        {
            _ending = true;
            return _work;
        }

        private async Task RepeatAsync(int milliseconds, Func<Task> act)
        {
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
            while (!_ending)
            {
                await act();
                await pace.WaitForNextTickAsync();
            }
        }

        private async Task BookAsync()
        {
            var key = $"kill-{_run}-{Booked.Count}";
            var starts = TimeProvider.System.GetUtcNow().AddDays(3).AddMinutes(30 * Booked.Count).ToString("yyyy-MM-dd'T'HH:mm:00'Z'", CultureInfo.InvariantCulture);
            using var tries = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while (true)
            {
                try
                {
                    using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                    var (status, text) = await api.PostBookingAsync(shop, key, $$"""{"client":{"key":"{{key}}","name":"Somebody"},"startsAt":"{{starts}}","durationMinutes":30}""", patience.Token);
                    if (status is HttpStatusCode.Created or HttpStatusCode.OK)
                    {
                        var booking = JsonNode.Parse(text)!;
                        Booked.Enqueue($"{(string)booking["source"]!}:{(string)booking["sourceKey"]!}");
                        return;
                    }

                    if (status == HttpStatusCode.Unauthorized)
                    {
                        await api.SignInAsync(ServerProcess.Executive, ServerProcess.DemoPassword);
                    }
                }
                catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
                {
                    Unanswered++;
                }

                await tries.WaitForNextTickAsync();
            }
        }

        private async Task RenewAsync()
        {
            foreach (var connection in connections)
            {
                try
                {
                    await api.SendAsync(HttpMethod.Post, $"{connection}/credentials", new { });
                    Renewed++;
                }
                catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
                {
                    Unanswered++;
                }
            }
        }
    }
}
