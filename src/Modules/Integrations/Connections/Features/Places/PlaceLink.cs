using System.ComponentModel;

namespace BookedBarber.Integrations.Connections.Features.Places;

/// <summary>What a place is.</summary>
internal sealed record PlaceLink(
    [property: Description("The vendor's id of the place.")] string? Key,
    [property: Description("The location it is; null: not linked.")] Guid? LocationId,
    [property: Description("Whether it is none of ours. Default false.")] bool IsIgnored);

/// <summary>Places and what they are.</summary>
internal sealed record PlaceLinksRequest(
    [property: Description("Up to 500; places that are left out stay as they are.")] List<PlaceLink>? Links,
    [property: Description("A matched location: the home of clients and staff who come without a place from now on. Left out: it stays.")] Guid? DefaultLocationId);
