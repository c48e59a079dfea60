using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connectors;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Tests.Connectors;

/// <summary>The schema, the reader and the built-in manifests say the same.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject Schema = ManifestSchema.Build();

    /// <remarks>Write it anew with BOOKEDBARBER_ACCEPT=1.</remarks>
    [Fact]
    public void The_schema_in_the_repository_is_the_one_the_program_writes()
    {
        var path = Path("docs/connector.schema.json");
        if (Environment.GetEnvironmentVariable("BOOKEDBARBER_ACCEPT") == "1")
        {
            File.WriteAllText(path, ManifestSchema.Write());
        }

        File.ReadAllText(path).ShouldBe(ManifestSchema.Write());
    }

    /// <remarks>Write it anew with BOOKEDBARBER_ACCEPT=1.</remarks>
    [Fact]
    public void The_table_of_systems_in_the_documents_is_made_of_the_manifests()
    {
        var path = Path("docs/integrations.md");
        if (Environment.GetEnvironmentVariable("BOOKEDBARBER_ACCEPT") == "1")
        {
            File.WriteAllText(path, IntegrationsDocument.Write());
        }

        File.ReadAllText(path).ShouldBe(IntegrationsDocument.Write());
    }

    [Fact]
    public void Every_key_of_a_built_in_manifest_is_in_the_schema()
    {
        var unknown = new List<string>();
        foreach (var name in BuiltInConnectors.Names)
        {
            Walk(Schema, Yaml(BuiltInConnectors.Text(name)), name, (_, key, known) =>
            {
                if (!known)
                {
                    unknown.Add(key);
                }
            });
        }

        unknown.ShouldBeEmpty();
    }

    /// <summary>A manifest that says everything that can be said: without any of its keys, another connector is read, or none.</summary>
    [Fact]
    public void Every_key_of_the_schema_is_read_and_makes_a_difference()
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        var idle = new List<string>();
        foreach (var yaml in Everything.Manifests)
        {
            var whole = Shape(yaml);
            whole.ShouldNotBeNull();
            var root = Yaml(yaml);
            Walk(Schema, root, string.Empty, (schema, key, known) => said.Add(schema));
            foreach (var (holder, key, path) in Keys(Schema, root))
            {
                var value = holder.Children[key];
                holder.Children.Remove(key);
                var without = Shape(Write(root));
                holder.Children.Add(key, value);
                if (without == whole)
                {
                    idle.Add(path);
                }
            }
        }

        idle.ShouldBeEmpty();
        AllKeys(Schema, string.Empty, []).Where(key => !said.Contains(key)).ShouldBeEmpty();
    }

    // A typed model that reads alike is alike: its text and hash left out.
    private static string? Shape(string yaml)
    {
        var manifest = ManifestReader.Read(yaml, out var faults);
        return manifest is null ? string.Join('\n', faults) : ModelText.Of(manifest);
    }

    private static IEnumerable<(YamlMappingNode Holder, YamlNode Key, string Path)> Keys(JsonObject schema, YamlMappingNode root)
    {
        var found = new List<(YamlMappingNode, YamlNode, string)>();
        Walk(schema, root, string.Empty, (_, _, _) => { }, (holder, key, path) => found.Add((holder, key, path)));
        return found;
    }

    private static void Walk(JsonObject schema, YamlNode node, string path, Action<string, string, bool> visit, Action<YamlMappingNode, YamlNode, string>? at = null, string schemaPath = "")
    {
        schemaPath = PathOf(schema) ?? schemaPath;
        schema = Resolved(schema, node);
        switch (node)
        {
            case YamlMappingNode mapping when schema["properties"] is JsonObject properties:
                foreach (var (key, value) in mapping.Children.ToList())
                {
                    var name = key.ToString();
                    visit($"{schemaPath}/{name}", $"{path}/{name}", properties.ContainsKey(name));
                    at?.Invoke(mapping, key, $"{path}/{name}");
                    if (properties[name] is JsonObject inner)
                    {
                        Walk(inner, value, $"{path}/{name}", visit, at, $"{schemaPath}/{name}");
                    }
                }

                break;
            case YamlMappingNode mapping when schema["additionalProperties"] is JsonObject values:
                foreach (var (key, value) in mapping.Children.ToList())
                {
                    Walk(values, value, $"{path}/{key}", visit, at, $"{schemaPath}/*");
                }

                break;
            case YamlSequenceNode list when schema["items"] is JsonObject items:
                foreach (var entry in list)
                {
                    Walk(items, entry, path, visit, at, schemaPath);
                }

                break;
        }
    }

    // A part that is used at several places has one path.
    private static string? PathOf(JsonObject schema) => schema["$ref"]?.GetValue<string>() is { } reference ? "#" + reference.Split('/')[^1] : null;

    private static JsonObject Resolved(JsonObject schema, YamlNode node)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            schema = Schema["$defs"]![reference.Split('/')[^1]]!.AsObject();
        }

        return schema["oneOf"] is JsonArray forms
            ? forms.Select(form => form!.AsObject()).FirstOrDefault(form => node switch
            {
                YamlMappingNode => form.ContainsKey("properties"),
                YamlSequenceNode => form.ContainsKey("items"),
                _ => !form.ContainsKey("properties") && !form.ContainsKey("items"),
            }) ?? schema
            : schema;
    }

    private static IEnumerable<string> AllKeys(JsonObject schema, string path, HashSet<string> seen)
    {
        path = PathOf(schema) ?? path;
        if (path.StartsWith('#') && !path.Contains('/', StringComparison.Ordinal) && !seen.Add(path))
        {
            yield break;
        }

        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            schema = Schema["$defs"]![reference.Split('/')[^1]]!.AsObject();
        }

        foreach (var form in schema["oneOf"] is JsonArray forms ? forms.Select(form => form!.AsObject()) : [schema])
        {
            foreach (var (name, inner) in form["properties"]?.AsObject() ?? [])
            {
                yield return $"{path}/{name}";
                foreach (var key in AllKeys(inner!.AsObject(), $"{path}/{name}", seen))
                {
                    yield return key;
                }
            }

            if (form["additionalProperties"] is JsonObject values)
            {
                foreach (var key in AllKeys(values, $"{path}/*", seen))
                {
                    yield return key;
                }
            }

            if (form["items"] is JsonObject items)
            {
                foreach (var key in AllKeys(items, path, seen))
                {
                    yield return key;
                }
            }
        }
    }

    private static YamlMappingNode Yaml(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static string Write(YamlMappingNode root)
    {
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        return writer.ToString().Replace("\n...", string.Empty, StringComparison.Ordinal);
    }

    private static string Path(string file, [CallerFilePath] string here = "") => System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../..", file));
}
