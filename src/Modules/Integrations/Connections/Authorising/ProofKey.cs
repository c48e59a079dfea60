using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Integrations.Connections.Authorising;

/// <summary>Random values of a consent: the state, and the proof key of RFC 7636 with its challenge (S256).</summary>
internal static class ProofKey
{
    /// <summary>256 random bits in base64url, 43 characters: the shortest that RFC 7636 takes.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>BASE64URL(SHA256(ASCII(verifier))).</summary>
    public static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>What of a state is stored: whoever reads the table cannot use it.</summary>
    public static byte[] Hash(string state) => SHA256.HashData(Encoding.UTF8.GetBytes(state));
}
