using System.Buffers;
using System.Globalization;

namespace BookedBarber.Shared;

/// <summary>Reads a decimal number, or nothing: the framework's own reading rounds what has more digits than fit, and an amount is never rounded unasked.</summary>
public static class ExactDecimal
{
    // So many digits always fit, whatever they are.
    private const int SafeDigits = 28;

    private static readonly SearchValues<char> Signs = SearchValues.Create("0123456789.");

    /// <summary>Reads a number with a point and without exponent or group separators. False also where digits would be lost.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out value) && (text.Length <= SafeDigits || Fits(text));
    }

    /// <summary>Whether a text has the form of a number, however many digits it has.</summary>
    public static bool LooksLikeNumber(ReadOnlySpan<char> text)
    {
        var digits = Unsigned(text);
        return digits.ContainsAnyInRange('0', '9') && !digits.ContainsAnyExcept(Signs) && digits.Count('.') <= 1;
    }

    // Zeros at either end take no room; what is left must.
    private static bool Fits(ReadOnlySpan<char> text)
    {
        var digits = Unsigned(text).TrimStart('0');
        return !digits.Contains('.') || digits.TrimEnd('0').Length - 1 <= SafeDigits; // a whole number that is too large is none to the framework
    }

    private static ReadOnlySpan<char> Unsigned(ReadOnlySpan<char> text) => text is ['+' or '-', .. var rest] ? rest : text;
}
