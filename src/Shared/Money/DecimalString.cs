using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BookedBarber.Shared;

/// <summary>Writes a decimal as a JSON string, so that no reader turns it into a binary fraction; reads strings and plain numbers.</summary>
/// <remarks>Exponents, group separators and decimal commas are refused, and so is what could only be kept rounded.</remarks>
public sealed class DecimalString : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
            _ => null,
        };
        return ExactDecimal.TryParse(text, out var value) ? value : throw new JsonException("Expected a decimal number in a string, such as \"12.50\", of at most 28 digits.");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[40];
        value.TryFormat(text, out var written, "0.00######", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
