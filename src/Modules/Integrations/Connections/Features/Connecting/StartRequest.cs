using System.ComponentModel;

namespace BookedBarber.Integrations.Connections.Features.Connecting;

/// <summary>A system to be connected.</summary>
internal sealed record StartRequest(
    [property: Description("Name of the connector, as the catalogue has it.")] string? Vendor,
    [property: Description("sandbox or live.")] string? Environment,
    [property: Description("The unit it serves; null: the whole network.")] Guid? NodeId,
    [property: Description("What people call it, at most 200 characters; null: the vendor's name.")] string? Name,
    [property: Description("The fields that the connector asks for (keys, passwords). Never shown again.")] Dictionary<string, string?>? Credentials,
    [property: Description("The settings that the connector asks for (a shop's name, a region).")] Dictionary<string, string?>? Settings)
{
    /// <summary>Without values: they are secrets.</summary>
    public override string ToString() => $"Connect {Vendor}";
}
