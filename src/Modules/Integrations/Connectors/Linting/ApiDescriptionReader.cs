using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using BookedBarber.Shared;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>Reads the descriptions that vendors publish, whatever they are written in.</summary>
internal static class ApiDescriptionReader
{
    /// <summary>A description; a problem when it is none that is known.</summary>
    /// <param name="name">Name of its file; the ending tells GraphQL and XML from the rest.</param>
    /// <param name="text">Its text.</param>
    public static Result<ApiDescription> Read(string name, string text)
    {
        try
        {
            if (name.EndsWith(".graphql", StringComparison.OrdinalIgnoreCase))
            {
                return new ApiDescription(name, null, GraphSchema.Read(text), null);
            }

            if (name.EndsWith(".xsd", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            {
                return new ApiDescription(name, null, null, XmlSchemaShapes.Read(text));
            }

            var root = text.AsSpan().TrimStart().StartsWith("{") ? JsonDocument.Parse(text).RootElement : JsonSerializer.SerializeToElement(FromYaml(text));
            return root.TryGetProperty("paths", out _) ? OpenApiReader.Read(name, root)
                : root.TryGetProperty("discoveryVersion", out _) || root.TryGetProperty("resources", out _) ? DiscoveryReader.Read(name, root)
                : Unknown;
        }
        catch (Exception fault) when (fault is JsonException or YamlException or XmlException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return new Problem("unreadable_description", $"This is not a description that can be read: {fault.Message}");
        }
    }

    private static Problem Unknown => new("unknown_description", "This is neither OpenAPI, Google discovery, GraphQL nor an XML schema.");

    private static JsonNode? FromYaml(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return Node(stream.Documents[0].RootNode);
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Node(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" } => JsonValue.Create(true),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "false" } => JsonValue.Create(false),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };
}
