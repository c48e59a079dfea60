using System.Diagnostics.CodeAnalysis;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Caching;

/// <summary>
/// A bounded memory of finished values. A value is dropped when days it rests on settle anew, at once or as soon as its patience ends; one that
/// was being made meanwhile is given to those who asked before, and not kept. Each value is made once, however many ask.
/// </summary>
/// <param name="name">For the meters.</param>
/// <param name="capacity">Room, in what <paramref name="sizeOf"/> counts.</param>
/// <param name="sizeOf">What a value takes of it.</param>
/// <param name="clock">The time.</param>
/// <param name="tell">Told of each value that is held until when it may be served, whenever that changes; null: it is held no longer.</param>
/// <param name="wasUsed">Whether a value was served elsewhere since this was last asked: then it is not the first to make room.</param>
internal sealed class SettledCache<TValue>(string name, long capacity, Func<TValue, long> sizeOf, TimeProvider clock, Action<TValue, DateTimeOffset?>? tell = null, Func<TValue, bool>? wasUsed = null) : IDisposable
    where TValue : class
{
    // One value may take a sixteenth of the room, so that a few large ones cannot empty it.
    public const int Largest = 16;

    // The longest echo that any basis has.
    private static readonly TimeSpan LongestEcho = TimeSpan.FromSeconds(10);

    // Cold answers are database work: a few at a time finish sooner than all at once. A maker waits for the database about as long as it computes.
    private readonly SemaphoreSlim _makers = new(2 * Math.Max(2, Environment.ProcessorCount));
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _recent = new();
    private readonly Dictionary<string, Flight> _flights = new(StringComparer.Ordinal);
    private readonly Queue<Change> _latest = new();
    private long _size;

    /// <summary>A change, kept as long as its echo can last.</summary>
    private sealed record Change(DateTimeOffset At, Func<Basis, TimeSpan?> PatienceOf);

    /// <summary>Makes a value from an older one of which only some nodes have changed.</summary>
    public delegate Task<TValue> Amend(TValue old, IReadOnlySet<Guid> changed, CancellationToken cancellationToken);

    /// <summary>Makes a value from an older one that has only reached its greatest age: nothing it rests on has changed.</summary>
    public delegate Task<TValue> Renew(TValue old, CancellationToken cancellationToken);

    private sealed class Entry(string key, Basis basis, TValue value, long size, DateTimeOffset madeAt, ChangesSince changes)
    {
        public string Key => key;

        public Basis Basis => basis;

        public TValue Value => value;

        public long Size => size;

        public ChangesSince Changes => changes;

        /// <summary>The first instant at which it must not be served any more.</summary>
        public DateTimeOffset Until
        {
            get
            {
                var aged = basis.MaxAge is { } age ? madeAt + age : DateTimeOffset.MaxValue;
                return changes.Deadline is { } deadline && deadline < aged ? deadline : aged;
            }
        }

        public bool IsDue(DateTimeOffset now) => Until <= now;
    }

    private sealed class Flight(Basis basis)
    {
        public Basis Basis { get; } = basis;

        public Task<TValue> Task { get; set; } = null!;

        public bool IsOvertaken { get; set; }

        public ChangesSince Changes { get; } = new();
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

    /// <summary>The value if it is held and may be served.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TValue? value)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var found) && !found.Value.IsDue(clock.GetUtcNow()))
            {
                _recent.Remove(found);
                _recent.AddFirst(found);
                value = found.Value.Value;
                CacheMeter.Hits.Add(1, new KeyValuePair<string, object?>("cache", name));
                return true;
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
    /// <param name="amend">Makes it from the one before where the changed nodes are known; null: it is made whole.</param>
    /// <param name="renew">Makes it from the one before where that has only grown old; null: it is made whole.</param>
    public Task<TValue> GetAsync(
        string key, Basis basis, Func<CancellationToken, Task<TValue>> make, CancellationToken cancellationToken, Amend? amend = null, Renew? renew = null)
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
                flight.Task = FlyAsync(key, flight, start.Task, FromOld(key, flight, amend, renew) ?? make);
            }
        }

        start?.SetResult();
        return flight.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Drops what rests on these days of the network, at once or after its patience.</summary>
    /// <param name="network">The network.</param>
    /// <param name="days">The days.</param>
    /// <param name="nodes">The nodes that changed, with everything above them; null: not known.</param>
    public void Drop(NetworkId network, Period days, IReadOnlySet<Guid>? nodes = null) => Drop(basis => basis.PatienceAfter(network, days, nodes), nodes);

    /// <summary>Drops everything of a network.</summary>
    public void Drop(NetworkId network) => Drop(basis => basis.Network == network ? TimeSpan.Zero : null, nodes: null);

    /// <summary>Drops everything.</summary>
    public void Clear() => Drop(_ => TimeSpan.Zero, nodes: null);

    public void Dispose() => _makers.Dispose();

    private void Drop(Func<Basis, TimeSpan?> patienceOf, IReadOnlySet<Guid>? nodes)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            ForgetFadedChanges(now);
            _latest.Enqueue(new Change(now, patienceOf));
            foreach (var node in _entries.Values.ToList())
            {
                if (patienceOf(node.Value.Basis) is not { } patience)
                {
                    continue;
                }

                node.Value.Changes.Add(now + patience, nodes);
                if (nodes is null && patience == TimeSpan.Zero)
                {
                    Remove(node);
                }
                else
                {
                    tell?.Invoke(node.Value.Value, node.Value.Until);
                }
            }

            foreach (var (key, flight) in _flights.ToList())
            {
                if (patienceOf(flight.Basis) is not { } patience)
                {
                    continue;
                }

                flight.Changes.Add(now + patience, nodes);
                if (patience == TimeSpan.Zero)
                {
                    flight.IsOvertaken = true;
                    _flights.Remove(key);
                }
            }
        }
    }

    private void ForgetFadedChanges(DateTimeOffset now)
    {
        while (_latest.TryPeek(out var change) && now - change.At >= LongestEcho)
        {
            _latest.Dequeue();
        }
    }

    /// <summary>What a value was made from may be older than a change that was told already; then it is made again once that has reached them.</summary>
    private void AwaitEchoes(Flight flight, DateTimeOffset now)
    {
        foreach (var change in _latest)
        {
            if (now - change.At < flight.Basis.Echo && change.PatienceOf(flight.Basis) is not null)
            {
                flight.Changes.Add(change.At + flight.Basis.Echo, nodes: null);
                return;
            }
        }
    }

    /// <summary>Takes the value before away; how to make the next one from it, or null when it is to be made whole.</summary>
    private Func<CancellationToken, Task<TValue>>? FromOld(string key, Flight flight, Amend? amend, Renew? renew)
    {
        if (!_entries.TryGetValue(key, out var node))
        {
            return null;
        }

        Remove(node);
        var old = node.Value;
        if (renew is not null && !(old.Changes.Deadline <= clock.GetUtcNow()))
        {
            flight.Changes.Add(old.Changes);
            return token => renew(old.Value, token);
        }

        return amend is not null && old.Changes is { Deadline: not null, Nodes: { } changed } ? token => amend(old.Value, changed, token) : null;
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
        var size = sizeOf(value);
        lock (_gate)
        {
            if (flight.IsOvertaken || size > capacity / Largest)
            {
                return;
            }

            if (_entries.TryGetValue(key, out var old))
            {
                Remove(old);
            }

            AwaitEchoes(flight, clock.GetUtcNow());
            var entry = new Entry(key, flight.Basis, value, size, clock.GetUtcNow(), flight.Changes);
            _entries[key] = _recent.AddFirst(entry);
            _size += size;
            tell?.Invoke(value, entry.Until);
            MakeRoom();
        }
    }

    private void MakeRoom()
    {
        var spared = 0;
        while (_size > capacity)
        {
            var last = _recent.Last!;
            if (wasUsed?.Invoke(last.Value.Value) == true && spared++ < _entries.Count)
            {
                _recent.Remove(last);
                _recent.AddFirst(last);
            }
            else
            {
                Remove(last);
            }
        }
    }

    private void Remove(LinkedListNode<Entry> entry)
    {
        _entries.Remove(entry.Value.Key);
        _recent.Remove(entry);
        _size -= entry.Value.Size;
        tell?.Invoke(entry.Value.Value, null);
    }
}
