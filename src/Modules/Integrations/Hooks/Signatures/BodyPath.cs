using System.Globalization;
using System.Text.Json;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>Finds a value by a path of names and positions, such as <c>data.object.payment</c> or <c>events.0.id</c>.</summary>
internal static class BodyPath
{
    /// <returns>The value, or null when a step is not there.</returns>
    public static JsonElement? Find(JsonElement from, string path)
    {
        var at = from;
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out var child))
            {
                at = child;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return null;
            }
        }

        return at;
    }
}
