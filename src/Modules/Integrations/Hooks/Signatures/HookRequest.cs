using System.Text;
using System.Text.Json;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>A message as it arrived, byte for byte.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Url">The address as the vendor calls it: the public one, with query.</param>
/// <param name="Headers">By name without case; several values of one name joined with a comma.</param>
/// <param name="Body">The raw body.</param>
internal sealed record HookRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    private bool _parsed;
    private JsonElement? _json;

    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonElement? Json
    {
        get
        {
            if (!_parsed)
            {
                _parsed = true;
                _json = Parse(Body);
            }

            return _json;
        }
    }

    /// <summary>The body as a form, in the order sent; empty when it is none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form =>
        Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true ? FormText.Read(Encoding.UTF8.GetString(Body.Span)) : [];

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>The first value of a query parameter.</summary>
    public string? Query(string name) => FormText.Read(Url.Query.TrimStart('?')).Where(pair => pair.Key == name).Select(pair => pair.Value).FirstOrDefault();

    /// <summary>The text at <c>header:NAME</c>, <c>query:NAME</c> or <c>body:PATH</c>; null when there is none.</summary>
    public string? Text(string place)
    {
        var colon = place.IndexOf(':', StringComparison.Ordinal);
        var (kind, name) = colon < 0 ? ("header", place) : (place[..colon], place[(colon + 1)..]);
        return kind switch
        {
            "header" => Header(name),
            "query" => Query(name),
            "body" => BodyText(name),
            _ => throw new ArgumentException($"'{place}' is none of header:, query: and body:.", nameof(place)),
        };
    }

    /// <summary>The text at a path of the JSON body, or of a field of the form.</summary>
    private string? BodyText(string path)
    {
        if (Json is not { } json)
        {
            return Form.Where(pair => pair.Key == path).Select(pair => pair.Value).FirstOrDefault();
        }

        return BodyPath.Find(json, path) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
