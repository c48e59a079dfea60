using System.Text.Json;
using System.Text.Json.Serialization;

namespace BookedBarber.Predictions.Models;

/// <summary>What models keep as JSON. An error that could not be measured is NaN, which plain JSON has no word for.</summary>
internal static class ModelJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"Expected a {typeof(T).Name}, found null.");
}
