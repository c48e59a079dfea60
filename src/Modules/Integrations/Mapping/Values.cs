using System.Globalization;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Mapping;

/// <summary>How values are written and read where nothing else is said: as in our own files, the same everywhere in the world.</summary>
internal static class Values
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly string[] Times = ["HH:mm", "HH:mm:ss"];

    public static bool TryDecimal(ReadOnlySpan<char> text, out decimal value) => ExactDecimal.TryParse(text, out value);

    public static bool TryInteger(ReadOnlySpan<char> text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out value);

    public static bool TryBoolean(ReadOnlySpan<char> text, out bool value)
    {
        value = text.Equals("true", StringComparison.OrdinalIgnoreCase) || text is "1" || text.Equals("yes", StringComparison.OrdinalIgnoreCase);
        return value || text.Equals("false", StringComparison.OrdinalIgnoreCase) || text is "0" || text.Equals("no", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A day as 2018-03-31. Written out, because it is most of what a file of day totals is made of.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly value)
    {
        value = default;
        if (!LooksLikeDate(text))
        {
            return false;
        }

        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
        if (year < 1900 || year > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        value = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>Whether a text has the form of a day, possible or not.</summary>
    public static bool LooksLikeDate(ReadOnlySpan<char> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-' && AllDigits(text[..4]) && AllDigits(text[5..7]) && AllDigits(text[8..]);

    public static bool TryTime(ReadOnlySpan<char> text, out TimeOnly value) => TimeOnly.TryParseExact(text, Times, Invariant, DateTimeStyles.None, out value);

    /// <summary>An instant in ISO 8601 with its offset, such as 2018-03-31T15:50:00Z.</summary>
    public static bool TryInstant(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        return text.Length >= 17 && text[4] == '-' && (text[^1] == 'Z' || text[^6] is '+' or '-' || text[^5] is '+' or '-')
            && DateTimeOffset.TryParse(text, Invariant, DateTimeStyles.AdjustToUniversal, out value);
    }

    /// <summary>The text of a value.</summary>
    public static string Write<T>(T value) => value switch
    {
        ReadOnlyMemory<char> text => text.ToString(),
        decimal number => number.ToString(Invariant),
        int number => number.ToString(Invariant),
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("O", Invariant),
        TimeOnly time => time.ToString("HH:mm:ss", Invariant),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", Invariant),
        _ => throw new InvalidOperationException($"No text form of {typeof(T)}."),
    };

    /// <summary>Orders two values; text by its characters' numbers.</summary>
    public static int Compare<T>(T left, T right) => (left, right) switch
    {
        (ReadOnlyMemory<char> a, ReadOnlyMemory<char> b) => a.Span.SequenceCompareTo(b.Span),
        _ => Comparer<T>.Default.Compare(left, right),
    };

    private static bool AllDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static int Digits(ReadOnlySpan<char> text)
    {
        var value = 0;
        foreach (var digit in text)
        {
            value = (value * 10) + digit - '0';
        }

        return value;
    }
}
