using System.Globalization;
using System.Text;

namespace BookedBarber.Network.Domain;

/// <summary>Short names for addresses and commands: lower-case letters, digits and single dashes, 1–80 characters.</summary>
internal static class Slugs
{
    public const int MaxLength = 80;

    /// <summary>The slug of a name: marks are dropped (Zürich → zurich), everything else that is no letter or digit of ASCII becomes a dash.</summary>
    /// <returns>Empty when nothing is left (a name in another script).</returns>
    public static string Of(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var letter in Decomposed(name))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (!IsSilent(letter) && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length == MaxLength)
            {
                break;
            }
        }

        return slug.ToString().Trim('-');
    }

    public static bool IsValid(string slug) =>
        slug.Length is > 0 and <= MaxLength && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && slug[0] != '-' && slug[^1] != '-' && !slug.Contains("--", StringComparison.Ordinal);

    // Unicode has no form for broken surrogates and for U+FFFE; whoever sends them finds and names nothing by them.
    private static string Decomposed(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            return string.Concat(name.Where(letter => !char.IsSurrogate(letter) && letter != '\uFFFE')).Normalize(NormalizationForm.FormD);
        }
    }

    // Marks and what stands inside a word: O'Neill is one word, St. Paul two.
    private static bool IsSilent(char letter) => letter is '\'' or '’' or '.' || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;
}
