using System.Text;
using System.Text.RegularExpressions;

namespace BookedBarber.Webhooks.Delivering;

/// <summary>The beginning of an answer as it may be kept and shown.</summary>
internal static partial class Excerpt
{
    /// <summary>Most bytes kept.</summary>
    public const int MostBytes = 1024;

    /// <summary>Text without control characters and without what looks like a secret, an e-mail address or a phone number; null when nothing is left.</summary>
    public static string? Of(ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(body[..Math.Min(body.Length, MostBytes)]));
        for (var i = 0; i < text.Length; i++)
        {
            if ((char.IsControl(text[i]) && text[i] is not ('\n' or '\t')) || text[i] is '\uFFFE' or '\uFFFF')
            {
                text[i] = ' ';
            }
        }

        var plain = Phone().Replace(Email().Replace(Secret().Replace(text.ToString(), "${kept}[hidden]"), "[e-mail]"), "[phone]").Trim();
        while (Encoding.UTF8.GetByteCount(plain) > MostBytes)
        {
            plain = plain[..^(char.IsLowSurrogate(plain[^1]) ? 2 : 1)];
        }

        return plain.Length == 0 ? null : plain;
    }

    [GeneratedRegex("""(?<kept>(\bbearer|\bbasic)\s+|\b(wh(sec|sk)_|sk_|pk_|xox[a-z]-|v1a?,)|(secret|token|passw(or)?d|api[_-]?key|authorization|signature|credential)s?["']?\s*[:=]\s*["']?((bearer|basic)\s+)?)[^\s"'&,;<>]+""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Secret();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.-]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Email();

    [GeneratedRegex(@"\+\d[\d ().-]{6,}\d", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Phone();
}
