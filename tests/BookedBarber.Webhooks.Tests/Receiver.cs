using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Webhooks.Tests;

/// <summary>An endpoint on this machine that keeps what it gets and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Delivery> _got = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly CancellationTokenSource _closing = new();
    private Func<Delivery, HttpResponse, Task> _answer = (_, _) => Task.CompletedTask;

    private Receiver(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First() + "/hooks");

    public IReadOnlyList<Delivery> Got => [.. _got];

    /// <summary>Ends when the receiver is closed: for answers that never come.</summary>
    public CancellationToken Closing => _closing.Token;

    public static async Task<Receiver> OpenAsync(Func<Delivery, HttpResponse, Task>? answer = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        if (answer is not null)
        {
            receiver._answer = answer;
        }

        return receiver;
    }

    public static Task<Receiver> OpenAsync(int status) => OpenAsync((_, response) =>
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    });

    public void AnswerWith(Func<Delivery, HttpResponse, Task> answer) => _answer = answer;

    public void AnswerWith(int status) => AnswerWith((_, response) =>
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>Waits until so many requests have come.</summary>
    public Task<IReadOnlyList<Delivery>> WaitForAsync(int count) => WaitForAsync(got => got.Count >= count);

    public async Task<IReadOnlyList<Delivery>> WaitForAsync(Func<IReadOnlyList<Delivery>, bool> isEnough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isEnough(Got))
        {
            try
            {
                await _changed.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"Only {_got.Count} came: {string.Join(", ", Got.Select(one => one.Type))}", late);
            }
        }

        return Got;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
        _changed.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var delivery = new Delivery(context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal), body.ToArray());
        _got.Enqueue(delivery);
        _changed.Release();
        await _answer(delivery, context.Response);
    }
}
