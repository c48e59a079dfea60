using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>A key that wraps networks' keys. It is never stored in the database.</summary>
internal sealed partial class MasterKey
{
    public const int Bytes = 32;

    private readonly byte[] _key;

    private MasterKey(string id, byte[] key) => (Id, _key) = (id, key);

    /// <summary>Names it in tables and logs; says nothing about it.</summary>
    public string Id { get; }

    /// <summary>A new one, named by eight random hexadecimal digits.</summary>
    public static MasterKey New() => new(RandomNumberGenerator.GetHexString(8, lowercase: true), RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads <c>ID:BASE64</c>; null when it is not that, or not 32 bytes.</summary>
    public static MasterKey? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var key = new byte[Bytes + 3];
        return colon > 0 && IdForm().IsMatch(text.AsSpan(0, colon)) && Convert.TryFromBase64String(text[(colon + 1)..], key, out var length) && length == Bytes
            ? new MasterKey(text[..colon], key[..Bytes])
            : null;
    }

    /// <summary>The form that <see cref="Parse"/> reads: for the key's file, and nowhere else.</summary>
    public string Export() => $"{Id}:{Convert.ToBase64String(_key)}";

    /// <summary>Seals another key.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> associated) => Sealing.Seal(_key, key, associated);

    /// <summary>Opens a sealed key.</summary>
    /// <exception cref="CryptographicException">It was sealed with another key or for another place, or changed since.</exception>
    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> associated) => Sealing.Open(_key, wrapped, associated);

    public override string ToString() => $"(master key {Id})";

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdForm();
}
