using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Integrations.Tests.Support;

/// <summary>A vendor on a real socket of this machine: answers what the test says, and remembers what it was asked.</summary>
internal sealed class VendorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<VendorCall> _calls = new();

    private VendorServer(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>Answers a request; by default an empty object.</summary>
    public Func<VendorCall, HttpContext, Task> Answer { get; set; } = (_, context) => context.Response.WriteAsJsonAsync(new { });

    public IReadOnlyList<VendorCall> Calls => [.. _calls];

    /// <summary>As new.</summary>
    public void Forget()
    {
        _calls.Clear();
        Answer = (_, context) => context.Response.WriteAsJsonAsync(new { });
    }

    public int Count(string path) => _calls.Count(call => call.Path == path);

    public static async Task<VendorServer> StartAsync(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        var server = new VendorServer(builder.Build());
        server._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var call = new VendorCall(
                context.Request.Method,
                context.Request.Path,
                context.Request.QueryString.Value ?? string.Empty,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync());
            server._calls.Enqueue(call);
            await server.Answer(call, context);
        });
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>A request that the vendor got.</summary>
internal sealed record VendorCall(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Field(string name) =>
        Body.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair[0] == name && pair.Length == 2).Select(pair => Uri.UnescapeDataString(pair[1].Replace('+', ' '))).FirstOrDefault();
}
