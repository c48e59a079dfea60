using BookedBarber.Shared;

namespace BookedBarber.Integrations.Transport.Circuits;

/// <summary>What a circuit protects: one host, as called for one connection.</summary>
internal readonly record struct CircuitKey(NetworkId Network, Guid Connection, string Host);
