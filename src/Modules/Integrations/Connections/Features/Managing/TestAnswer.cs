using System.ComponentModel;

namespace BookedBarber.Integrations.Connections.Features.Managing;

/// <summary>Whether a connection works.</summary>
internal sealed record TestAnswer(
    [property: Description("Whether the vendor answered as it should.")] bool Works,
    [property: Description("HTTP status of the vendor; 0: no answer.")] int Status,
    [property: Description("Time until the answer.")] double TookMs,
    [property: Description("Stable code of what is wrong; null: nothing.")] string? Code,
    [property: Description("What is wrong and what to do; null: nothing.")] string? Detail);
