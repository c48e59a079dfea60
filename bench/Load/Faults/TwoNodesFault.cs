using System.Diagnostics;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Faults;

/// <summary>
/// <c>two-nodes --server DLL --data FOLDER [--port 18094]</c>: two servers on one data folder. A sale taken by one shows on the other's
/// stream; when one is killed, the other goes on, PostgreSQL with it.
/// </summary>
internal static class TwoNodesFault
{
    public static async Task RunAsync(Options options, Report report)
    {
        var port = options.Number("port", 18094);
        using var first = new ServerProcess(options, port);
        using var second = new ServerProcess(options, port + 1);
        await first.EnsureDemoAsync(20, 30);
        await first.StartAsync();
        await second.StartAsync();
        using var apiA = new Api(first.Url);
        using var apiB = new Api(second.Url);
        await apiA.SignInAsync(ServerProcess.Executive, ServerProcess.DemoPassword);
        await apiB.SignInAsync(ServerProcess.Executive, ServerProcess.DemoPassword);
        var network = await apiA.NetworkAsync("demo");
        var places = await apiA.PlacesAsync(network);
        var sellersA = new Sellers("till-a", apiA, places);
        var sellersB = new Sellers("till-b", apiB, places);
        using var listenerA = new Listener(apiA, network);
        using var listenerB = new Listener(apiB, network);
        listenerA.Open();
        listenerB.Open();
        sellersA.Open();
        sellersB.Open();
        await Task.Delay(TimeSpan.FromSeconds(5));

        await sellersA.CloseAsync();
        var missedOnB = await listenerB.MissedAsync(sellersA.Sales, TimeSpan.FromSeconds(10));
        report.Row($"of {sellersA.Sales.Count:N0} sales taken by node A, missed by a reader of node B", $"{missedOnB}", $"0", missedOnB == 0);
        await first.KillAsync();
        var gap = await sellersB.NextAsync();
        report.Row($"node A killed: time until node B acknowledges another sale", $"{gap.TotalSeconds:N2} s", $"< 30 s", gap.TotalSeconds < 30);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var back = await first.StartAsync();
        report.Row($"node A started again: ready after", $"{back.TotalSeconds:N1} s", $"< 30 s", back.TotalSeconds < 30);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await sellersB.CloseAsync();
        var missedOnA = await listenerA.MissedAsync(sellersB.Sales, TimeSpan.FromSeconds(10));
        report.Row($"of {sellersB.Sales.Count:N0} sales taken by node B, missed by a reader of node A, which was killed meanwhile", $"{missedOnA}", $"0", missedOnA == 0);
        report.Row($"times that a node ended by itself", $"{first.Deaths + second.Deaths}", $"0", first.Deaths + second.Deaths == 0);
        await Aftermath.StreamAsync(listenerB, sellersB, report);
        await Aftermath.SalesAsync(apiB, sellersA, places, report);
        await Aftermath.SalesAsync(apiB, sellersB, places, report);
        await listenerA.CloseAsync();
        await listenerB.CloseAsync();
        await Aftermath.BooksAsync(second, report);
        await first.StopAsync();
        await second.StopAsync();
    }
}
