using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using YamlDotNet.Serialization;

namespace BookedBarber.Sandbox.Tests.Descriptions;

/// <summary>A vendor's published description (OpenAPI 3, Swagger 2 or Google Discovery), read for checking answers against it.</summary>
internal sealed class Description
{
    private static readonly ConcurrentDictionary<string, Lazy<Description>> Read = new(StringComparer.Ordinal);
    private static readonly string[] Kept = ["type", "properties", "required", "items", "additionalProperties", "enum", "allOf", "anyOf", "oneOf", "$ref"];
    private readonly JsonObject _root;
    private readonly JsonObject _definitions;
    private readonly Dictionary<string, JsonObject> _operations = new(StringComparer.OrdinalIgnoreCase);

    private Description(JsonObject root)
    {
        _root = root;
        var schemas = root["components"]?["schemas"] ?? root["definitions"] ?? root["schemas"] ?? new JsonObject();
        _definitions = [];
        foreach (var (name, schema) in schemas.AsObject())
        {
            _definitions[name] = Convert(schema);
        }

        foreach (var (path, item) in root["paths"] as JsonObject ?? [])
        {
            foreach (var (method, operation) in item as JsonObject ?? [])
            {
                if (operation is JsonObject body)
                {
                    _operations[Key(method, $"{root["basePath"]}{path}")] = body;
                }
            }
        }

        Discover(root, "");
    }

    /// <summary>Where the descriptions are; null on machines that do not have them.</summary>
    public static string? Folder
    {
        get
        {
            var shared = Environment.GetEnvironmentVariable("BOOKEDBARBER_SHARED");
            var folder = shared is null ? null : Path.Combine(shared, "vendors", "specs");
            return folder is not null && Directory.Exists(folder) ? folder : null;
        }
    }

    public static Description Of(string file) => Read.GetOrAdd(file, name => new Lazy<Description>(() => new Description(Load(Path.Combine(Folder!, name))))).Value;

    /// <summary>Whether the description has an operation; parameter names do not matter.</summary>
    public bool Has(string method, string path) => _operations.ContainsKey(Key(method, path));

    /// <summary>What an answer has against the schema of a successful one; empty when nothing.</summary>
    public IReadOnlyList<string> Faults(string method, string path, JsonNode answer)
    {
        if (!_operations.TryGetValue(Key(method, path), out var operation) || SchemaOf(operation) is not { } schema)
        {
            return [$"{method} {path} has no described answer."];
        }

        var whole = Convert(schema);
        whole["$defs"] = Needed(whole);
        var result = JsonSchema.FromText(whole.ToJsonString()).Evaluate(JsonSerializer.SerializeToElement(answer), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? [] : [.. (result.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).Distinct().Take(12)];
    }

    private static string Key(string method, string path) => $"{method.ToUpperInvariant()} {System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*\}", "{}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).TrimEnd('/')}";

    /// <summary>The definitions that a schema leads to, directly or by others; whole descriptions are too big to build for every answer.</summary>
    private JsonObject Needed(JsonObject schema)
    {
        var needed = new JsonObject();
        var open = new Stack<JsonNode?>([schema]);
        while (open.TryPop(out var node))
        {
            foreach (var child in node switch { JsonObject body => body.Select(pair => pair.Value), JsonArray list => list, _ => Enumerable.Empty<JsonNode?>() })
            {
                open.Push(child);
            }

            if (node is JsonObject reference && reference["$ref"] is JsonValue target && target.ToString().Split('/')[^1] is var name && !needed.ContainsKey(name) && _definitions[name] is { } definition)
            {
                needed[name] = definition.DeepClone();
                open.Push(needed[name]);
            }
        }

        return needed;
    }

    private JsonNode? SchemaOf(JsonObject operation)
    {
        if (operation["response"] is JsonObject discovered)
        {
            return discovered;
        }

        var responses = operation["responses"] as JsonObject ?? [];
        var success = Follow(responses["200"] ?? responses["201"] ?? responses["202"] ?? responses["default"]);
        return success?["schema"] ?? (success?["content"] as JsonObject)?.FirstOrDefault(pair => pair.Key.Contains("json", StringComparison.Ordinal)).Value?["schema"];
    }

    private JsonNode? Follow(JsonNode? node) => node?["$ref"]?.ToString() is not { } reference ? node : reference.Split('/').Skip(1).Aggregate<string, JsonNode?>(_root, (at, step) => at?[step]);

    private void Discover(JsonObject node, string prefix)
    {
        foreach (var (_, resource) in node["resources"] as JsonObject ?? [])
        {
            foreach (var (_, method) in resource?["methods"] as JsonObject ?? [])
            {
                var path = (method!["flatPath"] ?? method["path"])!.ToString();
                _operations[Key(method["httpMethod"]!.ToString(), $"{prefix}/{(_root["servicePath"]?.ToString() ?? "").Trim('/')}/{path}".Replace("//", "/", StringComparison.Ordinal))] = method.AsObject();
            }

            Discover(resource!.AsObject(), prefix);
        }
    }

    /// <summary>To JSON Schema: what says of shape and type is kept; formats and limits are the vendor's own affair.</summary>
    private static JsonObject Convert(JsonNode? schema)
    {
        var converted = new JsonObject();
        foreach (var (name, value) in schema as JsonObject ?? [])
        {
            if (!Kept.Contains(name) || value is null)
            {
                continue;
            }

            switch (name)
            {
                case "properties":
                    converted[name] = new JsonObject(value.AsObject().Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, Convert(pair.Value))));
                    break;
                case "allOf" or "anyOf" or "oneOf":
                    converted[name == "oneOf" ? "anyOf" : name] = new JsonArray([.. value.AsArray().Select(item => Convert(item))]);
                    break;
                case "items" or "additionalProperties" when value is JsonObject:
                    converted[name] = Convert(value);
                    break;
                case "$ref":
                    converted[name] = $"#/$defs/{value.ToString().Split('/')[^1]}";
                    break;
                case "type" when value.ToString() == "any":
                    break;
                case "required" when value is not JsonArray:
                    break;
                default:
                    converted[name] = value.DeepClone();
                    break;
            }
        }

        if (schema?["nullable"]?.ToString() is "true" or "True" || schema?["x-nullable"]?.ToString() is "true" or "True")
        {
            return new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, converted) };
        }

        return converted;
    }

    private static JsonObject Load(string file)
    {
        var text = File.ReadAllText(file);
        return Path.GetExtension(file) == ".yaml"
            ? ToJson(new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(text))!.AsObject()
            : JsonNode.Parse(text)!.AsObject();
    }

    private static JsonNode? ToJson(object? value) => value switch
    {
        IDictionary<object, object> map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key.ToString()!, ToJson(pair.Value)))),
        IEnumerable<object> list => new JsonArray([.. list.Select(ToJson)]),
        null => null,
        string text => text,
        bool flag => flag,
        _ => JsonSerializer.SerializeToNode(value, value.GetType()),
    };
}
