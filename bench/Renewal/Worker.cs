using System.Diagnostics;
using System.Globalization;
using BookedBarber.Integrations.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Bench.Renewal;

/// <summary>
/// One process of callers: renews another connection's token first, as a node that runs has done before, and says how long that took; waits for the word, and
/// writes each caller's wait in milliseconds.
/// </summary>
internal static class Worker
{
    public static async Task<int> RunAsync(string[] words)
    {
        var (connectionString, folder, vendor, id, other, callers) = (words[0], words[1], words[2], Guid.Parse(words[3]), Guid.Parse(words[4]), int.Parse(words[5], CultureInfo.InvariantCulture));
        await using var services = Node.Build(connectionString, folder, vendor);
        await Node.StartAsync(services);
        var connections = services.GetRequiredService<IConnections>();
        var (connection, warmUp) = ((await connections.FindAsync(id, CancellationToken.None))!, (await connections.FindAsync(other, CancellationToken.None))!);
        var credentials = services.GetRequiredService<ICredentials>();
        ThreadPool.SetMinThreads(16, 16);
        var first = await WaitAsync(credentials, warmUp);
        await Console.Out.WriteLineAsync(first.ToString("F1", CultureInfo.InvariantCulture));
        await Console.In.ReadLineAsync();
        var waits = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => WaitAsync(credentials, connection))));
        await Console.Out.WriteLineAsync(string.Join(' ', waits.Select(wait => wait.ToString("F1", CultureInfo.InvariantCulture))));
        return 0;
    }

    private static async Task<double> WaitAsync(ICredentials credentials, Connection connection)
    {
        var since = Stopwatch.GetTimestamp();
        var grant = await credentials.GetAsync(connection, CancellationToken.None);
        return grant.Succeeded && grant.Value.Generation == 2 ? Stopwatch.GetElapsedTime(since).TotalMilliseconds : throw new InvalidOperationException(grant.Problem?.Code ?? $"Generation {grant.Value!.Generation}.");
    }
}
