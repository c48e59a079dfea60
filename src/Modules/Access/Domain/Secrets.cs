using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Access.Domain;

/// <summary>Random secrets and their hashes. A fast hash suffices: 256 random bits cannot be guessed.</summary>
internal static class Secrets
{
    public const string KeyStart = "bbk_";
    private const string RefreshStart = "bbr_";

    public static string NewRefreshToken() => RefreshStart + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A new API key: the prefix is shown in lists, the whole is shown once.</summary>
    public static (string Prefix, string Key) NewApiKey()
    {
        var prefix = RandomNumberGenerator.GetHexString(10, lowercase: true);
        return (prefix, $"{KeyStart}{prefix}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}");
    }

    /// <summary>The prefix inside a key; null when the text has not the form of a key.</summary>
    public static string? PrefixOf(string key)
    {
        var end = key.IndexOf('_', KeyStart.Length);
        return key.StartsWith(KeyStart, StringComparison.Ordinal) && end > KeyStart.Length && key.Length is > 40 and < 100 ? key[KeyStart.Length..end] : null;
    }

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
