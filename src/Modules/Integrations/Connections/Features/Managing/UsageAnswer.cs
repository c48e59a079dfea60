using System.ComponentModel;
using BookedBarber.Integrations.Transport.Usage;

namespace BookedBarber.Integrations.Connections.Features.Managing;

/// <summary>Calls to the vendor.</summary>
internal sealed record UsageAnswer(
    [property: Description("First hour, UTC.")] DateTimeOffset From,
    [property: Description("Calls in all.")] long Calls,
    [property: Description("Those that failed in the end.")] long Failed,
    [property: Description("Of these, those that the vendor throttled.")] long Throttled,
    [property: Description("By hour, class and outcome.")] IReadOnlyList<UsageRow> Hours);
