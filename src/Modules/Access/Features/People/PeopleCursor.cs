using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace BookedBarber.Access.Features.People;

/// <summary>Where a page of people ends.</summary>
/// <param name="Descending">Which way the list runs.</param>
/// <param name="Name">The last name as the database sorts it: its lower case need not be ours.</param>
/// <param name="Id">The last person.</param>
internal sealed record PeopleCursor(bool Descending, string Name, Guid Id)
{
    private const int MostCharacters = 2000;
    private const int IdCharacters = 36;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private char Way => Descending ? '-' : '+';

    public string Write() => Base64Url.EncodeToString(Strict.GetBytes($"{Way}{Id}{Name}"));

    /// <summary>Reads what <see cref="Write"/> wrote for a list that runs this way.</summary>
    public static bool TryRead(string text, bool descending, [NotNullWhen(true)] out PeopleCursor? cursor)
    {
        cursor = null;
        try
        {
            var plain = text.Length <= MostCharacters && Base64Url.IsValid(text) ? Strict.GetString(Base64Url.DecodeFromChars(text)) : string.Empty;
            if (plain.Length > IdCharacters && Guid.TryParseExact(plain.AsSpan(1, IdCharacters), "D", out var id))
            {
                cursor = new PeopleCursor(descending, plain[(IdCharacters + 1)..], id);
            }

            return cursor is not null && plain[0] == cursor.Way && !cursor.Name.Contains('\0', StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false; // not one of ours
        }
    }
}
