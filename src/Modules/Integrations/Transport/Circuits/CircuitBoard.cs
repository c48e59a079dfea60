using System.Collections.Concurrent;

namespace BookedBarber.Integrations.Transport.Circuits;

/// <summary>The circuits of this node.</summary>
internal sealed class CircuitBoard(CircuitStore store, TimeProvider clock)
{
    private readonly ConcurrentDictionary<CircuitKey, Circuit> _circuits = new();

    public Circuit For(CircuitKey key) => _circuits.GetOrAdd(key, made => new Circuit(made, store, clock));
}
