using BookedBarber.Network.Contracts;

namespace BookedBarber.Integrations.Connections.Features.Places;

/// <summary>A location that a place may be.</summary>
/// <param name="Score">0–1; 1: it has the very code or name.</param>
internal sealed record PlaceSuggestion(Node Location, double Score)
{
    public bool IsExact => Score >= 1;
}
