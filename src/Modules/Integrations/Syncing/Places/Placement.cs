using BookedBarber.Network.Contracts;

namespace BookedBarber.Integrations.Syncing.Places;

/// <summary>Where an item belongs.</summary>
/// <param name="Units">Its units of the tree; several only where each of them has a record of it. Empty: not known yet, or nowhere here.</param>
internal sealed record Placement(IReadOnlyList<Node> Units)
{
    /// <summary>Its place is left out, or the vendor says that it is nowhere.</summary>
    public static Placement Nowhere { get; } = new([]) { IsIgnored = true };

    /// <summary>Whether it is left out.</summary>
    public bool IsIgnored { get; private init; }

    /// <summary>Whether nobody has said that it belongs there.</summary>
    public bool IsAssumed { get; init; }

    /// <summary>The place it waits for; null: the vendor names none.</summary>
    public string? WaitsFor { get; init; }

    public static Placement At(Node unit) => new([unit]);

    public static Placement Waiting(string? place) => new([]) { WaitsFor = place };
}
