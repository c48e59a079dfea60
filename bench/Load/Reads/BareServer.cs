using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BookedBarber.Bench.Load.Reads;

/// <summary>bench/BareKestrel as a process, with the answers that it is to give.</summary>
internal sealed class BareServer : IDisposable
{
    private readonly Process _process;
    private readonly string _replies;

    private BareServer(Process process, string replies, IPEndPoint endPoint) => (_process, _replies, EndPoint) = (process, replies, endPoint);

    public IPEndPoint EndPoint { get; }

    public int Pid => _process.Id;

    public static async Task<BareServer> StartAsync(string program, int port, IReadOnlyList<byte[]> replies)
    {
        var file = Path.GetTempFileName();
        await using (var writer = new BinaryWriter(File.Create(file)))
        {
            foreach (var reply in replies)
            {
                writer.Write(reply.Length);
                writer.Write(reply);
            }
        }

        var start = new ProcessStartInfo("dotnet") { ArgumentList = { program, $"http://127.0.0.1:{port}", file } };
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        var bare = new BareServer(Process.Start(start)!, file, new IPEndPoint(IPAddress.Loopback, port));
        while (!await bare.ListensAsync())
        {
            await Task.Delay(50);
        }

        return bare;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        File.Delete(_replies);
    }

    private async Task<bool> ListensAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(EndPoint);
            return true;
        }
        catch (SocketException) when (!_process.HasExited)
        {
            return false;
        }
    }
}
