using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookedBarber.Sandbox.Kit.State;

/// <summary>Reading JSON by dotted paths, forgiving about what is absent: a vendor's request may leave out nearly everything.</summary>
internal static class Paths
{
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var step in path.Split('.'))
        {
            node = node switch
            {
                JsonObject body => body[step],
                JsonArray list when int.TryParse(step, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
                _ => null,
            };
        }

        return node;
    }

    public static string? Text(this JsonNode? node, string path) => node.At(path) switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => null,
    };

    public static long Number(this JsonNode? node, string path) => (long)node.Amount(path);

    public static decimal Amount(this JsonNode? node, string path) =>
        decimal.TryParse(node.Text(path), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : 0;

    public static bool Flag(this JsonNode? node, string path) => node.Text(path) is "true" or "1";

    public static DateTimeOffset? Instant(this JsonNode? node, string path) => ParseInstant(node.Text(path));

    public static IEnumerable<JsonObject> Objects(this JsonNode? node, string path) => (node.At(path) as JsonArray)?.OfType<JsonObject>() ?? [];

    public static IReadOnlyList<string> Texts(this JsonNode? node, string path) =>
        [.. (node.At(path) as JsonArray)?.Select(item => item?.ToString()).OfType<string>() ?? []];

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    public static JsonArray Array(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];

    /// <summary>Copies every property of <paramref name="changes"/> over <paramref name="body"/>; objects within are merged, null removes.</summary>
    public static void Merge(this JsonObject body, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                body.Remove(name);
            }
            else if (value is JsonObject inner && body[name] is JsonObject present)
            {
                present.Merge(inner);
            }
            else
            {
                body[name] = value.DeepClone();
            }
        }
    }

    public static DateTimeOffset? ParseInstant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    /// <summary>RFC 3339 in UTC with milliseconds, which most vendors write.</summary>
    public static string Iso(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string IsoSeconds(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Day(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
