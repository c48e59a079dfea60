using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Bench.Webhooks;

/// <summary>An endpoint on this machine that notes when each sale arrived at each path.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>Moments of arrival, by path and sale; what comes twice keeps its first.</summary>
    public ConcurrentDictionary<(string Path, Guid Sale), long> Arrived { get; } = new();

    public Uri Url(string path) => new(_app.Urls.First() + path);

    public static async Task<Receiver> OpenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync(CancellationToken.None);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var at = TimeProvider.System.GetTimestamp();
        using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        Arrived.TryAdd((context.Request.Path.Value!, body.RootElement.GetProperty("data").GetProperty("id").GetGuid()), at);
    }
}
