using System.Security.Cryptography;

namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>AES-256-GCM with a random nonce per message (NIST SP 800-38D; a key that seals fewer than 2^32 messages may take its nonces at random, section 8.3).</summary>
/// <remarks>Layout: one byte for the form (1), 12 of nonce, 16 of tag, then the ciphertext.</remarks>
internal static class Sealing
{
    private const byte Form = 1;
    private const int Head = 1 + Nonce + Tag;
    private const int Nonce = 12;
    private const int Tag = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var message = new byte[Head + plain.Length];
        message[0] = Form;
        RandomNumberGenerator.Fill(message.AsSpan(1, Nonce));
        using var cipher = new AesGcm(key, Tag);
        cipher.Encrypt(message.AsSpan(1, Nonce), plain, message.AsSpan(Head), message.AsSpan(1 + Nonce, Tag), associated);
        return message;
    }

    /// <summary>Opens what <see cref="Seal"/> sealed.</summary>
    /// <exception cref="CryptographicException">Another key, another place, or changed since; which of these is not told apart.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> associated)
    {
        if (message.Length < Head || message[0] != Form)
        {
            throw new CryptographicException("The sealed value has an unknown form.");
        }

        var plain = new byte[message.Length - Head];
        using var cipher = new AesGcm(key, Tag);
        cipher.Decrypt(message.Slice(1, Nonce), message[Head..], message.Slice(1 + Nonce, Tag), plain, associated);
        return plain;
    }
}
