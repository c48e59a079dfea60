using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Integrations.Connections.Authorising;

/// <summary>Checks the signature that some vendors put on the address they send the browser back to: HMAC-SHA256 with the app's secret over the other parameters, sorted, in hexadecimal.</summary>
internal static class CallbackProof
{
    /// <summary>Whether the signature is right.</summary>
    /// <param name="parameters">All parameters of the address, unescaped.</param>
    /// <param name="name">The one that holds the signature.</param>
    /// <param name="secret">The app's secret.</param>
    public static bool IsRight(IReadOnlyDictionary<string, string> parameters, string name, Secret secret)
    {
        if (!parameters.TryGetValue(name, out var signature))
        {
            return false;
        }

        var others = parameters.Where(field => field.Key != name && field.Key != "signature").OrderBy(field => field.Key, StringComparer.Ordinal).ToList();

        // Two spellings are in use, which differ only for values with special characters: only the marks between fields escaped, or all that addresses escape.
        return Fits(string.Join('&', others.Select(field => $"{Escape(field.Key).Replace("=", "%3D", StringComparison.Ordinal)}={Escape(field.Value)}")))
            | Fits(string.Join('&', others.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")));

        bool Fits(string signed)
        {
            var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), Encoding.UTF8.GetBytes(signed)));
            return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signature));
        }
    }

    private static string Escape(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal);
}
