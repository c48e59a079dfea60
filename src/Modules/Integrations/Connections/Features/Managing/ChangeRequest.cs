using System.ComponentModel;

namespace BookedBarber.Integrations.Connections.Features.Managing;

/// <summary>What is to change; null leaves a value.</summary>
internal sealed record ChangeRequest(
    [property: Description("What people call it, 1 to 200 characters.")] string? Name,
    [property: Description("Who is told when it needs a person; somebody with a role in this network.")] Guid? OwnerId,
    [property: Description("Settings to change; a connection whose address they are part of has to be tested again.")] Dictionary<string, string?>? Settings);
