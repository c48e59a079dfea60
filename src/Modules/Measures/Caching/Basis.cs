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
