using System.Text.Json.Nodes;

namespace BookedBarber.Webhooks.Events;

/// <summary>A field of an event's data.</summary>
/// <param name="Name">Its name in the event.</param>
/// <param name="Column">The column it comes from.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Meaning">One sentence for the catalogue.</param>
/// <param name="Example">JSON of an example.</param>
/// <param name="IsSmall">Whether it is in events with ids only. Ids, days and versions are; nothing that says who somebody is.</param>
/// <param name="IsContact">Name, e-mail and phone of a client: never in the feed, looked up for subscriptions with all fields.</param>
internal sealed record EventField(string Name, string Column, FieldKind Kind, string Meaning, string Example, bool IsSmall = false, bool IsContact = false)
{
    /// <summary>The field's JSON schema.</summary>
    public JsonObject Schema() => Kind switch
    {
        FieldKind.Id => new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "uuid", ["description"] = Meaning },
        FieldKind.Ids => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string", ["format"] = "uuid" }, ["description"] = Meaning },
        FieldKind.Day => new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date", ["description"] = Meaning },
        FieldKind.Instant => new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time", ["description"] = Meaning },
        FieldKind.Amount => new JsonObject { ["type"] = new JsonArray("string", "null"), ["pattern"] = @"^-?\d+\.\d{2,}$", ["description"] = Meaning },
        FieldKind.Whole => new JsonObject { ["type"] = new JsonArray("integer", "null"), ["description"] = Meaning },
        FieldKind.Number => new JsonObject { ["type"] = new JsonArray("number", "null"), ["description"] = Meaning },
        FieldKind.Flag => new JsonObject { ["type"] = "boolean", ["description"] = Meaning },
        FieldKind.Parts => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" }, ["description"] = Meaning },
        _ => new JsonObject { ["type"] = new JsonArray("string", "null"), ["description"] = Meaning },
    };
}
