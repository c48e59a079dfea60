using System.ComponentModel;

namespace BookedBarber.Integrations.Connections.Features.Managing;

/// <summary>One thing to do to several connections.</summary>
internal sealed record BulkRequest(
    [property: Description("pause, resume, test, renew or remove.")] string? Action,
    [property: Description("Connections, 1 to 200.")] List<Guid>? Ids);

/// <summary>How it went, in the order asked.</summary>
internal sealed record BulkAnswer(IReadOnlyList<BulkOutcome> Items);

/// <summary>How it went for one.</summary>
internal sealed record BulkOutcome(
    Guid ConnectionId, [property: Description("Whether it was done, or was so already.")] bool Done, [property: Description("Stable code of why not; null when done.")] string? Code,
    [property: Description("Why not, and what to do; null when done.")] string? Detail);
