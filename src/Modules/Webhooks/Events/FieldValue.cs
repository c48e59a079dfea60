using System.Globalization;
using System.Text.Json;

namespace BookedBarber.Webhooks.Events;

/// <summary>Values of rows as the API writes them, too: decimals as strings, instants in UTC.</summary>
internal static class FieldValue
{
    public static void Write(Utf8JsonWriter json, FieldKind kind, JsonElement value)
    {
        switch (kind)
        {
            case FieldKind.Amount when value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount):
                json.WriteStringValue(amount.ToString("0.00######", CultureInfo.InvariantCulture));
                break;
            case FieldKind.Instant when value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var instant):
                json.WriteStringValue(instant.UtcDateTime);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
