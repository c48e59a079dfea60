using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>Makes signed assertions (RFC 7515 in compact form, RFC 7523 in use).</summary>
internal static class JwtAssertions
{
    /// <summary>A signed assertion.</summary>
    /// <param name="algorithm"><c>RS256</c> or <c>ES256</c>.</param>
    /// <param name="privateKey">PEM; line breaks may have become the two characters <c>\n</c>, as in service account files.</param>
    /// <param name="claims">Claims besides <c>iat</c> and <c>exp</c>.</param>
    /// <param name="now">Becomes <c>iat</c>.</param>
    /// <param name="lifetime">Until <c>exp</c>.</param>
    /// <returns>The assertion; <c>key_unreadable</c> when the key is not one of the algorithm's.</returns>
    public static Result<Secret> Sign(string algorithm, Secret privateKey, IReadOnlyDictionary<string, string> claims, DateTimeOffset now, TimeSpan lifetime)
    {
        var payload = new Dictionary<string, object>(StringComparer.Ordinal) { ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = (now + lifetime).ToUnixTimeSeconds() };
        foreach (var (name, value) in claims)
        {
            payload[name] = value;
        }

        var text = $"{Part(new Dictionary<string, string>(StringComparer.Ordinal) { ["alg"] = algorithm, ["typ"] = "JWT" })}.{Part(payload)}";
        var pem = privateKey.Reveal().Replace("\\n", "\n", StringComparison.Ordinal);
        try
        {
            return new Secret($"{text}.{Base64Url.EncodeToString(Sign(algorithm, pem, Encoding.ASCII.GetBytes(text)))}");
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            return new Problem("key_unreadable", $"The private key is not a PEM key for {algorithm}. Paste the whole of it, from BEGIN to END.", ProblemKind.Refused);
        }
    }

    private static byte[] Sign(string algorithm, string pem, byte[] text)
    {
        if (algorithm == "ES256")
        {
            using var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return curve.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
