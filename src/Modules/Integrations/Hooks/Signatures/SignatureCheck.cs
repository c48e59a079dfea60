using System.Security.Cryptography;
using System.Text;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>Says whether a message comes from the vendor, by the vendor's own proof over the raw bytes.</summary>
/// <remarks>Every comparison of a secret or a signature takes the same time wherever it differs.</remarks>
internal static class SignatureCheck
{
    /// <param name="rule">How the vendor signs.</param>
    /// <param name="request">The message.</param>
    /// <param name="secrets">Secrets that hold now; two while one replaces the other. Any may fit.</param>
    /// <param name="now">The present moment.</param>
    /// <returns>
    /// Null when the message is genuine; else <c>signature_missing</c>, <c>signature_wrong</c>, <c>timestamp_missing</c>, <c>timestamp_outside_window</c>
    /// or <c>secret_missing</c> (nothing to check against: the connection has none yet).
    /// </returns>
    public static Problem? Check(SignatureRule rule, HookRequest request, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (secrets.Count == 0 || secrets.All(string.IsNullOrEmpty))
        {
            return Refuse("secret_missing", "This connection has no secret to check messages against yet. Enter the one that the vendor shows, or register the address again.");
        }

        if (request.Text(rule.From) is not { Length: > 0 } text)
        {
            return Refuse("signature_missing", $"The message has no signature at {rule.From}. Only the vendor can send messages here.");
        }

        var parts = rule.Part is null ? null : Parts(text, rule.Between);
        var timestamp = rule.Timestamp is null ? null : rule.Timestamp.StartsWith("part:", StringComparison.Ordinal)
            ? parts?.Where(part => part.Key == rule.Timestamp["part:".Length..]).Select(part => part.Value).FirstOrDefault()
            : request.Text(rule.Timestamp);
        if (CheckTime(rule, timestamp, now) is { } late)
        {
            return late;
        }

        var given = parts is null ? [text] : parts.Where(part => part.Key == rule.Part).Select(part => part.Value).ToList();
        var fits = given.Any(signature => signature.StartsWith(rule.Prefix, StringComparison.OrdinalIgnoreCase)
            && secrets.Any(secret => secret.Length > 0 && Fits(rule, request, timestamp, signature[rule.Prefix.Length..].Trim(), secret)));
        return fits ? null : Refuse("signature_wrong", "The signature does not fit the message. If the vendor's secret was changed, enter the new one at the connection.");
    }

    private static Problem? CheckTime(SignatureRule rule, string? timestamp, DateTimeOffset now)
    {
        if (rule.Timestamp is null)
        {
            return null;
        }

        if (string.IsNullOrEmpty(timestamp))
        {
            return Refuse("timestamp_missing", $"The message does not say when it was sent ({rule.Timestamp}).");
        }

        if (rule.Tolerance is not { } tolerance)
        {
            return null;
        }

        return HookTime.Read(timestamp, rule.TimestampFormat) is { } sent && (now - sent).Duration() <= tolerance
            ? null
            : Refuse("timestamp_outside_window", $"The message was not sent within {tolerance.TotalSeconds:0} seconds of now. It may be an old one sent again, or a clock is wrong.");
    }

    private static bool Fits(SignatureRule rule, HookRequest request, string? timestamp, string signature, string secret) => rule.Algorithm switch
    {
        SignatureAlgorithm.Token => Same(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(secret)),
        SignatureAlgorithm.ClientCertificate => Same(Encoding.ASCII.GetBytes(Fingerprint(signature)), Encoding.ASCII.GetBytes(Fingerprint(secret))),
        _ => Decode(rule.Encoding, signature) is { } bytes && SignedText.Of(rule.Signed, request, timestamp).Any(signed => FitsBytes(rule, signed, bytes, secret)),
    };

    private static bool FitsBytes(SignatureRule rule, byte[] signed, byte[] signature, string secret)
    {
        var key = rule.SecretIsBase64 ? Decode(SignatureEncoding.Base64, secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret["whsec_".Length..] : secret) : Encoding.UTF8.GetBytes(secret);
        if (key is null)
        {
            return false;
        }

#pragma warning disable CA5350 // SHA-1 is what some vendors sign with; an HMAC with it is not broken
        return rule.Algorithm switch
        {
            SignatureAlgorithm.HmacSha256 => Same(HMACSHA256.HashData(key, signed), signature),
            SignatureAlgorithm.HmacSha1 => Same(HMACSHA1.HashData(key, signed), signature),
            SignatureAlgorithm.EcdsaP256 => FitsEcdsa(signed, signature, secret),
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
#pragma warning restore CA5350
    }

    private static bool FitsEcdsa(byte[] signed, byte[] signature, string publicKey)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return false; // a key or a signature that is none cannot fit
        }
    }

    private static bool Same(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);

    private static string Fingerprint(string text) => string.Concat(text.Where(char.IsAsciiHexDigit)).ToUpperInvariant();

    private static byte[]? Decode(SignatureEncoding encoding, string text)
    {
        try
        {
            return encoding == SignatureEncoding.Hex ? Convert.FromHexString(text) : Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Names and values are joined by an equals sign, or by a comma where the pairs are apart by something else.
    private static List<KeyValuePair<string, string>> Parts(string text, char between) =>
        [.. text.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(between == ',' ? '=' : ',', 2)).Where(pair => pair.Length == 2).Select(pair => KeyValuePair.Create(pair[0], pair[1]))];

    private static Problem Refuse(string code, string detail) => new(code, detail, ProblemKind.Unauthenticated);
}
