using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>Canonical records as JSON in one form only, so that two records that say the same are the same text.</summary>
internal static class CanonicalJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new DecimalString(), new UtcInstant(), new JsonStringEnumConverter<SaleLineKind>(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The record as UTF-8.</summary>
    public static byte[] Write(CanonicalRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, record.GetType(), Options);

    /// <summary>The record as an object whose fields can be compared.</summary>
    public static JsonObject ToObject(CanonicalRecord record) => (JsonObject)JsonSerializer.SerializeToNode(record, record.GetType(), Options)!;

    /// <summary>A record from its object.</summary>
    /// <exception cref="JsonException">The object is not a record of the type.</exception>
    public static CanonicalRecord Read(JsonObject json, Type type) =>
        (CanonicalRecord?)json.Deserialize(type, Options) ?? throw new JsonException($"Expected a {type.Name}, found null.");

    /// <summary>16 bytes by which two texts are told apart.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> json) => XxHash128.Hash(json);

    /// <summary>Instants in UTC to the microsecond, which is what the database keeps.</summary>
    private sealed class UtcInstant : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            var ticks = value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMicrosecond);
            writer.WriteStringValue(new DateTime(ticks, DateTimeKind.Utc));
        }
    }
}
