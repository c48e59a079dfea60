using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Faults;

/// <summary>A sale that the server has acknowledged.</summary>
internal sealed record Acknowledged(Guid Id, Guid Location, string Receipt, decimal Amount);

/// <summary>
/// Tills that post sales and know what was acknowledged. One that gets no answer, or one that says "not now", sends the same sale with the
/// same idempotency key again until it is acknowledged, as a till in a shop does.
/// </summary>
internal sealed class Sellers(string name, Api api, IReadOnlyList<Place> places)
{
    private const int Tills = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenSales = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly string _run = $"{name}-{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}";
    private readonly ConcurrentQueue<Acknowledged> _acknowledged = [];
    private readonly ConcurrentDictionary<string, int> _refusals = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _work = Task.CompletedTask;
    private int _number;
    private long _since;
    private volatile bool _closing;

    public IReadOnlyCollection<Acknowledged> Sales => _acknowledged;

    /// <summary>All receipts of this run begin like this.</summary>
    public string Receipts => _run;

    /// <summary>What tills heard instead of an acknowledgement, and how often.</summary>
    public string Refusals => _refusals.IsEmpty ? "none" : string.Join(", ", _refusals.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} ×{pair.Value}"));

    public void Open() => _work = Task.WhenAll(Enumerable.Range(0, Tills).Select(_ => Task.Run(SellAsync)));

    /// <summary>No new sales; those begun are brought to their end.</summary>
    public Task CloseAsync()
    {
        _closing = true;
        return _work;
    }

    /// <summary>The time until a sale that is sent from now on has been acknowledged.</summary>
    public async Task<TimeSpan> NextAsync()
    {
        var since = Stopwatch.GetTimestamp();
        Task waiting;
        lock (_gate)
        {
            _since = since;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting = _next.Task;
        }

        await waiting;
        return Stopwatch.GetElapsedTime(since);
    }

    private async Task SellAsync()
    {
        while (!_closing)
        {
            var number = Interlocked.Increment(ref _number);
            await SellAsync(places[number % places.Count], $"{_run}-{number}", 20 + number % 80);
            await Task.Delay(BetweenSales);
        }
    }

    private async Task SellAsync(Place place, string receipt, decimal amount)
    {
        var body = SaleBodies.Haircut(receipt, amount);
        while (true)
        {
            var sentAt = Stopwatch.GetTimestamp();
            try
            {
                using var patience = new CancellationTokenSource(Patience);
                var (status, text) = await api.PostSaleAsync(place.Id, receipt, body, patience.Token);
                if (status is HttpStatusCode.Created or HttpStatusCode.OK)
                {
                    _acknowledged.Enqueue(new Acknowledged(JsonNode.Parse(text)!["id"]!.GetValue<Guid>(), place.Id, receipt, amount));
                    Note(sentAt);
                    return;
                }

                Count($"{(int)status} {Code(text)}");
                if (status == HttpStatusCode.Unauthorized)
                {
                    await api.SignInAsync(ServerProcess.Executive, ServerProcess.DemoPassword);
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
            {
                Count(fault is HttpRequestException { HttpRequestError: var error } ? error.ToString() : fault is OperationCanceledException ? "no answer in 5 s" : "broken connection");
            }

            await Task.Delay(Pause);
        }
    }

    private void Note(long sentAt)
    {
        lock (_gate)
        {
            if (sentAt >= _since)
            {
                _next.TrySetResult();
            }
        }
    }

    private void Count(string refusal) => _refusals.AddOrUpdate(refusal, 1, (_, before) => before + 1);

    private static string Code(string text)
    {
        try
        {
            return (string?)JsonNode.Parse(text)?["code"] ?? string.Empty;
        }
        catch (System.Text.Json.JsonException)
        {
            return "without a problem";
        }
    }
}
