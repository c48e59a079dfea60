using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Caching;

/// <summary>What a cached value rests on.</summary>
/// <param name="Network">The network.</param>
/// <param name="Days">Days whose change makes it wrong.</param>
/// <param name="MaxAge">How long it may be served although nothing it rests on has changed; null: as long as there is room.</param>
internal sealed record Basis(NetworkId Network, Period Days, TimeSpan? MaxAge = null);

/// <summary>
/// A bounded memory of finished values. A value is dropped when days it rests on settle anew; one that was being made meanwhile is
/// given to those who asked before, and not kept. Each value is made once, however many ask.
/// </summary>
internal sealed class SettledCache<TValue>(string name, long capacity, Func<TValue, long> sizeOf, TimeProvider clock) : IDisposable
    where TValue : class
{
    // Cold answers are database work: a few at a time finish sooner than all at once.
    private readonly SemaphoreSlim _makers = new(Math.Max(2, Environment.ProcessorCount));
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _recent = new();
    private readonly Dictionary<string, Flight> _flights = new(StringComparer.Ordinal);
    private long _size;

    private sealed record Entry(string Key, Basis Basis, TValue Value, long Size, DateTimeOffset MadeAt);

    private sealed class Flight(Basis basis)
    {
        public Basis Basis { get; } = basis;

        public Task<TValue> Task { get; set; } = null!;

        public bool IsOvertaken { get; set; }
    }

    /// <summary>Bytes (or rows) held.</summary>
    public long Size
    {
        get
        {
            lock (_gate)
            {
                return _size;
            }
        }
    }

    /// <summary>The value if it is held.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TValue? value)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var found))
            {
                if (found.Value.Basis.MaxAge is not { } age || clock.GetUtcNow() - found.Value.MadeAt < age)
                {
                    _recent.Remove(found);
                    _recent.AddFirst(found);
                    value = found.Value.Value;
                    CacheMeter.Hits.Add(1, new KeyValuePair<string, object?>("cache", name));
                    return true;
                }

                Remove(found);
            }
        }

        value = null;
        return false;
    }

    /// <summary>The value, made if it is not held.</summary>
    /// <param name="key">Everything that the value depends on except data: question, arguments, what may be seen.</param>
    /// <param name="basis">The data it depends on.</param>
    /// <param name="make">Makes it; not cancelled when the one who asked first goes away.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<TValue> GetAsync(string key, Basis basis, Func<CancellationToken, Task<TValue>> make, CancellationToken cancellationToken)
    {
        if (TryGet(key, out var held))
        {
            return Task.FromResult(held);
        }

        Flight? flight;
        TaskCompletionSource? start = null;
        lock (_gate)
        {
            if (!_flights.TryGetValue(key, out flight))
            {
                CacheMeter.Misses.Add(1, new KeyValuePair<string, object?>("cache", name));
                start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _flights[key] = flight = new Flight(basis);
                flight.Task = FlyAsync(key, flight, start.Task, make);
            }
        }

        start?.SetResult();
        return flight.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Drops what rests on these days of the network.</summary>
    public void Drop(NetworkId network, Period days) =>
        Drop(basis => basis.Network == network && basis.Days.From <= days.To && basis.Days.To >= days.From);

    /// <summary>Drops everything of a network.</summary>
    public void Drop(NetworkId network) => Drop(basis => basis.Network == network);

    /// <summary>Drops everything.</summary>
    public void Clear() => Drop(_ => true);

    public void Dispose() => _makers.Dispose();

    private void Drop(Func<Basis, bool> isWrong)
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Values.Where(entry => isWrong(entry.Value.Basis)).ToList())
            {
                Remove(entry);
            }

            foreach (var (key, flight) in _flights.Where(pair => isWrong(pair.Value.Basis)).ToList())
            {
                flight.IsOvertaken = true;
                _flights.Remove(key);
            }
        }
    }

    private async Task<TValue> FlyAsync(string key, Flight flight, Task start, Func<CancellationToken, Task<TValue>> make)
    {
        await start;
        await _makers.WaitAsync();
        try
        {
            var value = await make(CancellationToken.None);
            Keep(key, flight, value);
            return value;
        }
        finally
        {
            _makers.Release();
            lock (_gate)
            {
                if (!flight.IsOvertaken)
                {
                    _flights.Remove(key);
                }
            }
        }
    }

    private void Keep(string key, Flight flight, TValue value)
    {
        // One value may take a sixteenth of the room, so that a few large ones cannot empty it.
        var size = sizeOf(value);
        lock (_gate)
        {
            if (flight.IsOvertaken || size > capacity / 16)
            {
                return;
            }

            if (_entries.TryGetValue(key, out var old))
            {
                Remove(old);
            }

            _entries[key] = _recent.AddFirst(new Entry(key, flight.Basis, value, size, clock.GetUtcNow()));
            _size += size;
            while (_size > capacity)
            {
                Remove(_recent.Last!);
            }
        }
    }

    private void Remove(LinkedListNode<Entry> entry)
    {
        _entries.Remove(entry.Value.Key);
        _recent.Remove(entry);
        _size -= entry.Value.Size;
    }
}

/// <summary>Hits and misses of the caches, by cache.</summary>
internal static class CacheMeter
{
    private static readonly Meter Meter = new("BookedBarber.Measures");

    public static Counter<long> Hits { get; } = Meter.CreateCounter<long>("bookedbarber.measures.cache.hits");

    public static Counter<long> Misses { get; } = Meter.CreateCounter<long>("bookedbarber.measures.cache.misses");
}
