using System.Text.Json;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Changes of items that the manifest's language has no word for. Each is one small class beside its vendor's manifest.</summary>
internal static class Quirks
{
    private static readonly Dictionary<string, Func<JsonElement, JsonElement>> All = new(StringComparer.Ordinal);

    /// <summary>Names that <c>quirk:</c> may have.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>The item as the stream's mapping expects it; unchanged for streams without a quirk.</summary>
    public static JsonElement Apply(string? name, JsonElement item) => name is not null && All.TryGetValue(name, out var change) ? change(item) : item;
}
