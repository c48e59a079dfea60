using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections;

/// <summary>Which location each place of a vendor is.</summary>
/// <param name="Links">Place → location.</param>
/// <param name="Ignored">Places that a person said are none of ours: their records are left out.</param>
/// <param name="Only">The connection's own location, where it serves a single one: the location of records that name no place, or one that is not linked; else null.</param>
/// <param name="OfUnplaced">The location of records that name no place: the one that is linked, where every place is matched and all others are none of ours; else null.</param>
/// <param name="Default">The location that was chosen for entries of lists that name no place; null: nobody has chosen.</param>
internal sealed record PlaceLinks(IReadOnlyDictionary<string, NodeId> Links, IReadOnlySet<string> Ignored, NodeId? Only, NodeId? OfUnplaced = null, NodeId? Default = null)
{
    /// <summary>The location of a record; null: nobody has linked that place yet, so the record waits.</summary>
    /// <param name="key">The place the record names; null: none.</param>
    public NodeId? Find(string? key) => key is not null && Links.TryGetValue(key, out var location) ? location : Only;
}
