using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookedBarber.Integrations.Mapping;

/// <summary>The JSON schema of profiles, for editors: made from the same shapes that the reader checks.</summary>
internal static class ProfileSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text.</summary>
    public static string Write()
    {
        var schema = Object(
            ["profile", "record", "fields"],
            ("profile", Text("Name, such as my-till/receipts.")),
            ("title", Text("One line for lists.")),
            ("description", Text("What the files hold and how they are understood.")),
            ("record", new JsonObject { ["enum"] = new JsonArray([.. ProfileReader.Records.Keys.Select(name => (JsonNode)name)]), ["description"] = "Type of record that rows become." }),
            ("source", Text("Part of the records' identity; profiles of one source share staff, clients, services and products. Default: the name before the slash.")),
            ("format", Format()),
            ("location", Value("Code of the record's location; without it the whole file belongs to one.")),
            ("group", Value("What rows of one record have in common (sales only).")),
            ("merge", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 9, ["description"] = "Strength of this file where several kinds of file tell about one booking." }),
            ("create", Object([], ("currency", Text("ISO 4217.")), ("timeZone", Text("IANA zone.")), ("locationCode", Text("Code of the one location.")), ("locationName", Text("Name of locations that are made; {code} stands for the code.")))),
            ("lookups", new JsonObject { ["type"] = "object", ["additionalProperties"] = Lookup() }),
            ("fields", new JsonObject { ["type"] = "object" }));
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["$id"] = "https://bookedbarber.app/schemas/import-profile.json";
        schema["title"] = "BookedBarber import profile";
        schema["allOf"] = new JsonArray([.. ProfileReader.Records.Keys.Select(FieldsOf)]);
        schema["$defs"] = new JsonObject { ["value"] = ValueForm(), ["condition"] = Condition() };
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonNode FieldsOf(string record) => new JsonObject
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { ["record"] = new JsonObject { ["const"] = record } } },
        ["then"] = new JsonObject { ["properties"] = new JsonObject { ["fields"] = Fields(ProfileReader.ShapeOf(record), isEntry: false) } },
    };

    private static JsonObject Fields(IReadOnlyList<FieldShape> shapes, bool isEntry)
    {
        var properties = shapes.Select(shape => (shape.Name, shape.Inner is { } inner
            ? new JsonObject { ["type"] = "array", ["items"] = Fields(inner, isEntry: true) }
            : Value(Expr.Name(shape.Kind!.Value))));
        if (isEntry)
        {
            properties = properties.Append(("if", new JsonObject { ["$ref"] = "#/$defs/condition" })).Append(("each", Text("Path to a list inside the JSON item."))).Append(("sum", new JsonObject { ["type"] = "boolean" }));
        }

        return Object([.. shapes.Where(shape => shape.Required).Select(shape => shape.Name)], [.. properties]);
    }

    private static JsonObject Format() => Object(
        [],
        ("csv", Object([], ("delimiter", Text("One sign, tab, or auto (default).")), ("quote", Text("Default: \".")), ("encoding", Text("utf-8, utf-16, windows-1252 …; default: found out.")), ("header", new JsonObject { ["type"] = "boolean" }))),
        ("json", Object([], ("items", Text("Path to the list of items; default: the file itself, or one item per line.")))));

    private static JsonObject Lookup() => Object(
        [],
        ("match", new JsonObject { ["enum"] = new JsonArray("exact", "prefix") }),
        ("values", new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") } }),
        ("else", Text("For a text that is not in the table.")),
        ("missing", Text("For no text at all.")));

    private static JsonObject ValueForm() => new()
    {
        ["oneOf"] = new JsonArray(
            new JsonObject { ["type"] = new JsonArray("string", "number", "boolean"), ["description"] = "COLUMN | function …, or =text with {COLUMN} in it." },
            Object(["is"], ("is", new JsonObject { ["$ref"] = "#/$defs/condition" })),
            Object(["local"], ("local", Object(["date", "time"], ("date", Value("date")), ("time", Value("time")), ("overlap", new JsonObject { ["enum"] = new JsonArray("earlier", "later") }), ("zone", Text("IANA zone; default: the location's."))))),
            Object(["when"], ("when", new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["oneOf"] = new JsonArray(
                        Object(["if", "then"], ("if", new JsonObject { ["$ref"] = "#/$defs/condition" }), ("then", Value("value"))),
                        Object(["else"], ("else", Value("value")))),
                },
            }))),
    };

    private static JsonObject Condition() => new()
    {
        ["oneOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["description"] = "EXPRESSION < CONSTANT (or =, !=, <=, >, >=), EXPRESSION is missing, is present, or in TABLE." },
            new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = "#/$defs/condition" }, ["description"] = "All must hold." }),
    };

    private static JsonObject Value(string description) => new() { ["$ref"] = "#/$defs/value", ["description"] = description };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Object(IReadOnlyList<string> required, params (string Name, JsonObject Schema)[] properties)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        if (required.Count > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        }

        schema["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Schema)));
        return schema;
    }
}
