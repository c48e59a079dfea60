using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Sandbox.Kit.Webhooks;

/// <summary>Keyed hashes over joined parts, as vendors sign.</summary>
internal static class Hmac
{
    public static string Sha256Base64(string key, params ReadOnlySpan<byte[]> parts) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Join(parts)));

    public static string Sha256Hex(string key, params ReadOnlySpan<byte[]> parts) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Join(parts)));

#pragma warning disable CA5350 // Twilio signs with SHA-1; the simulator does as the vendor does
    public static string Sha1Base64(string key, params ReadOnlySpan<byte[]> parts) => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Join(parts)));
#pragma warning restore CA5350

    public static byte[] Bytes(this string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Join(ReadOnlySpan<byte[]> parts)
    {
        using var joined = new MemoryStream();
        foreach (var part in parts)
        {
            joined.Write(part);
        }

        return joined.ToArray();
    }
}
