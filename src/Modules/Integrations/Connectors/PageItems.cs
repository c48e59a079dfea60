using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Takes the items out of a page as a stream says: found, expanded, with what they were read for beside them.</summary>
internal static class PageItems
{
    /// <summary>The items.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="page">The vendor's answer.</param>
    /// <param name="over">The item that the page was read for; null: none.</param>
    public static IEnumerable<JsonElement> Of(VendorStream stream, JsonElement page, JsonElement? over = null)
    {
        foreach (var item in stream.Items.All(page).SelectMany(item => stream.Expand is { } expand ? Expand(item, expand) : [item]))
        {
            yield return over is { } outer && item.ValueKind == JsonValueKind.Object ? With(item, "over", outer) : item;
        }
    }

    /// <summary>An item with another property.</summary>
    public static JsonElement With(JsonElement item, string name, JsonElement value)
    {
        var changed = JsonObject.Create(item)!;
        changed[name] = JsonNode.Parse(value.GetRawText());
        return JsonSerializer.SerializeToElement(changed);
    }

    /// <summary>An item for every element of a list inside it; each finds the item it came from beside itself.</summary>
    public static IEnumerable<JsonElement> Expand(JsonElement item, ItemExpansion expand)
    {
        var rest = JsonObject.Create(item)!;
        Remove(rest, expand.List.Steps);
        foreach (var element in expand.List.All(item))
        {
            var made = element.ValueKind == JsonValueKind.Object ? JsonObject.Create(element)! : new JsonObject { ["value"] = JsonNode.Parse(element.GetRawText()) };
            made[expand.As] = rest.DeepClone();
            yield return JsonSerializer.SerializeToElement(made);
        }
    }

    // The list itself, or the first of the lists that lead to it: each element would carry all of them again.
    private static void Remove(JsonObject from, IReadOnlyList<string> steps)
    {
        for (var i = 0; i < steps.Count - 1 && from[steps[i]] is JsonObject inner; i++)
        {
            (from, steps) = (inner, steps.Skip(1).ToList());
            i--;
        }

        from.Remove(steps[0]);
    }
}
