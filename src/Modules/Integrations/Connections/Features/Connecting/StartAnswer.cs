using System.ComponentModel;

namespace BookedBarber.Integrations.Connections.Features.Connecting;

/// <summary>A connection that was begun.</summary>
internal sealed record StartAnswer(
    [property: Description("The connection.")] Guid ConnectionId,
    [property: Description("Where the person has to agree, within ten minutes; null: it is connected.")] string? AuthorizeUrl);
