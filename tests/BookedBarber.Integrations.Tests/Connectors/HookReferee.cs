using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Tests.Connectors;

/// <summary>A second reading of the signature rules, written from the vendors' pages alone: holds manifests against recorded deliveries.</summary>
internal static class HookReferee
{
    /// <summary>A public key that signed nothing.</summary>
    public static readonly string OtherKey = Convert.ToBase64String(ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfo());

    public static bool Accepts(HookShape hooks, RecordedDelivery delivery)
    {
        var headers = new Dictionary<string, string>(delivery.Headers, StringComparer.OrdinalIgnoreCase);
        switch (hooks.Scheme)
        {
            case HookScheme.Token:
                return headers.TryGetValue(hooks.Header!, out var token) && token == delivery.Secret;
            case HookScheme.UrlToken:
                return delivery.Url.Split('?')[^1].Split('&').Contains($"{hooks.Header}={delivery.Secret}");
            case HookScheme.StandardWebhooks:
                var key = delivery.Secret.StartsWith("whsec_", StringComparison.Ordinal) && TryBase64(delivery.Secret["whsec_".Length..], out var bytes) ? bytes : Encoding.UTF8.GetBytes(delivery.Secret);
                var expected = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{delivery.Body}")));
                return headers["webhook-signature"].Split(' ').Contains("v1," + expected);
        }

        if (!headers.TryGetValue(hooks.Header!, out var header))
        {
            return false;
        }

        var parts = header.Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToLookup(part => part[0].Trim(), part => part[1]);
        var timestamp = hooks.Timestamp switch
        {
            { Header: { } name } => headers.GetValueOrDefault(name),
            { Part: { } name } => parts[name].FirstOrDefault(),
            { Path: { } path } => At(path, delivery.Body),
            _ => string.Empty,
        };
        if (timestamp is null)
        {
            return false;
        }

        var form = hooks.Format == HookFormat.Form ? string.Concat(delivery.Body.Split('&').Select(pair => pair.Split('=', 2)).OrderBy(pair => pair[0], StringComparer.Ordinal).Select(pair => pair[0] + Uri.UnescapeDataString(pair[^1].Replace('+', ' ')))) : string.Empty;
        var signed = Encoding.UTF8.GetBytes(hooks.Signed!.Replace("{url}", delivery.Url, StringComparison.Ordinal).Replace("{method}", "POST", StringComparison.Ordinal)
            .Replace("{timestamp}", timestamp, StringComparison.Ordinal).Replace("{form}", form, StringComparison.Ordinal).Replace("{body}", delivery.Body, StringComparison.Ordinal));
        var signatures = hooks.Part is { } named ? parts[named] : [header];
        if (hooks.Scheme == HookScheme.EcdsaP256)
        {
            using var verifier = ECDsa.Create();
            verifier.ImportSubjectPublicKeyInfo(Convert.FromBase64String(delivery.Secret), out _);
            return signatures.Any(signature => TryBase64(signature, out var der) && verifier.VerifyData(signed, der, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        var secret = Encoding.UTF8.GetBytes(delivery.Secret);
#pragma warning disable CA5350 // the vendor signs so
        var hash = hooks.Scheme == HookScheme.HmacSha1 ? HMACSHA1.HashData(secret, signed) : HMACSHA256.HashData(secret, signed);
#pragma warning restore CA5350
        var right = hooks.Encoding == SignatureEncoding.Hex ? Convert.ToHexStringLower(hash) : Convert.ToBase64String(hash);
        return signatures.Contains(right);
    }

    private static string? At(ItemPath path, string body)
    {
        try
        {
            return path.FindText(JsonDocument.Parse(body).RootElement);
        }
        catch (JsonException)
        {
            return null; // a body that was changed into no JSON has no time of sending
        }
    }

    private static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var good = Convert.TryFromBase64String(text, bytes, out var written);
        bytes = bytes[..written];
        return good;
    }
}
