using System.Buffers;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Mapping;

/// <summary>A part of a YAML document on one line, as it could be written back: <c>[{ each: $.lines, amount: "@.total | decimal" }]</c>.</summary>
internal static class FlowText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",[]{}#\"'");

    public static string Of(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.Count == 0 ? "{}" : $"{{ {string.Join(", ", map.Children.Select(entry => $"{Of(entry.Key)}: {Of(entry.Value)}"))} }}",
        YamlSequenceNode list => $"[{string.Join(", ", list.Children.Select(Of))}]",
        YamlScalarNode { Value: { } text } => text.Length == 0 || text.AsSpan().ContainsAny(NeedQuotes) || text.Contains(": ", StringComparison.Ordinal) || text[0] is '@' or '&' or '*' or '!' or '|' or '>' or '%' ? JsonSerializer.Serialize(text, Plain) : text,
        _ => "null",
    };

    // Whoever reads it wants "@.a > 0", not its escapes.
    private static JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
