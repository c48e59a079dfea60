using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Access.Domain;

/// <summary>E-mail addresses as sign-in names: one spelling per mailbox, as far as that can be said without asking the mail server.</summary>
internal sealed class EmailAddress : ILookupNormalizer
{
    public const int MostCharacters = 254; // RFC 5321, section 4.5.3.1.3, less the angle brackets

    private static readonly IdnMapping Idn = new();

    /// <summary>Trimmed, Unicode-composed and lower case, the domain in its ASCII form. Null when it is no address.</summary>
    public static string? Normalize(string? text)
    {
        var address = Composed(text?.Trim());
        var at = address?.LastIndexOf('@') ?? -1;
        if (address is null || address.Length > MostCharacters || at < 1 || at == address.Length - 1 || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>'))
        {
            return null;
        }

        try
        {
#pragma warning disable CA1308 // lower case is how addresses are written; both sides of every comparison come from here
            return $"{address[..at].ToLowerInvariant()}@{Idn.GetAscii(address[(at + 1)..]).ToLowerInvariant()}";
#pragma warning restore CA1308
        }
        catch (ArgumentException)
        {
            return null; // not a domain name
        }
    }

    /// <summary>For logs and the audit trail, where an address typed by a stranger may be anything, a password included.</summary>
    public static string Mask(string normalized)
    {
        var at = normalized.LastIndexOf('@');
        return at < 1 ? "…" : $"{normalized[0]}…{normalized[at..]}";
    }

    public string? NormalizeEmail(string? email) => Normalize(email) ?? email;

    public string? NormalizeName(string? name) => NormalizeEmail(name);

    private static string? Composed(string? text)
    {
        try
        {
            return text?.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return null; // half a character, or one that Unicode says is none
        }
    }
}
