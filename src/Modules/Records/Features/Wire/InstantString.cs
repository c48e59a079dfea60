using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BookedBarber.Records.Features.Wire;

/// <summary>Instants in JSON: ISO 8601 with a zone, written in UTC with <c>Z</c>.</summary>
/// <remarks>A time without zone is refused rather than taken for the server's own; microseconds are kept, as the database does.</remarks>
internal sealed class InstantString : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var instant) && HasZone(reader.GetString()!) && instant.UtcDateTime.Year is >= 1900 and <= 2200)
        {
            return new DateTimeOffset(instant.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        }

        throw new JsonException("Expected an instant with its zone, such as \"2026-03-02T15:04:05Z\" or \"2026-03-02T10:04:05-05:00\".");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));

    private static bool HasZone(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-');
}
