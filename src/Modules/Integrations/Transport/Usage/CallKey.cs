using BookedBarber.Shared;

namespace BookedBarber.Integrations.Transport.Usage;

/// <summary>What calls are counted by.</summary>
/// <param name="Hour">Its beginning, UTC.</param>
/// <param name="Class">Wire name of the priority.</param>
/// <param name="Outcome"><c>ok</c> or the wire name of the kind of fault.</param>
internal readonly record struct CallKey(NetworkId Network, Guid Connection, DateTimeOffset Hour, string Class, string Outcome);
