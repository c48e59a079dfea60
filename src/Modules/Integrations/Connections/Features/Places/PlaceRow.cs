using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections.Features.Places;

/// <summary>A row of <c>integrations.place</c>.</summary>
internal sealed record PlaceRow(string Key, string Name, string? Detail, NodeId? LocationId, bool IsIgnored, DateTimeOffset SeenAt);
