using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connectors.Features;

/// <summary>Shows what a map makes of a page.</summary>
internal static class MapPreviews
{
    private const int Most = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new DecimalString(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    /// <summary>The first items of a page, before and after.</summary>
    public static IReadOnlyList<PreviewItem> Show(VendorStream stream, StreamMapper mapper, JsonElement page) => Show(mapper, PageItems.Of(stream, page));

    /// <summary>The first items, before and after.</summary>
    public static IReadOnlyList<PreviewItem> Show(StreamMapper mapper, IEnumerable<JsonElement> items) => [.. items.Take(Most).Select(item => Shown(mapper, item))];

    private static PreviewItem Shown(StreamMapper mapper, JsonElement item)
    {
        var mapped = mapper.Map(item, new MapContext(TimeZoneInfo.Utc));
        return new PreviewItem(
            mapped.Key,
            mapped.PlaceKey,
            item.GetRawText(),
            mapped.Record is null ? null : JsonSerializer.Serialize(mapped.Record, mapped.Record.GetType(), Json),
            mapped.IsSkipped,
            mapped.IsDeleted,
            [.. mapped.Faults.Select(fault => fault.Detail)],
            mapped.Unmapped);
    }
}

/// <summary>An item before and after.</summary>
/// <param name="Key">The vendor's key.</param>
/// <param name="Place">The vendor's key of the place; null: the connection's own location.</param>
/// <param name="Item">The item as JSON.</param>
/// <param name="Record">The record as JSON; null: it becomes none.</param>
/// <param name="IsSkipped">Whether the map leaves it out.</param>
/// <param name="IsDeleted">Whether it says that it is deleted.</param>
/// <param name="Faults">Why it becomes none.</param>
/// <param name="Unmapped">Properties that the map does not read.</param>
internal sealed record PreviewItem(string Key, string? Place, string Item, string? Record, bool IsSkipped, bool IsDeleted, IReadOnlyList<string> Faults, IReadOnlyList<string> Unmapped);
