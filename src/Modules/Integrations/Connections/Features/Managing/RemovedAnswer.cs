using System.ComponentModel;

namespace BookedBarber.Integrations.Connections.Features.Managing;

/// <summary>A connection that was removed.</summary>
internal sealed record RemovedAnswer(
    Guid ConnectionId,
    [property: Description("Whether the vendor ended the authorisation, too; false: it offers no such request or did not answer, so end it there by hand.")] bool RevokedAtVendor);
