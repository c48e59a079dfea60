using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Streaming;

/// <summary>Many open sockets: of a hundred, ninety look at one location each, nine at a region and one at the whole network.</summary>
internal sealed class Subscribers(Api api, Guid network, IReadOnlyList<Place> places, FrameHeard heard) : IDisposable
{
    private const int OpeningAtOnce = 64;
    private readonly ConcurrentBag<LiveSocket> _sockets = [];
    private readonly ConcurrentDictionary<Guid, int> _perNode = [];
    private readonly CancellationTokenSource _end = new();
    private readonly List<Guid> _regions = [.. places.Select(place => place.Path[1]).Distinct()];
    private int _broken;
    private int _begun;

    /// <summary>Sockets that ended before we let them go.</summary>
    public int Broken => Volatile.Read(ref _broken);

    /// <summary>Sockets that have heard their first frame.</summary>
    public int Begun => Volatile.Read(ref _begun);

    public int Regions => _regions.Count;

    /// <summary>How many sockets are to hear of a sale there.</summary>
    public int Listening(Place place) => place.Path.Sum(node => _perNode.GetValueOrDefault(node));

    public Task OpenAsync(int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        new ParallelOptions { MaxDegreeOfParallelism = OpeningAtOnce },
        async (number, cancellationToken) =>
        {
            var node = (number % 100) switch
            {
                0 => network,
                < 10 => _regions[(number / 100 * 9 + number) % _regions.Count],
                _ => places[number % places.Count].Id,
            };
            var from = IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.0.{2 + number % 8}"));
            var socket = await LiveSocket.OpenAsync(api.EndPoint, from, $"/api/v2/franchise/networks/{network}/stream/performance?node={node}", api.Token, cancellationToken);
            _sockets.Add(socket);
            _perNode.AddOrUpdate(node, 1, (_, before) => before + 1);
            _ = ListenAsync(socket);
        });

    public void Dispose()
    {
        _end.Cancel();
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        _end.Dispose();
    }

    private async Task ListenAsync(LiveSocket socket)
    {
        var begun = false;
        var end = await socket.ReadAsync(
            utf8 =>
            {
                if (!begun)
                {
                    begun = true;
                    Interlocked.Increment(ref _begun);
                }

                heard(utf8);
            },
            _end.Token);
        if (!_end.IsCancellationRequested)
        {
            if (Interlocked.Increment(ref _broken) <= 3)
            {
                Report.Say($"a socket ended: {end}");
            }
        }
    }
}
