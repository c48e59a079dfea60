using System.Text;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>
/// Texts of a manifest's authorisation with places for secrets: <c>Bearer {token}</c>, <c>Basic {base64(key:x)}</c>. Apart from the templates of requests, so that secrets never
/// pass through anything that can be shown.
/// </summary>
/// <remarks>Inside <c>base64(…)</c> names stand bare, between marks: <c>base64(client.id:client.secret)</c>.</remarks>
internal static class PlaceText
{
    private const string Base64 = "base64(";

    /// <summary>The text filled in; null when a name has no value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="find">The value of a name; null: none.</param>
    public static string? Fill(string text, Func<string, string?> find)
    {
        var filled = new StringBuilder(text.Length + 64);
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                filled.Append(text[i]);
                continue;
            }

            if (Value(text[(i + 1)..end], find) is not { } value)
            {
                return null;
            }

            filled.Append(value);
            i = end;
        }

        return filled.ToString();
    }

    private static string? Value(string place, Func<string, string?> find)
    {
        if (!place.StartsWith(Base64, StringComparison.Ordinal) || !place.EndsWith(')'))
        {
            return find(place);
        }

        var inner = place[Base64.Length..^1];
        var parts = inner.Split(':', 2);
        var (first, second) = (find(parts[0]) ?? (IsName(parts[0]) ? null : parts[0]), parts.Length == 1 ? string.Empty : find(parts[1]) ?? parts[1]);
        return first is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(parts.Length == 1 ? first : $"{first}:{second}"));
    }

    // A first part that is a plain word is the name of something that has to be there; a second one may be a constant, as in {base64(key:x)}.
    private static bool IsName(string part) => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
