using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Faults;

/// <summary>
/// <c>kill --server DLL --data FOLDER [--rounds 10] [--port 18092] [--seed N]</c>: while tills sell and a reader listens, kills the server and
/// PostgreSQL in turn, at random moments. A killed server is started again at once, as a service manager does.
/// </summary>
internal static class KillFault
{
    public static async Task RunAsync(Options options, Report report)
    {
        var seed = options.Number("seed", Environment.ProcessId);
        Report.Say($"seed {seed}");
        var random = new Random(seed);
        using var server = new ServerProcess(options, options.Number("port", 18092));
        await server.EnsureDemoAsync(20, 30);
        await server.StartAsync();
        using var api = new Api(server.Url);
        await api.SignInAsync(ServerProcess.Executive, ServerProcess.DemoPassword);
        var network = await api.NetworkAsync("demo");
        var places = await api.PlacesAsync(network);
        var sellers = new Sellers("till", api, places);
        using var listener = new Listener(api, network);
        listener.Open();
        sellers.Open();

        var (serverBack, postgresBack) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Number("rounds", 10); round++)
        {
            await Task.Delay(random.Next(1500, 5000));
            if (round % 2 == 0)
            {
                await server.KillAsync();
                server.Launch();
                serverBack.Add((await sellers.NextAsync()).TotalSeconds);
            }
            else
            {
                server.KillPostgres();
                postgresBack.Add((await sellers.NextAsync()).TotalSeconds);
            }

            Report.Say($"round {round + 1}: {(round % 2 == 0 ? "server" : "PostgreSQL")} killed, sales again after {(round % 2 == 0 ? serverBack : postgresBack)[^1]:N1} s");
        }

        await Task.Delay(random.Next(500, 1500));
        await sellers.CloseAsync();
        report.Row($"kill -9 of the server, {serverBack.Count} times: longest time to the next acknowledged sale", $"{serverBack.Max():N1} s", $"< 30 s", serverBack.Max() < 30);
        report.Row($"kill -9 of PostgreSQL, {postgresBack.Count} times: longest time to the next acknowledged sale", $"{postgresBack.Max():N1} s", $"< 30 s", postgresBack.Max() < 30);
        report.Row($"times that the server ended by itself", $"{server.Deaths}", $"0", server.Deaths == 0);
        report.Row($"what tills heard meanwhile", $"{sellers.Refusals}");
        await Aftermath.StreamAsync(listener, sellers, report);
        await Aftermath.SalesAsync(api, sellers, places, report);
        await listener.CloseAsync();
        await Aftermath.BooksAsync(server, report);
        await server.StopAsync();
    }
}
