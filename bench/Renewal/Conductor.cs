using System.Diagnostics;
using System.Globalization;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Storage.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookedBarber.Bench.Renewal;

/// <summary>Sets everything up, lets the processes go at one moment, and counts.</summary>
internal static class Conductor
{
    public static async Task<int> RunAsync(string[] words)
    {
        var (callers, processes, latency) = (Number(words, "--callers", 250), Number(words, "--processes", 4), Number(words, "--latency", 2000));
        var folder = Path.Combine(Path.GetTempPath(), $"bookedbarber-renewal-{Environment.ProcessId}");
        await using var server = await PrivateServer.StartAsync(new PrivateServerOptions { DataFolder = folder, DurableWrites = true }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        try
        {
            using var vendor = new SlowVendor();
            var connections = await PrepareAsync(server.ConnectionString, folder, vendor.Url, processes + 1);
            var workers = Enumerable.Range(1, processes)
                .Select(i => Start(["worker", server.ConnectionString, folder, vendor.Url, connections[0].ToString(), connections[i].ToString(), callers.ToString(CultureInfo.InvariantCulture)])).ToList();
            var first = 0.0;
            foreach (var worker in workers)
            {
                first = Math.Max(first, double.Parse((await worker.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
            }

            vendor.Begin(TimeSpan.FromMilliseconds(latency));
            foreach (var worker in workers)
            {
                await worker.StandardInput.WriteLineAsync("go");
            }

            var waits = new List<double>();
            foreach (var worker in workers)
            {
                var line = await worker.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A process of callers ended early.");
                waits.AddRange(line.Split(' ').Select(wait => double.Parse(wait, CultureInfo.InvariantCulture)));
                await worker.WaitForExitAsync();
                worker.Dispose();
            }

            waits.Sort();
            var slow = waits[(int)Math.Ceiling(0.99 * waits.Count) - 1];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {waits.Count} callers in {processes} processes meet an expired token, vendor takes {latency} ms | {vendor.Asked} token request(s), p99 {slow:F0} ms | 1, p99 < {latency + 300} ms |"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| first renewal of a process that has just started, vendor answers at once | worst of {processes}: {first:F0} ms | |"));
            return vendor.Asked == 1 && slow < latency + 300 ? 0 : 1;
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Guid>> PrepareAsync(string connectionString, string folder, string vendorUrl, int count)
    {
        await using var services = Node.Build(connectionString, folder, vendorUrl);
        await services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        var made = new List<Guid>(count);
        while (made.Count < count)
        {
            made.Add(await ConnectAsync(services, NetworkId.New(TimeProvider.System)));
        }

        return made;
    }

    /// <summary>A connection whose token has ended.</summary>
    private static async Task<Guid> ConnectAsync(ServiceProvider services, NetworkId network)
    {
        var now = TimeProvider.System.GetUtcNow();
        var connection = new Connection(
            Guid.CreateVersion7(now), network, NodeId.Root(network), Node.Vendor, VendorEnvironment.Sandbox, ConnectionState.Active, "Bench", new Dictionary<string, string>(), AccountId: null, OwnerId: null, Scopes: [],
            Trouble: null, Version: 1, now, now);
        var tokens = await services.GetRequiredService<SecretVault>().SealAsync(new SecretPlace(network, connection.Id, SecretFields.Tokens), new TokenSet("old", "before").ToSecret(), CancellationToken.None);
        await using (var session = await services.GetRequiredService<IDatabase>().WriteAsync(Scope.OfSystem(network), "bench", CancellationToken.None))
        {
            await ConnectionStore.InsertAsync(session, connection, new PersonId(Guid.Empty), CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        await using var system = await services.GetRequiredService<IDatabase>().SystemAsync("bench", CancellationToken.None);
        var ended = now.AddMinutes(-1);
        await services.GetRequiredService<CredentialStore>().ReplaceAsync(
            system, connection, new Dictionary<string, SealedSecret> { [SecretFields.Tokens] = tokens }, new TokenTimes(now, ended, ended, null), CancellationToken.None);
        await system.CommitAsync(CancellationToken.None);
        return connection.Id;
    }

    private static Process Start(IReadOnlyList<string> words) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(Conductor).Assembly.Location, .. words]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private static int Number(string[] words, string name, int otherwise) =>
        Array.IndexOf(words, name) is >= 0 and var at && at + 1 < words.Length ? int.Parse(words[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
