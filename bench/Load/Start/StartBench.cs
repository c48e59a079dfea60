namespace BookedBarber.Bench.Load.Start;

/// <summary><c>start --server DLL --data FOLDER [--port 18091] [--times 5]</c>: from process start to a ready answer, PostgreSQL's own start included.</summary>
internal static class StartBench
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Options options, Report report)
    {
        using var server = new ServerProcess(options, options.Number("port", 18091));
        var (taken, resident) = (new List<double>(), 0.0);
        for (var i = 0; i < options.Number("times", 5); i++)
        {
            taken.Add((await server.StartAsync()).TotalSeconds);
            await Task.Delay(Settling);
            resident = Math.Max(resident, Machine.ResidentMegabytes(server.Pid));
            await server.StopAsync();
        }

        report.Row($"process start → ready, median and worst of {taken.Count}", $"{taken.Order().ElementAt(taken.Count / 2):N2} s, {taken.Max():N2} s", $"< 5 s", taken.Max() < 5);
        report.Row($"server resident 10 s after ready", $"{resident:N0} MB", $"< 600 MB", resident < 600);
    }
}
