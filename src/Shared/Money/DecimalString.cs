using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BookedBarber.Shared;

/// <summary>Writes a decimal as a JSON string, so that no reader turns it into a binary fraction; reads strings and plain numbers.</summary>
/// <remarks>Exponents, group separators and decimal commas are refused.</remarks>
public sealed class DecimalString : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return !HasExponent(reader) && reader.TryGetDecimal(out var number) ? number : throw new JsonException("Expected a decimal number without exponent, such as \"12.50\".");
        }

        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return reader.TokenType == JsonTokenType.String && decimal.TryParse(reader.GetString(), Plain, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException("Expected a decimal number in a string, such as \"12.50\".");
    }

    private static bool HasExponent(Utf8JsonReader reader) =>
        reader.HasValueSequence ? reader.ValueSequence.PositionOf((byte)'e') is not null || reader.ValueSequence.PositionOf((byte)'E') is not null : reader.ValueSpan.IndexOfAny((byte)'e', (byte)'E') >= 0;

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[40];
        value.TryFormat(text, out var written, "0.00######", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
