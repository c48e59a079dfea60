using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>Checks a JSON Web Token signed with RSA and SHA-256 against a key set (RFC 7515, RFC 7517, RFC 7519).</summary>
/// <remarks>No other algorithm is taken, whatever the token asks for: a token must not choose how it is checked.</remarks>
internal static class JwtCheck
{
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    public static bool Fits(SignatureRule rule, string token, string keySet, string address, DateTimeOffset now)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            return false;
        }

        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
            using var keys = JsonDocument.Parse(keySet);
            if (Text(header.RootElement, "alg") != "RS256" || FindKey(keys.RootElement, Text(header.RootElement, "kid")) is not { } key)
            {
                return false;
            }

            using var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars(Text(key, "n")), Exponent = Base64Url.DecodeFromChars(Text(key, "e")) });
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                && Hold(rule, claims.RootElement, address, now);
        }
        catch (Exception fault) when (fault is FormatException or JsonException or CryptographicException or InvalidOperationException)
        {
            return false; // what cannot be read is no proof
        }
    }

    private static bool Hold(SignatureRule rule, JsonElement claims, string address, DateTimeOffset now) =>
        Instant(claims, "exp") is { } ends && ends + Leeway > now
        && (Instant(claims, "nbf") ?? DateTimeOffset.MinValue) <= now + Leeway
        && (rule.Issuers.Count == 0 || rule.Issuers.Contains(Text(claims, "iss"), StringComparer.Ordinal))
        && Audiences(claims).Contains(rule.Audience ?? address, StringComparer.Ordinal)
        && (rule.Email is null || (Text(claims, "email") == rule.Email && claims.TryGetProperty("email_verified", out var verified) && verified.ValueKind == JsonValueKind.True));

    private static JsonElement? FindKey(JsonElement keySet, string? id) =>
        keySet.GetProperty("keys").EnumerateArray().Where(key => Text(key, "kty") == "RSA" && (id is null || Text(key, "kid") == id)).Cast<JsonElement?>().FirstOrDefault();

    private static IEnumerable<string?> Audiences(JsonElement claims) =>
        !claims.TryGetProperty("aud", out var audience) ? [] : audience.ValueKind == JsonValueKind.Array ? audience.EnumerateArray().Select(one => one.GetString()) : [audience.GetString()];

    private static DateTimeOffset? Instant(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is >= 0 and < 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
