using System.Text.Json;

namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>Reads OpenAPI 2 and 3.</summary>
internal static class OpenApiReader
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public static ApiDescription Read(string name, JsonElement root)
    {
        var operations = new List<ApiOperation>();
        foreach (var path in root.GetProperty("paths").EnumerateObject())
        {
            var shared = Parameters(path.Value, root).ToList();
            foreach (var method in Methods)
            {
                if (path.Value.TryGetProperty(method, out var operation))
                {
                    operations.Add(Operation(method, ServerPath(operation, path.Value, root) + path.Name, operation, shared, root));
                }
            }
        }

        return new ApiDescription(name, operations, null, null);
    }

    private static ApiOperation Operation(string method, string path, JsonElement operation, List<JsonElement> shared, JsonElement root)
    {
        var parameters = shared.Concat(Parameters(operation, root)).ToList();
        var query = parameters.Where(parameter => Text(parameter, "in") == "query").Select(parameter => Text(parameter, "name")).OfType<string>().ToHashSet(StringComparer.Ordinal);

        // OpenAPI names a parameter that is an object once; its parts come as name[part].
        query.UnionWith(query.Where(name => name.EndsWith("[]", StringComparison.Ordinal)).Select(name => name[..^2]).ToList());
        var body = parameters.FirstOrDefault(parameter => Text(parameter, "in") == "body") is { ValueKind: JsonValueKind.Object } old && old.TryGetProperty("schema", out var schema)
            ? JsonSchemaShape.Of(schema, root, string.Empty)
            : operation.TryGetProperty("requestBody", out var request) ? Content(Resolved(request, root), root) : null;
        return new ApiOperation(method.ToUpperInvariant(), path.Split('?')[0], query, body, Answer(operation, root));
    }

    private static ApiShape? Answer(JsonElement operation, JsonElement root)
    {
        if (!operation.TryGetProperty("responses", out var responses))
        {
            return null;
        }

        foreach (var response in responses.EnumerateObject().Where(response => response.Name.StartsWith('2') || response.Name == "default"))
        {
            var answer = Resolved(response.Value, root);
            if (answer.TryGetProperty("schema", out var old))
            {
                return JsonSchemaShape.Of(old, root, string.Empty);
            }

            if (Content(answer, root) is { } shape)
            {
                return shape;
            }
        }

        return null;
    }

    private static JsonSchemaShape? Content(JsonElement holder, JsonElement root)
    {
        if (!holder.TryGetProperty("content", out var content))
        {
            return null;
        }

        foreach (var type in content.EnumerateObject().OrderByDescending(type => type.Name.Contains("json", StringComparison.Ordinal)))
        {
            if (type.Value.TryGetProperty("schema", out var schema))
            {
                return JsonSchemaShape.Of(schema, root, string.Empty);
            }
        }

        return null;
    }

    private static IEnumerable<JsonElement> Parameters(JsonElement holder, JsonElement root) =>
        holder.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Array ? parameters.EnumerateArray().Select(parameter => Resolved(parameter, root)) : [];

    private static JsonElement Resolved(JsonElement element, JsonElement root)
    {
        for (var i = 0; i < 5 && element.TryGetProperty("$ref", out var reference); i++)
        {
            var at = root;
            foreach (var step in reference.GetString()![2..].Split('/'))
            {
                at = at.TryGetProperty(step, out var next) ? next : default;
            }

            element = at;
        }

        return element;
    }

    private static string ServerPath(JsonElement operation, JsonElement path, JsonElement root)
    {
        if (Text(root, "basePath") is { } basePath)
        {
            return basePath.TrimEnd('/');
        }

        foreach (var holder in new[] { operation, path, root })
        {
            if (holder.TryGetProperty("servers", out var servers) && servers.ValueKind == JsonValueKind.Array && servers.GetArrayLength() > 0 && Text(servers[0], "url") is { } url)
            {
                var slash = url.IndexOf('/', url.IndexOf("//", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0);
                return slash < 0 ? string.Empty : url[slash..].TrimEnd('/');
            }
        }

        return string.Empty;
    }

    private static string? Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
