using System.Collections.Concurrent;
using BookedBarber.Shared;

namespace BookedBarber.Streams.Sockets;

/// <summary>All open sockets of this node, by what they look at.</summary>
internal sealed class Subscriptions
{
    private readonly ConcurrentDictionary<View, ConcurrentDictionary<Subscriber, bool>> _byView = new();
    private readonly ConcurrentDictionary<NodeId, ConcurrentDictionary<View, bool>> _viewsByRoot = new();
    private readonly Lock _gate = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public IEnumerable<Subscriber> All => _byView.Values.SelectMany(subscribers => subscribers.Keys);

    public IReadOnlyCollection<View> Views => (IReadOnlyCollection<View>)_byView.Keys;

    /// <summary>Takes a socket in, unless it is gone already: the board takes requests a moment after they were made.</summary>
    public void Add(View view, Subscriber subscriber)
    {
        lock (_gate)
        {
            if (subscriber.IsClosed)
            {
                return;
            }

            var subscribers = _byView.GetOrAdd(view, _ => new ConcurrentDictionary<Subscriber, bool>(concurrencyLevel: 1, capacity: 1));
            if (subscribers.TryAdd(subscriber, true))
            {
                _count++;
            }

            foreach (var root in view.Roots.Items)
            {
                _viewsByRoot.GetOrAdd(root, _ => new ConcurrentDictionary<View, bool>(concurrencyLevel: 1, capacity: 1))[view] = true;
            }
        }
    }

    public void Remove(View view, Subscriber subscriber)
    {
        lock (_gate)
        {
            if (!_byView.TryGetValue(view, out var subscribers) || !subscribers.TryRemove(subscriber, out _))
            {
                return;
            }

            _count--;
            if (!subscribers.IsEmpty)
            {
                return;
            }

            _byView.TryRemove(view, out _);
            foreach (var root in view.Roots.Items)
            {
                if (_viewsByRoot.TryGetValue(root, out var views) && views.TryRemove(view, out _) && views.IsEmpty)
                {
                    _viewsByRoot.TryRemove(root, out _);
                }
            }
        }
    }

    /// <summary>Forgets a socket for good, also when the board still has a request of its own to take in.</summary>
    public void Close(Subscriber subscriber)
    {
        lock (_gate)
        {
            subscriber.IsClosed = true;
            Remove(subscriber.View, subscriber);
        }
    }

    public IEnumerable<Subscriber> In(View view) => _byView.TryGetValue(view, out var subscribers) ? subscribers.Keys : [];

    /// <summary>Views with this node at their top.</summary>
    public IEnumerable<View> RootedAt(NodeId node) => _viewsByRoot.TryGetValue(node, out var views) ? views.Keys : [];
}
