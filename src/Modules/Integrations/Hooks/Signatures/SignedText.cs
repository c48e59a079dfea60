using System.Buffers;
using System.Text;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>Puts together what a vendor has signed.</summary>
internal static class SignedText
{
    // HubSpot's documentation lists these as decoded before signing; the first question mark begins the query either way.
    private static readonly (string Escaped, string Plain)[] Decoded =
    [
        ("%3A", ":"), ("%2F", "/"), ("%3F", "?"), ("%40", "@"), ("%21", "!"), ("%24", "$"), ("%27", "'"), ("%28", "("), ("%29", ")"), ("%2A", "*"), ("%2C", ","), ("%3B", ";"),
    ];

    /// <summary>The bytes for each way in which the vendor may have written our address; one way where the address is not signed.</summary>
    public static IEnumerable<byte[]> Of(string template, HookRequest request, string? timestamp) =>
        template.Contains("{url}", StringComparison.Ordinal)
            ? WaysToWrite(request.Url).Distinct(StringComparer.Ordinal).Select(url => Bytes(template, request, timestamp, url))
            : [Bytes(template, request, timestamp, string.Empty)];

    private static byte[] Bytes(string template, HookRequest request, string? timestamp, string url)
    {
        var bytes = new ArrayBufferWriter<byte>(request.Body.Length + 256);
        for (var at = 0; at < template.Length;)
        {
            var close = template[at] == '{' ? template.IndexOf('}', at) : -1;
            if (close < 0)
            {
                var next = template.IndexOf('{', at + 1);
                var text = next < 0 ? template[at..] : template[at..next];
                bytes.Write(Encoding.UTF8.GetBytes(text));
                at += text.Length;
                continue;
            }

            switch (template[(at + 1)..close])
            {
                case "body": bytes.Write(request.Body.Span); break;
                case "url": bytes.Write(Encoding.UTF8.GetBytes(url)); break;
                case "method": bytes.Write(Encoding.UTF8.GetBytes(request.Method)); break;
                case "timestamp": bytes.Write(Encoding.UTF8.GetBytes(timestamp ?? string.Empty)); break;
                case "id": bytes.Write(Encoding.UTF8.GetBytes(request.Header("webhook-id") ?? string.Empty)); break;
                case "form": bytes.Write(Encoding.UTF8.GetBytes(Form(request))); break;
                case var piece: throw new ArgumentException($"'{piece}' is none of body, url, method, timestamp, id and form.", nameof(template));
            }

            at = close + 1;
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static string Form(HookRequest request) =>
        string.Concat(request.Form.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + pair.Value));

    // As it came; with and without the port that goes without saying; and with the characters decoded that some vendors decode.
    private static IEnumerable<string> WaysToWrite(Uri url)
    {
        var given = url.OriginalString;
        yield return given;
        var authority = url.GetComponents(UriComponents.Host, UriFormat.UriEscaped);
        var rest = url.PathAndQuery;
        if (url.IsDefaultPort)
        {
            yield return $"{url.Scheme}://{authority}{rest}";
            yield return $"{url.Scheme}://{authority}:{url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}{rest}";
        }

        yield return Decoded.Aggregate(given, (text, pair) => text.Replace(pair.Escaped, pair.Plain, StringComparison.OrdinalIgnoreCase));
    }
}
