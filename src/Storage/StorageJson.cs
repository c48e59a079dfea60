using System.Text.Json;

namespace BookedBarber.Storage;

/// <summary>How JSON is written into jsonb columns: camelCase, strings for money by the callers' own types.</summary>
public static class StorageJson
{
    /// <summary>The options for every jsonb column.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>Serializes by the run-time type.</summary>
    public static string Serialize(object value) => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), Options);

    /// <summary>Reads a jsonb column's text.</summary>
    /// <exception cref="JsonException">The text is not a <typeparamref name="T"/>.</exception>
    public static T Deserialize<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"Expected a {typeof(T).Name}, found null.");
}
