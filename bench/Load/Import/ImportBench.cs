using System.Diagnostics;
using BookedBarber.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BookedBarber.Bench.Load.Import;

/// <summary>
/// <c>import --server DLL --data FOLDER [--rows 1000000]</c>: the import verb over a file of day totals, its start and end included, against a
/// bare COPY of the same rows in the same PostgreSQL. Then the same file once more, which must change nothing.
/// </summary>
internal static class ImportBench
{
    public static async Task RunAsync(Options options, Report report)
    {
        var rows = DayTotals.Make(options.Number("rows", 1_000_000)).ToList();
        var file = Path.Combine(Path.GetTempPath(), $"bookedbarber-day-totals-{Environment.ProcessId}.csv");
        await DayTotals.WriteAsync(file, rows);
        try
        {
            await using var postgres = await PrivateServer.StartAsync(new PrivateServerOptions { DataFolder = options.Text("data") }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
            using var server = new ServerProcess(options, port: 0);
            var bare = await BareCopy.RowsPerSecondAsync(postgres.ConnectionString, rows);
            var network = $"import-{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}";
            var first = await ImportAsync(server, network, file, rows.Count);
            var stored = rows.Count / (await FinishedAsync(postgres.ConnectionString) - first.Began).TotalSeconds;
            var second = await ImportAsync(server, network, file, rows.Count);
            report.Row($"bare COPY of {rows.Count:N0} rows", $"{bare:N0} rows/s");
            report.Row($"import of the same as CSV, process start and end included", $"{first.PerSecond:N0} rows/s", $"all imported", first.LastLine == $"imported {rows.Count}, unchanged 0, refused 0");
            report.Row($"ratio to bare COPY", $"{first.PerSecond / bare:N2}", $"≥ 0.25", first.PerSecond >= bare / 4);
            report.Row($"the same until the last record was stored and the import was done, without the figures made from them", $"{stored:N0} rows/s");
            report.Row($"ratio to bare COPY", $"{stored / bare:N2}", $"≥ 0.25", stored >= bare / 4);
            report.Row($"the same file again", $"{second.PerSecond:N0} rows/s", $"all unchanged", second.LastLine == $"imported 0, unchanged {rows.Count}, refused 0");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<DateTime> FinishedAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select finished_at from integrations.import where state = 'done'");
        return (DateTime)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<(DateTime Began, double PerSecond, string LastLine)> ImportAsync(ServerProcess server, string network, string file, int rows)
    {
        var began = TimeProvider.System.GetUtcNow().UtcDateTime;
        var since = Stopwatch.GetTimestamp();
        var (_, line) = await server.RunAsync(DayTotals.Command(network, file));
        Report.Say($"{line}");
        return (began, rows / Stopwatch.GetElapsedTime(since).TotalSeconds, line);
    }
}
