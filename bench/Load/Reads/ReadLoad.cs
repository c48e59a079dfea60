using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Text;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Reads;

/// <summary>What one run of reads showed. First: questions that nobody had asked since the load began. Shares are of one core.</summary>
internal sealed record ReadResult(double PerSecond, long Failed, Latencies All, Latencies First, Latencies Again, IReadOnlyDictionary<string, Latencies> ByKind, double ServerShare, double OwnShare);

/// <summary>Kept-alive connections over which reads go, at a fixed rate or as fast as they are answered.</summary>
internal sealed class ReadLoad : IAsyncDisposable
{
    private readonly List<HttpConnection> _connections = [];
    private readonly HashSet<ReadRequest> _asked = [];
    private readonly int _pid;
    private long _next;

    private ReadLoad(int pid) => _pid = pid;

    /// <param name="server">Where it listens.</param>
    /// <param name="connections">How many.</param>
    /// <param name="pid">The server's process, for its processor time; 0: not told.</param>
    public static async Task<ReadLoad> OpenAsync(IPEndPoint server, int connections, int pid)
    {
        var load = new ReadLoad(pid);
        for (var i = 0; i < connections; i++)
        {
            load._connections.Add(await HttpConnection.OpenAsync(server));
        }

        return load;
    }

    /// <summary>Asks each once, four at a time, and keeps the answers. An answer that is no 200 ends the run: what it measured would be worth nothing.</summary>
    public async Task<IReadOnlyList<byte[]>> RecordAsync(IReadOnlyList<ReadRequest> requests, Action<ReadRequest, TimeSpan> answered)
    {
        var replies = new byte[requests.Count][];
        _next = requests.Count;
        _asked.UnionWith(requests);
        var next = -1;
        await Task.WhenAll(_connections.Take(4).Select(connection => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < requests.Count; i = Interlocked.Increment(ref next))
            {
                var (body, since) = (new ArrayBufferWriter<byte>(), Stopwatch.GetTimestamp());
                var status = await connection.SendAsync(requests[i].Bytes, body);
                answered(requests[i], Stopwatch.GetElapsedTime(since));
                replies[i] = status == 200
                    ? body.WrittenSpan.ToArray()
                    : throw new InvalidOperationException($"{status} for {Encoding.UTF8.GetString(requests[i].Bytes)[..300]}: {Encoding.UTF8.GetString(body.WrittenSpan)}");
            }
        })));
        return replies;
    }

    public Task<ReadResult> PacedAsync(IReadOnlyList<ReadRequest> requests, int perSecond, int seconds)
    {
        Report.Say($"{perSecond} reads/s for {seconds} s …");
        return MeasureAsync(requests, (ask, _) => Pace.RunAsync(perSecond, seconds, _connections.Select<HttpConnection, Func<long, long, Task>>(connection => (number, due) => ask(connection, number, due))));
    }

    /// <summary>So many requests: those that were not asked yet, evenly among others that were.</summary>
    public IReadOnlyList<ReadRequest> Spread(IReadOnlyList<ReadRequest> requests, int count)
    {
        var (known, left) = (requests.Where(_asked.Contains).ToList(), requests.Where(request => !_asked.Contains(request)).Take(count).ToList());
        var (spread, taken) = (new List<ReadRequest>(count), 0);
        for (var place = 0; place < count; place++)
        {
            spread.Add((long)(place + 1) * left.Count / count > taken ? left[taken++] : known[(place - taken) % known.Count]);
        }

        return spread;
    }

    public Task<ReadResult> UnpacedAsync(IReadOnlyList<ReadRequest> requests, int seconds)
    {
        Report.Say($"as many reads as are answered for {seconds} s …");
        return MeasureAsync(requests, async (ask, start) =>
        {
            var (end, next) = (start + seconds * Stopwatch.Frequency, -1L);
            await Task.WhenAll(_connections.Select(connection => Task.Run(async () =>
            {
                while (Stopwatch.GetTimestamp() < end)
                {
                    await ask(connection, Interlocked.Increment(ref next), Stopwatch.GetTimestamp());
                }
            })));
        });
    }

    public ValueTask DisposeAsync()
    {
        _connections.ForEach(connection => connection.Dispose());
        return ValueTask.CompletedTask;
    }

    private async Task<ReadResult> MeasureAsync(IReadOnlyList<ReadRequest> requests, Func<Func<HttpConnection, long, long, Task>, long, Task> run)
    {
        var (all, failed) = (new Latencies(), 0L);
        var (first, again) = (new Latencies(), new Latencies());
        var byKind = requests.Select(request => request.Kind).Distinct(StringComparer.Ordinal).ToDictionary(kind => kind, _ => new Latencies(), StringComparer.Ordinal);
        var from = _next; // goes on with other questions than the run before
        var (start, own, server) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime.TotalSeconds, ServerSeconds());
        await run(
            async (connection, number, since) =>
            {
                var request = requests[(int)((from + number) % requests.Count)];
                Interlocked.Increment(ref _next);
                var isFirst = IsFirst(request);
                if (await connection.SendAsync(request.Bytes) != 200)
                {
                    Interlocked.Increment(ref failed);
                }

                var taken = Stopwatch.GetElapsedTime(since);
                all.Record(taken);
                byKind[request.Kind].Record(taken);
                (isFirst ? first : again).Record(taken);
            },
            start);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new ReadResult(all.Count / seconds, failed, all, first, again, byKind, (ServerSeconds() - server) / seconds, (Environment.CpuUsage.TotalTime.TotalSeconds - own) / seconds);
    }

    private bool IsFirst(ReadRequest request)
    {
        lock (_asked)
        {
            return _asked.Add(request);
        }
    }

    private double ServerSeconds() => _pid == 0 ? 0 : Machine.ProcessorSeconds(_pid);
}
