using BookedBarber.Shared;

namespace BookedBarber.Network.Domain;

/// <summary>Levels of the tree: their names, and which may lie below which.</summary>
internal static class UnitKinds
{
    /// <summary>The name used in tables and JSON.</summary>
    public static string Name(this NodeKind kind) => kind switch
    {
        NodeKind.Network => "network",
        NodeKind.Region => "region",
        NodeKind.Group => "group",
        _ => "location",
    };

    public static NodeKind Parse(string name) => name switch
    {
        "network" => NodeKind.Network,
        "region" => NodeKind.Region,
        "group" => NodeKind.Group,
        "location" => NodeKind.Location,
        _ => throw new ArgumentException($"'{name}' is not a level of the tree.", nameof(name)),
    };

    /// <summary>A location holds nothing, and a region lies only below regions: groups are owners' portfolios inside them.</summary>
    public static bool MayHold(this NodeKind parent, NodeKind child) => (parent, child) switch
    {
        (NodeKind.Location, _) or (_, NodeKind.Network) => false,
        (NodeKind.Group, NodeKind.Region) => false,
        _ => true,
    };
}
