using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Webhooks.Events;

namespace BookedBarber.Webhooks.Features.EventCatalogue;

/// <summary>The catalogue of events, made from the same list as the payloads.</summary>
internal static class EventTypes
{
    private const string ExampleId = "01960b1c-8f00-7f21-9c40-6e1f8a0b3d44";
    private const string ExampleNetwork = "01960b1c-8f00-7000-8000-0a1b2c3d4e5f";
    private const string ExampleLocation = "01960b1c-8f00-7000-8000-1a2b3c4d5e6f";

    private static readonly EventTypeList Made = new([.. EventShapes.All.SelectMany(shape => shape.Types.Select(type => Item(shape, type))).OrderBy(item => item.Type, StringComparer.Ordinal)]);

    public static EventTypeList All() => Made;

    private static EventTypeItem Item(EventShape shape, string type)
    {
        var verb = type[(type.LastIndexOf('.') + 1)..];
        return new EventTypeItem(type, shape.Kind, $"{shape.Title} It was {verb}.", ToElement(Schema(shape, type, verb)), ToElement(Example(shape, type, verb, full: true)), ToElement(Example(shape, type, verb, full: false)));
    }

    private static JsonObject Schema(EventShape shape, string type, string verb)
    {
        var data = new JsonObject
        {
            ["id"] = new JsonObject { ["type"] = "string", ["format"] = "uuid", ["description"] = "The record." },
            ["networkId"] = new JsonObject { ["type"] = "string", ["format"] = "uuid", ["description"] = "Its network." },
            ["locationId"] = new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "uuid", ["description"] = "Its location; null where it has none." },
        };
        if (verb == EventShape.Changed)
        {
            data["changed"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["description"] = "Names of the fields that are different now." };
        }

        foreach (var field in shape.Fields)
        {
            data[field.Name] = field.Schema();
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["type"] = "object",
            ["required"] = new JsonArray("type", "timestamp", "data"),
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["const"] = type },
                ["timestamp"] = new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "When the change was written." },
                ["data"] = new JsonObject { ["type"] = "object", ["required"] = new JsonArray("id", "networkId"), ["properties"] = data },
            },
        };
    }

    private static JsonObject Example(EventShape shape, string type, string verb, bool full)
    {
        var isUnit = EventShapes.OfUnit(shape.Kind) is not null;
        var data = new JsonObject { ["id"] = ExampleId, ["networkId"] = ExampleNetwork, ["locationId"] = isUnit || shape.Kind == "import" ? null : ExampleLocation };
        if (verb == EventShape.Changed)
        {
            data["changed"] = new JsonArray(JsonValue.Create(shape.Fields.FirstOrDefault(field => !field.IsContact && field.Name is not ("version" or "businessDay"))?.Name ?? "version"));
        }

        foreach (var field in shape.Fields.Where(field => field.IsSmall || (full && !(field.IsContact && verb == EventShape.Deleted))))
        {
            data[field.Name] = JsonNode.Parse(field.Example);
        }

        return new JsonObject { ["type"] = type, ["timestamp"] = "2026-03-02T15:04:05Z", ["data"] = data };
    }

    private static JsonElement ToElement(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
