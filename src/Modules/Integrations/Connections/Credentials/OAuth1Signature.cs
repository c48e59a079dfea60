using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>Signs a request as OAuth 1.0a asks (RFC 5849), with HMAC-SHA256 or HMAC-SHA1.</summary>
/// <param name="consumerKey">Our key.</param>
/// <param name="consumerSecret">Its secret.</param>
/// <param name="token">The account's token.</param>
/// <param name="tokenSecret">Its secret.</param>
/// <param name="realm">Put into the header unsigned; null: none.</param>
/// <param name="usesSha1">Whether the older HMAC-SHA1 is used. Default: HMAC-SHA256.</param>
internal sealed class OAuth1Signature(string consumerKey, string consumerSecret, string token, string tokenSecret, string? realm = null, bool usesSha1 = false)
{
    /// <summary>The Authorization header's value for a request.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="address">The whole address; its query is signed.</param>
    /// <param name="form">Fields of a form body; empty for any other body.</param>
    /// <param name="timestamp">Now.</param>
    /// <param name="nonce">Random text, new for each request.</param>
    public string Header(HttpMethod method, Uri address, IEnumerable<KeyValuePair<string, string>> form, DateTimeOffset timestamp, string nonce)
    {
        List<KeyValuePair<string, string>> own =
        [
            new("oauth_consumer_key", consumerKey),
            new("oauth_nonce", nonce),
            new("oauth_signature_method", usesSha1 ? "HMAC-SHA1" : "HMAC-SHA256"),
            new("oauth_timestamp", timestamp.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("oauth_token", token),
            new("oauth_version", "1.0"),
        ];
        var signature = Sign(BaseString(method, address, own.Concat(Query(address)).Concat(form)));
        own.Add(new KeyValuePair<string, string>("oauth_signature", signature));
        var fields = own.Select(field => $"{field.Key}=\"{Escape(field.Value)}\"");
        return "OAuth " + string.Join(", ", realm is null ? fields : fields.Prepend($"realm=\"{Escape(realm)}\""));
    }

    /// <summary>What is signed (RFC 5849, section 3.4.1).</summary>
    internal static string BaseString(HttpMethod method, Uri address, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var normalized = parameters
            .Select(field => (Name: Escape(field.Key), Value: Escape(field.Value)))
            .OrderBy(field => field.Name, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal)
            .Select(field => $"{field.Name}={field.Value}");
        return $"{method.Method.ToUpperInvariant()}&{Escape(address.GetLeftPart(UriPartial.Path))}&{Escape(string.Join('&', normalized))}";
    }

    /// <summary>The fields of an address's query, unescaped.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Query(Uri address) => Fields(address.Query.TrimStart('?'));

    /// <summary>The fields of a form, unescaped.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Fields(string form) =>
        form.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => new KeyValuePair<string, string>(Unescape(pair[0]), pair.Length > 1 ? Unescape(pair[1]) : string.Empty));

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    // Exactly the unreserved characters stay (section 3.6), which is what EscapeDataString does since it follows RFC 3986.
    private static string Escape(string text) => Uri.EscapeDataString(text);

#pragma warning disable CA5350 // SHA-1 is what vendors with the older scheme verify; as an HMAC it is not broken
    private string Sign(string text)
    {
        var key = Encoding.ASCII.GetBytes($"{Escape(consumerSecret)}&{Escape(tokenSecret)}");
        var bytes = Encoding.ASCII.GetBytes(text);
        return Convert.ToBase64String(usesSha1 ? HMACSHA1.HashData(key, bytes) : HMACSHA256.HashData(key, bytes));
    }
#pragma warning restore CA5350
}
