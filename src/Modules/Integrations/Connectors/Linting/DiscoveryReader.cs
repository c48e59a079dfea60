using System.Text.Json;

namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>Reads Google's discovery documents.</summary>
internal static class DiscoveryReader
{
    private static readonly string[] PathWords = ["path", "flatPath"];

    public static ApiDescription Read(string name, JsonElement root)
    {
        var shared = Names(root);
        var operations = new List<ApiOperation>();
        Resources(root, root, "/" + (root.TryGetProperty("servicePath", out var path) ? path.GetString() : string.Empty), shared, operations);
        return new ApiDescription(name, operations, null, null);
    }

    private static void Resources(JsonElement holder, JsonElement root, string service, IReadOnlyCollection<string> shared, List<ApiOperation> operations)
    {
        if (holder.TryGetProperty("methods", out var methods))
        {
            foreach (var method in methods.EnumerateObject())
            {
                var query = new HashSet<string>(shared, StringComparer.Ordinal);
                if (method.Value.TryGetProperty("parameters", out var parameters))
                {
                    query.UnionWith(parameters.EnumerateObject().Where(parameter => parameter.Value.GetProperty("location").GetString() == "query").Select(parameter => parameter.Name));
                }

                foreach (var path in PathWords.Where(word => method.Value.TryGetProperty(word, out _)).Select(word => method.Value.GetProperty(word).GetString()!))
                {
                    operations.Add(new ApiOperation(
                        method.Value.GetProperty("httpMethod").GetString()!,
                        service.TrimEnd('/') + "/" + path,
                        query,
                        method.Value.TryGetProperty("request", out var request) ? JsonSchemaShape.Of(request, root, "schemas") : null,
                        method.Value.TryGetProperty("response", out var response) ? JsonSchemaShape.Of(response, root, "schemas") : null));
                }
            }
        }

        if (holder.TryGetProperty("resources", out var resources))
        {
            foreach (var resource in resources.EnumerateObject())
            {
                Resources(resource.Value, root, service, shared, operations);
            }
        }
    }

    private static IReadOnlyCollection<string> Names(JsonElement root) => root.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateObject().Select(parameter => parameter.Name)] : [];
}
