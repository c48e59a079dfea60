using System.Diagnostics;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Faults;

/// <summary>
/// <c>vendor-outage --server DLL --data FOLDER [--seconds 60] [--port 18096]</c>: pulls the plug of a connected till for a minute: it goes on selling and says so, but whatever we ask breaks off.
/// Then everything that was sold must be in the books by itself.
/// </summary>
internal static class VendorOutageFault
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(Options options, Report report)
    {
        var seconds = options.Number("seconds", 60);
        using var server = new ServerProcess(options, options.Number("port", 18096));
        await server.EnsureDemoAsync(4, 30);
        using var vendors = await Vendors.StartAsync(server, options.Number("first-port", 18300), "square");
        await server.StartAsync();
        using var api = new Api(server.Url);
        await api.SignInAsync(ServerProcess.Executive, ServerProcess.DemoPassword);
        var network = await api.NetworkAsync("demo");
        var shop = (await api.PlacesAsync(network))[0].Id;
        var connection = await vendors.ConnectAsync(api, network, "square", shop);
        var till = new Till(vendors, api, shop);
        await till.SellAsync();
        var first = await UntilAllAsync(till);
        report.Row($"a sale at the till is in the books of its shop, right after connecting", $"{first.TotalSeconds:N1} s");

        await vendors.SteerAsync("square", "fail", new { status = 0, durationSeconds = seconds });
        var since = Stopwatch.GetTimestamp();
        var told = "not known";
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(seconds))
        {
            await till.SellAsync();
            var health = await api.GetAsync($"{connection}/health");
            told = health["score"]?.ToString() ?? told;
            await pace.WaitForNextTickAsync();
        }

        await vendors.SteerAsync("square", "reset", new { });
        var back = await UntilAllAsync(till);
        var (right, wrong) = await till.FoundAsync();
        report.Row($"health of the connection at the end of the outage, of 100", $"{told}");
        report.Row($"a till is away for {seconds} s: from its return until all of {till.Sold:N0} sales are in the books", $"{back.TotalSeconds:N1} s", $"< 30 s", back.TotalSeconds < 30);
        report.Row($"sales there exactly once with their amount; otherwise", $"{right:N0}; {wrong}", $"all; 0", right == till.Sold && wrong == 0);
        var after = await api.GetAsync(connection);
        report.Row($"the connection afterwards", $"{(string?)after["state"]}", $"active, by itself", (string?)after["state"] == "active");
        await Aftermath.BooksAsync(server, report);
        await server.StopAsync();
    }

    private static async Task<TimeSpan> UntilAllAsync(Till till)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var since = Stopwatch.GetTimestamp();
        while ((await till.FoundAsync()).Right < till.Sold && Stopwatch.GetElapsedTime(since) < Patience)
        {
            await looks.WaitForNextTickAsync();
        }

        return Stopwatch.GetElapsedTime(since);
    }
}
