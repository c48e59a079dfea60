using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Sandbox.Kit.State;

/// <summary>Made-up credentials. Those of the list are derived from the vendor's name, so that they are the same on every start; they open nothing but this sandbox.</summary>
internal static class Secrets
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Letters and digits that follow from <paramref name="about"/>.</summary>
    public static string Derive(string about, int length, string alphabet = Letters)
    {
        var text = new StringBuilder(length);
        for (var block = 0; text.Length < length; block++)
        {
            foreach (var value in SHA256.HashData(Encoding.UTF8.GetBytes($"sandbox:{block}:{about}")))
            {
                if (text.Length < length)
                {
                    text.Append(alphabet[value % alphabet.Length]);
                }
            }
        }

        return text.ToString();
    }

    public static string DeriveHex(string about, int length) => Derive(about, length, "0123456789abcdef");

    public static string DeriveDigits(string about, int length) => "1" + Derive(about, length - 1, "0123456789");

    public static Guid DeriveGuid(string about) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"sandbox:guid:{about}")).AsSpan(0, 16));

    /// <summary>A value that nobody can guess, for tokens issued while running.</summary>
    public static string Fresh(int length) => RandomNumberGenerator.GetString(Letters, length);
}
