using System.Net;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>Reads form-encoded text.</summary>
internal static class FormText
{
    /// <summary>Names and values, decoded, in the order sent; a name without a value has an empty one.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string text) =>
        [.. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            return equals < 0
                ? KeyValuePair.Create(WebUtility.UrlDecode(pair), string.Empty)
                : KeyValuePair.Create(WebUtility.UrlDecode(pair[..equals]), WebUtility.UrlDecode(pair[(equals + 1)..]));
        })];
}
