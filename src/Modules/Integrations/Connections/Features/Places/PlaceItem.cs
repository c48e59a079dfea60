using System.ComponentModel;

namespace BookedBarber.Integrations.Connections.Features.Places;

/// <summary>A place of the vendor.</summary>
internal sealed record PlaceItem(
    [property: Description("The vendor's id of it.")] string Key,
    [property: Description("Its name there.")] string Name,
    [property: Description("Its address or code there.")] string? Detail,
    [property: Description("The location it is; null: not linked yet, its records wait.")] Guid? LocationId,
    [property: Description("Whether it is none of ours: its records are left out.")] bool Ignored,
    [property: Description("When the vendor last had it.")] DateTimeOffset SeenAt,
    [property: Description("Locations that it may be, the likeliest first; empty for one that is linked.")] IReadOnlyList<SuggestedLocation> Suggestions);

/// <summary>A location that a place may be.</summary>
internal sealed record SuggestedLocation(Guid LocationId, string Name, string Code, [property: Description("0–1; 1: it has the very code or name.")] double Score);

/// <summary>The places of a connection.</summary>
internal sealed record PlaceList(
    IReadOnlyList<PlaceItem> Items,
    [property: Description("The location of clients and staff who name no place, until a visit or the vendor says another; null while no place is matched.")] Guid? DefaultLocationId,
    [property: Description("Whether somebody has chosen it; else it is the first that is matched, by code.")] bool IsDefaultChosen,
    [property: Description("How records of each stream are placed that name no place, at a connection that serves several locations.")] IReadOnlyList<UnplacedRule> Unplaced);

/// <summary>How records of a stream are placed that name no place.</summary>
internal sealed record UnplacedRule(
    string Stream,
    [property: Description("Its name for people.")] string Title,
    [property: Description("every_shop: a record at each matched location. home: one record, with a home at one of them. waits: it waits until a single location is matched.")] string Rule,
    [property: Description("Whether the vendor may say itself where an entry is; then the rule holds for the others.")] bool VendorMaySay);
