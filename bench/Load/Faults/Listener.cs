using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Faults;

/// <summary>One reader of the network's stream that comes back after every break with the last position it knows.</summary>
internal sealed class Listener(Api api, Guid network) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Guid, long> _heard = [];
    private Task _work = Task.CompletedTask;
    private long _seq = -1;

    /// <summary>How often it came back.</summary>
    public int Resumed { get; private set; }

    /// <summary>Snapshots that said that something was missed for good.</summary>
    public int Gaps { get; private set; }

    /// <summary>Frames whose position was below one heard before.</summary>
    public int Backwards { get; private set; }

    public bool Heard(Guid sale) => _heard.ContainsKey(sale);

    /// <summary>When it first heard of a sale, as a timestamp of the stopwatch.</summary>
    public long? HeardAt(Guid sale) => _heard.TryGetValue(sale, out var at) ? at : null;

    public void Open() => _work = Task.Run(ListenAsync, _end.Token);

    /// <summary>Waits until it has heard of all of them, at most so long; says how many it has not.</summary>
    public async Task<int> MissedAsync(IReadOnlyCollection<Acknowledged> sales, TimeSpan patience)
    {
        var since = Stopwatch.GetTimestamp();
        while (sales.Any(sale => !Heard(sale.Id)) && Stopwatch.GetElapsedTime(since) < patience)
        {
            await Task.Delay(50, _end.Token);
        }

        return sales.Count(sale => !Heard(sale.Id));
    }

    public async Task CloseAsync()
    {
        await _end.CancelAsync();
        await _work;
    }

    public void Dispose() => _end.Dispose();

    private async Task ListenAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, _end.Token);
                var from = _seq < 0 ? string.Empty : $"?from={_seq}";
                using var socket = await LiveSocket.OpenAsync(api.EndPoint, IPAddress.Loopback, $"/api/v2/franchise/networks/{network}/stream/performance{from}", api.Token, _end.Token);
                Resumed += from.Length > 0 ? 1 : 0;
                await socket.ReadAsync(Hear, _end.Token);
            }
            catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException)
            {
                // Not there at the moment, or asked to end.
            }
        }
    }

    private void Hear(ReadOnlySpan<byte> utf8)
    {
        var seq = Frame.Seq(utf8);
        if (Frame.Is(utf8, "\"snapshot\""u8))
        {
            Gaps += _seq >= 0 && utf8.IndexOf("\"reason\":\"gap\""u8) >= 0 ? 1 : 0;
        }

        Backwards += seq < _seq ? 1 : 0;
        _seq = Math.Max(_seq, seq);
        Frame.ForEachId(utf8, id => _heard.TryAdd(id, Stopwatch.GetTimestamp()));
    }
}
