using BookedBarber.Integrations.Mapping;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Connectors;

/// <summary>What an item of a vendor became.</summary>
/// <param name="Key">The item's key at the vendor; empty only where a fault says why.</param>
/// <param name="Version">What changes with every change of the item; null where the stream names nothing: take the hash of the item.</param>
/// <param name="PlaceKey">The vendor's key of the place (shop) the record belongs to; null: the connection's own location.</param>
/// <param name="Record">The canonical record; null when it was skipped, is deleted, or has a fault.</param>
/// <param name="IsSkipped">Whether the map leaves such items out.</param>
/// <param name="IsDeleted">Whether the item says that it is deleted.</param>
/// <param name="Faults">Why it could not become a record; empty: it could.</param>
/// <param name="Unmapped">Names of the item's own properties that the map does not read, with a value each; for the list of unmapped values.</param>
internal sealed record MappedItem(
    string Key,
    string? Version,
    string? PlaceKey,
    CanonicalRecord? Record,
    bool IsSkipped,
    bool IsDeleted,
    IReadOnlyList<Fault> Faults,
    IReadOnlyList<string> Unmapped)
{
    /// <summary>At which of the vendor's places the item says it is; null: it does not say.</summary>
    public ToldShops? Shops { get; init; }
}

/// <summary>What mapping needs to know besides the item.</summary>
/// <param name="Zone">Zone of local times in the item: the location's, where it is known, else the account's.</param>
/// <param name="Currency">ISO 4217 code for items that do not name theirs; null: the location's own.</param>
internal sealed record MapContext(TimeZoneInfo Zone, string? Currency = null);
