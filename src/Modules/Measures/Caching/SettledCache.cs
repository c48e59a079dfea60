using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Caching;

/// <summary>What a cached value rests on.</summary>
/// <param name="Network">The network.</param>
/// <param name="Days">Days whose change makes it wrong.</param>
/// <param name="MaxAge">How long it may be served although nothing it rests on has changed; null: as long as there is room.</param>
/// <param name="Nodes">The nodes it is about. Null: all.</param>
/// <param name="Patience">How long it may still be served after what it is about has changed. Default: not at all.</param>
/// <param name="PeerPatience">The same after a change that is known to be elsewhere; <see cref="Untouched"/>: such a change is nothing to it. Default: not at all.</param>
/// <param name="Echo">How long after a change the values that it is made from may still be those of before: one that is made within that time is kept no longer. Default: they never are.</param>
internal sealed record Basis(
    NetworkId Network, Period Days, TimeSpan? MaxAge = null, IReadOnlyCollection<Guid>? Nodes = null, TimeSpan Patience = default, TimeSpan PeerPatience = default, TimeSpan Echo = default)
{
    public static readonly TimeSpan Untouched = TimeSpan.MaxValue;

    /// <summary>How long it may still be served after a change; null: the change does not touch it.</summary>
    /// <param name="network">Where.</param>
    /// <param name="days">When.</param>
    /// <param name="nodes">Which nodes; null: not known.</param>
    public TimeSpan? PatienceAfter(NetworkId network, Period days, IReadOnlySet<Guid>? nodes) =>
        Network != network || Days.From > days.To || Days.To < days.From ? null
        : Nodes is null || nodes is null || Nodes.Any(nodes.Contains) ? Patience
        : PeerPatience == Untouched ? null
        : PeerPatience;
}

/// <summary>
/// A bounded memory of finished values. A value is dropped when days it rests on settle anew, at once or as soon as its patience ends; one that
/// was being made meanwhile is given to those who asked before, and not kept. Each value is made once, however many ask.
/// </summary>
internal sealed class SettledCache<TValue>(string name, long capacity, Func<TValue, long> sizeOf, TimeProvider clock) : IDisposable
    where TValue : class
{
    // One value may take a sixteenth of the room, so that a few large ones cannot empty it.
    public const int Largest = 16;

    // The longest echo that any basis has.
    private static readonly TimeSpan LongestEcho = TimeSpan.FromSeconds(10);

    // Cold answers are database work: a few at a time finish sooner than all at once.
    private readonly SemaphoreSlim _makers = new(Math.Max(2, Environment.ProcessorCount));
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

    private sealed class Entry(string key, Basis basis, TValue value, long size, DateTimeOffset madeAt, Changes changes)
    {
        public string Key => key;

        public Basis Basis => basis;

        public TValue Value => value;

        public long Size => size;

        public Changes Changes => changes;

        public bool IsDue(DateTimeOffset now) => (basis.MaxAge is { } age && now - madeAt >= age) || changes.Deadline <= now;
    }

    private sealed class Flight(Basis basis)
    {
        public Basis Basis { get; } = basis;

        public Task<TValue> Task { get; set; } = null!;

        public bool IsOvertaken { get; set; }

        public Changes Changes { get; } = new();
    }

    /// <summary>What has changed since a value was made.</summary>
    private sealed class Changes
    {
        private HashSet<Guid>? _nodes = [];

        /// <summary>From then on the value must not be served; null: nothing has changed.</summary>
        public DateTimeOffset? Deadline { get; private set; }

        /// <summary>Which nodes; null: not known.</summary>
        public IReadOnlySet<Guid>? Nodes => _nodes;

        public void Add(DateTimeOffset deadline, IReadOnlySet<Guid>? nodes)
        {
            Deadline = Deadline is { } earlier && earlier < deadline ? earlier : deadline;
            if (nodes is null)
            {
                _nodes = null;
            }
            else
            {
                _nodes?.UnionWith(nodes);
            }
        }
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
    /// <param name="amend">Makes it from the one before where the changed nodes are known; null: it is always made whole.</param>
    public Task<TValue> GetAsync(string key, Basis basis, Func<CancellationToken, Task<TValue>> make, CancellationToken cancellationToken, Amend? amend = null)
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
                flight.Task = FlyAsync(key, flight, start.Task, TakeOld(key) is { Changes: { Deadline: not null, Nodes: { } changed } } old && amend is not null ? token => amend(old.Value, changed, token) : make);
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

    private Entry? TakeOld(string key)
    {
        if (!_entries.TryGetValue(key, out var node))
        {
            return null;
        }

        Remove(node);
        return node.Value;
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
            _entries[key] = _recent.AddFirst(new Entry(key, flight.Basis, value, size, clock.GetUtcNow(), flight.Changes));
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
