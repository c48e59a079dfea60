using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookedBarber.Host.Tests.Serving;

/// <summary>The operations of an API document, each with an ordinary body made from its schema.</summary>
internal sealed class ApiOperations
{
    private const int Deepest = 6;

    private readonly JsonElement _schemas;
    private readonly IReadOnlyDictionary<string, JsonNode> _known;

    private ApiOperations(JsonElement document, IReadOnlyDictionary<string, JsonNode> known)
    {
        (_schemas, _known) = (document.GetProperty("components").GetProperty("schemas"), known);
        All = [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => Read(path.Name, method)))];
    }

    public IReadOnlyList<ApiOperation> All { get; }

    /// <param name="document">An OpenAPI document.</param>
    /// <param name="known">Values for body properties of these names, where a made-up one would go no further than "no such thing".</param>
    public static ApiOperations Of(JsonElement document, IReadOnlyDictionary<string, JsonNode> known) => new(document, known);

    private ApiOperation Read(string path, JsonProperty method)
    {
        var parameters = method.Value.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : [];
        var body = method.Value.TryGetProperty("requestBody", out var request) && request.GetProperty("content").TryGetProperty("application/json", out var json)
            ? Sample(json.GetProperty("schema"), string.Empty, 0)
            : null;
        return new ApiOperation(
            method.Name.ToUpperInvariant(),
            path,
            [.. parameters.Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)],
            body);
    }

    private JsonNode? Sample(JsonElement schema, string name, int depth)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known.DeepClone();
        }

        if (depth > Deepest)
        {
            return null;
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Sample(_schemas.GetProperty(reference.GetString()!.Split('/')[^1]), name, depth);
        }

        if (schema.TryGetProperty("oneOf", out var choices))
        {
            return Sample(choices.EnumerateArray().First(choice => !choice.TryGetProperty("type", out var type) || !type.ValueEquals("null")), name, depth);
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            return JsonNode.Parse(values[0].GetRawText());
        }

        return TypeOf(schema) switch
        {
            "object" => Object(schema, depth),
            "array" => new JsonArray(Sample(schema.GetProperty("items"), name, depth + 1)),
            "integer" or "number" => JsonValue.Create(1),
            "boolean" => JsonValue.Create(true),
            _ => JsonValue.Create(Text(schema)),
        };
    }

    private JsonObject Object(JsonElement schema, int depth) => schema.TryGetProperty("properties", out var properties)
        ? new JsonObject(properties.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Sample(property.Value, property.Name, depth + 1))))
        : [];

    private static string? TypeOf(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? null
        : type.ValueKind == JsonValueKind.String ? type.GetString()
        : type.EnumerateArray().Select(one => one.GetString()).First(one => one != "null");

    private static string Text(JsonElement schema) => (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
    {
        "uuid" => "01900000-0000-7000-8000-000000000000",
        "date" => "2026-01-15",
        "date-time" => "2026-01-15T15:00:00Z",
        _ => "1.00", // a good name and a good amount
    };
}

/// <summary>One method at one address.</summary>
/// <param name="Method">GET, POST and so on.</param>
/// <param name="Path">With {parameters}.</param>
/// <param name="Queries">Names of query parameters.</param>
/// <param name="Body">An ordinary body; null when it takes none.</param>
internal sealed record ApiOperation(string Method, string Path, IReadOnlyList<string> Queries, JsonNode? Body)
{
    public override string ToString() => $"{Method} {Path}";
}
