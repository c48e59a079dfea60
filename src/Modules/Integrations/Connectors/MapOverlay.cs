using BookedBarber.Integrations.Mapping;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors;

/// <summary>A network's own changes of a stream's map: fields, place, skipping and tables, laid over the connector's.</summary>
/// <param name="Fields">Fields that take the place of the connector's, or are added; one with an empty value takes the field away.</param>
/// <param name="Location">Takes the place of the connector's; null: that stays.</param>
/// <param name="Skip">Takes the place of the connector's; null: that stays.</param>
/// <param name="Lookups">Tables that are added or take the place of the connector's.</param>
internal sealed record MapOverlay(YamlMappingNode? Fields, YamlNode? Location, YamlNode? Skip, YamlMappingNode? Lookups)
{
    /// <summary>Reads an overlay; null after a fault.</summary>
    public static MapOverlay? Read(string yaml, ProfileFaults faults)
    {
        var before = faults.All.Count;
        if (YamlText.Read(yaml, faults) is not { } root)
        {
            return null;
        }

        var map = new YamlMap(root, faults);
        var overlay = new MapOverlay(Mapping(map, "map", faults), map.Take("location"), map.Take("skip"), Mapping(map, "lookups", faults));
        map.RefuseUnknown();
        return faults.All.Count == before ? overlay : null;
    }

    /// <summary>The whole map.</summary>
    public StreamMap On(StreamMap map) => map with
    {
        Fields = Merged(map.Fields, Fields),
        Location = Location ?? map.Location,
        Skip = Skip ?? map.Skip,
        Lookups = map.Lookups is null ? Lookups : Merged(map.Lookups, Lookups),
    };

    private static YamlMappingNode? Mapping(YamlMap map, string key, ProfileFaults faults)
    {
        switch (map.Take(key))
        {
            case YamlMappingNode mapping:
                return mapping;
            case null:
                return null;
            case var other:
                faults.Add(other.At(), $"'{key}' is a mapping: one 'name: value' per line below it.");
                return null;
        }
    }

    private static YamlMappingNode Merged(YamlMappingNode under, YamlMappingNode? over)
    {
        var merged = new YamlMappingNode(under.Children);
        foreach (var (key, value) in over is null ? [] : over.Children.AsEnumerable())
        {
            if (value is YamlScalarNode { Value: null or "" or "~" })
            {
                merged.Children.Remove(key);
            }
            else
            {
                merged.Children[key] = value;
            }
        }

        return merged;
    }
}
