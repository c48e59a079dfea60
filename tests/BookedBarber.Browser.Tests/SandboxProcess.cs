using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BookedBarber.Sandbox;

namespace BookedBarber.Browser.Tests;

/// <summary>The sandbox as people start it: a process of its own, on free ports.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private const string Ready = "The simulators run.";
    private const int Tries = 5;

    private readonly Process _process;

    private SandboxProcess(Process process, IReadOnlyList<SandboxCredentials> credentials) => (_process, Credentials) = (process, credentials);

    public IReadOnlyList<SandboxCredentials> Credentials { get; }

    public SandboxCredentials this[string vendor] => Credentials.Single(row => row.Vendor == vendor);

    public static async Task<SandboxProcess> StartAsync(params string[] vendors)
    {
        for (var left = Tries; ; left--)
        {
            var port = FreePort();
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "BookedBarber.dll"), "sandbox", "--vendors", string.Join(',', vendors), "--first-port", $"{port}" })
            {
                start.ArgumentList.Add(argument);
            }

            var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.StartsWith(Ready, StringComparison.Ordinal))
                {
                    return new SandboxProcess(process, SandboxHost.List(vendors, port));
                }
            }

            // Somebody took one of the ports meanwhile.
            process.Dispose();
            left.ShouldBeGreaterThan(1, await errors);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // Each vendor has its place behind the first port; of those behind a free one most are free as well.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return Math.Min(((IPEndPoint)listener.LocalEndpoint).Port, 65_000);
    }
}
