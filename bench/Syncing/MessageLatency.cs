using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Bench.Syncing;

/// <summary>From the sending of a vendor's message to its acknowledgement, and to the record's change as listeners of the feed hear it.</summary>
internal sealed class MessageLatency : IFeedListener
{
    private readonly ConcurrentDictionary<string, long> _sent = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<double> _heard = [];
    private int _jumps;

    public void OnChanges(IReadOnlyList<Change> changes)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var change in changes.Where(change => change is { Entity: "client", After: not null }))
        {
            using var rows = JsonDocument.Parse(change.After!);
            foreach (var row in rows.RootElement.EnumerateArray())
            {
                if (_sent.TryRemove(row.GetProperty("source_key").GetString()!, out var sent))
                {
                    _heard.Add(Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
                }
            }
        }
    }

    /// <summary>The feed jumps when the node starts, and while a hundred thousand records are pulled at once; nothing is measured then.</summary>
    public void Reset() => _jumps++;

    public async Task RunAsync(Workbench bench, int perSecond, int seconds, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(bench.Get<HookDoor>());
        await using var door = builder.Build();
        door.UseRouting();
        door.MapHookDoor();
        await door.StartAsync(cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(door.Urls.First()) };
        await SendAsync(client, bench, "warm", cancellationToken);
        var acknowledged = new ConcurrentBag<double>();
        var sending = new List<Task>();
        _jumps = 0;
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < perSecond * seconds; i++)
        {
            // Due on a fixed schedule, whether or not earlier ones were answered; a stall shows in every message that it held up.
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            var early = due - Stopwatch.GetElapsedTime(begun);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, cancellationToken);
            }

            sending.Add(MeasureAsync(client, bench, $"m{i}", acknowledged, cancellationToken));
        }

        await Task.WhenAll(sending);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var waited = 0; waited < 200 && _heard.Count < perSecond * seconds; waited++)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        Console.WriteLine($"messages in, {perSecond}/s over {seconds} s: acknowledged {Figures(acknowledged)}; heard in the feed {Figures(_heard)}; lost {perSecond * seconds - _heard.Count}; the feed jumped {_jumps} times");
    }

    private async Task MeasureAsync(HttpClient client, Workbench bench, string id, ConcurrentBag<double> acknowledged, CancellationToken cancellationToken)
    {
        var sent = Stopwatch.GetTimestamp();
        _sent[id] = sent;
        await SendAsync(client, bench, id, cancellationToken);
        acknowledged.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
    }

    private static async Task SendAsync(HttpClient client, Workbench bench, string id, CancellationToken cancellationToken)
    {
        var body = $$$"""{"id":"e-{{{id}}}","type":"client.saved","data":{"id":"{{{id}}}","version":1,"name":"Client {{{id}}}","email":"{{{id}}}@example.test","phone":null}}""";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        content.Headers.Add("X-Signature", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Vendor.Secret), Encoding.UTF8.GetBytes(body))));
        using var answer = await client.PostAsync(new Uri($"/hooks/bench/{bench.Connection.Id}", UriKind.Relative), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static string Figures(ConcurrentBag<double> values)
    {
        var sorted = values.Order().ToList();
        string At(double share) => sorted.Count == 0 ? "none" : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))].ToString("0.0", CultureInfo.InvariantCulture);
        return $"p50 {At(0.5)} ms, p99 {At(0.99)} ms";
    }
}
