using BookedBarber.Integrations.Mapping;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>Finds the place of a part of a manifest.</summary>
internal sealed class ManifestPlaces
{
    private readonly YamlNode _root;

    public ManifestPlaces(string yaml) => _root = YamlText.Read(yaml, new ProfileFaults()) ?? new YamlMappingNode();

    /// <summary>Where the value at these keys stands; where one of them is not there, the value above.</summary>
    public Place Of(params IReadOnlyList<string> keys)
    {
        var at = _root;
        foreach (var key in keys)
        {
            if (at is not YamlMappingNode mapping || !mapping.Children.TryGetValue(new YamlScalarNode(key), out var value))
            {
                break;
            }

            at = value;
        }

        return at.At();
    }
}
