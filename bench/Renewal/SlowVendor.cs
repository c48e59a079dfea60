using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BookedBarber.Bench.Renewal;

/// <summary>A vendor that takes its time over tokens, once it has been told to, and counts how often it is asked from then on.</summary>
internal sealed class SlowVendor : IDisposable
{
    private readonly HttpListener _listener = new();
    private TimeSpan _latency;
    private int _asked;

    public SlowVendor()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    public int Asked => Volatile.Read(ref _asked);

    public void Begin(TimeSpan latency)
    {
        _latency = latency;
        Volatile.Write(ref _asked, 0);
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return; // closed
            }

            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        Interlocked.Increment(ref _asked);
        await Task.Delay(_latency);
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("""{"access_token":"new","refresh_token":"next","expires_in":3600,"expires_at":"2099-01-01T00:00:00Z"}"""));
        context.Response.Close();
    }
}
