using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors;

/// <summary>The mapping of a stream's items as a manifest or a network's own field map writes it; the syntax is that of import profiles for JSON.</summary>
/// <param name="Record">Type of canonical record.</param>
/// <param name="Fields">The record's fields; where they do not name the key, it is the stream's.</param>
/// <param name="Location">Expression for the vendor's key of the place; null: the connection's own location.</param>
/// <param name="Skip">Condition for items that are left out; null: none.</param>
/// <param name="Deleted">Condition for items that say that they are deleted; null: none says so.</param>
/// <param name="Lookups">The tables that expressions may name; null: none.</param>
/// <remarks>Held as YAML nodes, which know their line and column in the manifest.</remarks>
internal sealed record StreamMap(string Record, YamlMappingNode Fields, YamlNode? Location, YamlNode? Skip, YamlNode? Deleted, YamlMappingNode? Lookups)
{
    /// <summary>Where an item of a list says at which places it is; null: the vendor does not say.</summary>
    public StreamShops? Shops { get; init; }
}
