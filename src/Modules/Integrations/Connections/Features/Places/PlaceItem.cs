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
internal sealed record PlaceList(IReadOnlyList<PlaceItem> Items);
