using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Streams.Sockets;

/// <summary>What a socket looks at. Sockets with equal views share every frame.</summary>
/// <param name="Network">The network.</param>
/// <param name="Roots">Nodes at the top of what is shown; in id order.</param>
/// <param name="StaffId">Set for a barber: only this staff member's own records, and no figures of the shop.</param>
internal sealed record View(NetworkId Network, EquatableList<NodeId> Roots, Guid? StaffId)
{
    /// <summary>The roots that lie on a node's way to the top, if any.</summary>
    public bool Shows(Node node) => node.Ref.Path.Any(Roots.Items.Contains);
}

/// <summary>A list that equals another with the same items in the same order.</summary>
internal readonly struct EquatableList<T>(IReadOnlyList<T> items) : IEquatable<EquatableList<T>>
    where T : IEquatable<T>
{
    public IReadOnlyList<T> Items => items ?? [];

    public bool Equals(EquatableList<T> other) => Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is EquatableList<T> other && Equals(other);

    public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);
}
