using System.Globalization;
using BookedBarber.Bench.Load.Import;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Faults;

/// <summary>
/// <c>kill-import --server DLL --data FOLDER [--rows 200000] [--kills 3] [--port 18093]</c>: kills the import of a file again and again, lets
/// the last attempt finish, and compares every shop's total with the file.
/// </summary>
internal static class KillImportFault
{
    private const string Network = "killed-import";

    public static async Task RunAsync(Options options, Report report)
    {
        var seed = options.Number("seed", Environment.ProcessId);
        Report.Say($"seed {seed}");
        var random = new Random(seed);
        using var server = new ServerProcess(options, options.Number("port", 18093));
        await server.EnsureDemoAsync(5, 10);
        var rows = DayTotals.Make(options.Number("rows", 200_000)).ToList();
        var file = Path.Combine(Path.GetTempPath(), $"bookedbarber-killed-{Environment.ProcessId}.csv");
        await DayTotals.WriteAsync(file, rows);
        var killed = 0;
        for (var i = 0; i < options.Number("kills", 3); i++)
        {
            using var import = server.Begin(DayTotals.Command(Network, file));
            await Task.WhenAny(import.WaitForExitAsync(), Task.Delay(random.Next(1500, 5000)));
            killed += import.HasExited ? 0 : 1;
            import.Kill();
            await import.WaitForExitAsync();
        }

        var (code, line) = await server.RunAsync(DayTotals.Command(Network, file));
        report.Row($"import of {rows.Count:N0} day totals, killed {killed} times, then run to its end", $"{line}", $"none refused", code == 0);
        var again = await server.RunAsync(DayTotals.Command(Network, file));
        report.Row($"the same file once more", $"{again.LastLine}", $"all unchanged", again.LastLine == $"imported 0, unchanged {rows.Count}, refused 0");
        File.Delete(file);
        await server.StartAsync();
        await CompareAsync(server, rows, report);
        await Aftermath.BooksAsync(server, report);
        await server.StopAsync();
    }

    private static async Task CompareAsync(ServerProcess server, List<DayTotal> rows, Report report)
    {
        // Nobody of the demo may see this network; an administrator may.
        await server.RunAsync("admin", "create", "--email", "faults@bookedbarber.local", "--password", ServerProcess.DemoPassword);
        using var api = new Api(server.Url);
        await api.SignInAsync("faults@bookedbarber.local", ServerProcess.DemoPassword);
        var network = await api.NetworkAsync(Network);
        var (from, to) = (rows.Min(row => row.Day), rows.Max(row => row.Day));
        var expected = rows.GroupBy(row => row.Location, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (Sales: group.Sum(row => row.NetSales), Visits: (decimal)group.Sum(row => row.Visits)), StringComparer.Ordinal);
        var right = 0;
        for (var attempt = 0; attempt < 60 && right < expected.Count * 2; attempt++)
        {
            await Task.Delay(TimeSpan.FromSeconds(attempt == 0 ? 0 : 1)); // the feed may still be at work
            var answer = await api.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v2/franchise/networks/{network}/measures?measures=net_sales,visits&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&by=total&per=location"));
            right = answer["rows"]!.AsArray().Count(row => expected.TryGetValue((string)row!["nodeCode"]!, out var sum)
                && decimal.Parse((string?)row["value"] ?? "-1", CultureInfo.InvariantCulture) == ((string)row["measure"]! == "net_sales" ? sum.Sales : sum.Visits));
        }

        report.Row($"shops whose net sales and visits equal the sums of the file, to the cent", $"{right / 2} of {expected.Count}", $"all", right == expected.Count * 2);
    }
}
