using System.ComponentModel;

namespace BookedBarber.Integrations.Connections.Features.Managing;

/// <summary>State, lag and health of all connections.</summary>
internal sealed record IntegrationStatus(
    [property: Description("When this was true.")] DateTimeOffset AsOf,
    [property: Description("How many there are in each state.")] IReadOnlyDictionary<string, int> States,
    [property: Description("How many need a person.")] int NeedAttention,
    IReadOnlyList<StatusItem> Connections);

/// <summary>One connection in short.</summary>
internal sealed record StatusItem(
    Guid ConnectionId, string Vendor, string Name, VendorEnvironment Environment, Guid NodeId, [property: Description("Who is told when it needs a person.")] Guid? OwnerId, ConnectionState State,
    [property: Description("Since when it has been in that state.")] DateTimeOffset StateSince, TroubleItem? Trouble, VitalsItem? Vitals);
