using System.Collections.Frozen;
using System.Text.Json;

namespace BookedBarber.Integrations.Connections.Storage;

/// <summary>Names of an enum's values in tables and JSON: snake case.</summary>
internal static class WireNames<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    private static readonly FrozenDictionary<string, T> Values = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(T value) => Names[value];

    /// <exception cref="KeyNotFoundException">Not a name of this enum.</exception>
    public static T Parse(string name) => Values[name];

    public static bool TryParse(string? name, out T value)
    {
        value = default;
        return name is not null && Values.TryGetValue(name, out value);
    }

    public static IEnumerable<string> All => Names.Values.Order(StringComparer.Ordinal);
}
