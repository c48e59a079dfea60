using System.Text.Json;

namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>A type written as JSON schema, in OpenAPI or a Google discovery document.</summary>
internal sealed class JsonSchemaShape : ApiShape
{
    private const int Deepest = 12;

    private readonly IReadOnlyList<JsonElement> _parts;
    private readonly JsonElement _root;
    private readonly string _refs;

    private JsonSchemaShape(IReadOnlyList<JsonElement> parts, JsonElement root, string refs) => (_parts, _root, _refs) = (parts, root, refs);

    public override bool IsOpen => _parts.Count == 0 || _parts.Any(part => IsMap(part, out _))
        || _parts.All(part => !part.TryGetProperty("properties", out _) && !part.TryGetProperty("items", out _) && TypeOf(part) is null or "object");

    public override IReadOnlyCollection<string> Names => [.. _parts.SelectMany(part => part.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object ? properties.EnumerateObject().Select(property => property.Name) : []).Distinct()];

    public override bool IsList => _parts.Any(part => part.TryGetProperty("items", out _) || TypeOf(part) == "array");

    public override ApiShape? Element
    {
        get
        {
            foreach (var part in _parts)
            {
                if (part.TryGetProperty("items", out var items))
                {
                    return Of(items, _root, _refs);
                }

                if (IsMap(part, out var values) && values.ValueKind == JsonValueKind.Object)
                {
                    return Of(values, _root, _refs);
                }
            }

            return null;
        }
    }

    /// <summary>The type of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="root">The document.</param>
    /// <param name="refs">What a bare reference is looked up under (Google's), or empty where references are pointers.</param>
    public static JsonSchemaShape Of(JsonElement schema, JsonElement root, string refs)
    {
        var parts = new List<JsonElement>();
        Collect(schema, root, refs, parts, 0);
        return new JsonSchemaShape(parts, root, refs);
    }

    public override ApiShape? Property(string name)
    {
        foreach (var part in _parts)
        {
            if (part.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var property))
            {
                return Of(property, _root, _refs);
            }
        }

        return null;
    }

    private static void Collect(JsonElement schema, JsonElement root, string refs, List<JsonElement> parts, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > Deepest)
        {
            return;
        }

        if (schema.TryGetProperty("$ref", out var reference) && reference.GetString() is { } target)
        {
            if (Follow(target, root, refs) is { } found)
            {
                Collect(found, root, refs, parts, depth + 1);
            }

            return;
        }

        parts.Add(schema);
        foreach (var word in new[] { "allOf", "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(word, out var inner) && inner.ValueKind == JsonValueKind.Array)
            {
                foreach (var part in inner.EnumerateArray())
                {
                    Collect(part, root, refs, parts, depth + 1);
                }
            }
        }
    }

    private static JsonElement? Follow(string target, JsonElement root, string refs)
    {
        var at = root;
        foreach (var step in target.StartsWith("#/", StringComparison.Ordinal) ? target[2..].Split('/') : [.. refs.Split('/', StringSplitOptions.RemoveEmptyEntries), target])
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(Uri.UnescapeDataString(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)), out at))
            {
                return null;
            }
        }

        return at;
    }

    private static bool IsMap(JsonElement part, out JsonElement values) =>
        part.TryGetProperty("additionalProperties", out values) && values.ValueKind is JsonValueKind.Object or JsonValueKind.True;

    private static string? TypeOf(JsonElement part) => part.TryGetProperty("type", out var type)
        ? type.ValueKind == JsonValueKind.String ? type.GetString() : type.EnumerateArray().Select(one => one.GetString()).FirstOrDefault(one => one != "null")
        : part.TryGetProperty("enum", out _) || part.TryGetProperty("format", out _) ? "string" : null;
}
