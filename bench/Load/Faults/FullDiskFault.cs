using System.Diagnostics;
using BookedBarber.Bench.Load.Import;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Faults;

/// <summary>
/// <c>full-disk --server DLL --data FOLDER [--port 18096]</c>, where the folder lies on a small disk of its own: fills it while tills sell,
/// tries an import, frees it again.
/// </summary>
internal static class FullDiskFault
{
    public static async Task RunAsync(Options options, Report report)
    {
        var data = Path.GetFullPath(options.Text("data"));
        using var server = new ServerProcess(options, options.Number("port", 18096));
        await server.EnsureDemoAsync(5, 10);
        await server.StartAsync();
        using var api = new Api(server.Url);
        await api.SignInAsync(ServerProcess.Executive, ServerProcess.DemoPassword);
        var network = await api.NetworkAsync("demo");
        var places = await api.PlacesAsync(network);
        var sellers = new Sellers("till", api, places);
        using var listener = new Listener(api, network);
        listener.Open();
        sellers.Open();
        await Task.Delay(TimeSpan.FromSeconds(2));

        var filler = Path.Combine(data, "filler");
        var full = Fill(filler);
        var rows = DayTotals.Make(100_000).ToList();
        var file = Path.Combine(Path.GetTempPath(), $"bookedbarber-full-{Environment.ProcessId}.csv");
        await DayTotals.WriteAsync(file, rows);
        var import = await server.RunAsync(DayTotals.Command("full-disk", file));
        report.Row($"import on a full disk", $"exit code {import.Code}; the server {(await api.IsReadyAsync(CancellationToken.None) ? "is ready" : "says that it is not ready")}", $"not 0", import.Code != 0);
        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            full += Fill(filler + i);
        }

        var before = sellers.Sales.Count;
        foreach (var part in Directory.GetFiles(data, "filler*"))
        {
            File.Delete(part);
        }

        var back = await sellers.NextAsync();
        report.Row($"{full / 1024 / 1024:N0} MB freed again: time to the next acknowledged sale (with room before: {before:N0})", $"{back.TotalSeconds:N1} s", $"< 30 s", back.TotalSeconds < 30);
        var (code, line) = await server.RunAsync(DayTotals.Command("full-disk", file));
        report.Row($"the import again, with room", $"{line}", $"none refused", code == 0);
        File.Delete(file);
        await sellers.CloseAsync();
        report.Row($"times that the server ended by itself", $"{server.Deaths}", $"0", server.Deaths == 0);
        report.Row($"what tills heard meanwhile", $"{sellers.Refusals}");
        await Aftermath.StreamAsync(listener, sellers, report);
        await Aftermath.SalesAsync(api, sellers, places, report);
        await listener.CloseAsync();
        await Aftermath.BooksAsync(server, report);
        await server.StopAsync();
    }

    /// <summary>Writes until nothing more fits; says how much did.</summary>
    private static long Fill(string path)
    {
        var (written, block) = (0L, new byte[64 * 1024]);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(block);
                written += block.Length;
            }
        }
        catch (IOException)
        {
            return written; // full
        }
    }
}
