using System.Security.Cryptography;
using System.Text;
using BookedBarber.Webhooks.Domain;
using NSec.Cryptography;

namespace BookedBarber.Webhooks.Signing;

/// <summary>Signs deliveries as the Standard Webhooks specification says: over <c>id.timestamp.body</c>.</summary>
internal abstract class SigningKey
{
    private const string SecretPrefix = "whsec_";
    private const string PrivatePrefix = "whsk_";
    private const string PublicPrefix = "whpk_";
    private const int SecretBytes = 32;

    /// <summary>What the receiver verifies with: the shared secret itself (v1) or the public key (v1a).</summary>
    public abstract string Verifier { get; }

    /// <summary>The public key; null for a shared secret.</summary>
    public abstract string? PublicKey { get; }

    /// <summary>The key as it is kept, to be encrypted before it is stored.</summary>
    public abstract string Text { get; }

    /// <summary>A new random key.</summary>
    public static SigningKey New(SignatureScheme scheme)
    {
        var bytes = RandomNumberGenerator.GetBytes(SecretBytes);
        return scheme == SignatureScheme.V1 ? new Shared(bytes) : new Pair(bytes);
    }

    /// <summary>Reads <see cref="Text"/> again.</summary>
    public static SigningKey Of(string text) =>
        text.StartsWith(SecretPrefix, StringComparison.Ordinal) ? new Shared(Convert.FromBase64String(text[SecretPrefix.Length..]))
        : text.StartsWith(PrivatePrefix, StringComparison.Ordinal) ? new Pair(Convert.FromBase64String(text[PrivatePrefix.Length..]))
        : throw new ArgumentException("Not a signing key.", nameof(text));

    /// <summary>One signature with its version in front, such as <c>v1,K5oZ…</c>.</summary>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.ASCII.GetBytes($"{id}.{timestamp}.");
        var signed = new byte[head.Length + body.Length];
        head.CopyTo(signed, 0);
        body.CopyTo(signed.AsSpan(head.Length));
        return Sign(signed);
    }

    public sealed override string ToString() => GetType().Name; // never the key

    private protected abstract string Sign(ReadOnlySpan<byte> signed);

    private sealed class Shared(byte[] secret) : SigningKey
    {
        public override string Verifier => Text;

        public override string? PublicKey => null;

        public override string Text => SecretPrefix + Convert.ToBase64String(secret);

        private protected override string Sign(ReadOnlySpan<byte> signed) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed));
    }

    private sealed class Pair : SigningKey
    {
        private readonly byte[] _seed;
        private readonly string _publicKey;

        public Pair(byte[] seed)
        {
            _seed = seed;
            using var key = Import();
            _publicKey = PublicPrefix + Convert.ToBase64String(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
        }

        public override string Verifier => _publicKey;

        public override string? PublicKey => _publicKey;

        public override string Text => PrivatePrefix + Convert.ToBase64String(_seed);

        private protected override string Sign(ReadOnlySpan<byte> signed)
        {
            using var key = Import();
            return "v1a," + Convert.ToBase64String(SignatureAlgorithm.Ed25519.Sign(key, signed));
        }

        private Key Import() => Key.Import(SignatureAlgorithm.Ed25519, _seed, KeyBlobFormat.RawPrivateKey);
    }
}
