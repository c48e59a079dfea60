using System.Globalization;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>Reads the moment of a message.</summary>
internal static class HookTime
{
    private const long MillisecondsFrom = 100_000_000_000;

    /// <returns>The moment, or null when the text is none.</returns>
    public static DateTimeOffset? Read(string text, TimestampFormat format)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return format switch
        {
            TimestampFormat.Unix => isNumber ? OfMilliseconds(number, 1000) : null,
            TimestampFormat.UnixMilliseconds => isNumber ? OfMilliseconds(number, 1) : null,
            TimestampFormat.Any when isNumber => OfMilliseconds(number, number < MillisecondsFrom ? 1000 : 1),
            _ => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null,
        };
    }

    // Year 9999 is the last that a DateTimeOffset holds; a larger number is no moment.
    private static DateTimeOffset? OfMilliseconds(long number, int factor) =>
        number <= 253_402_300_799_999 / factor ? DateTimeOffset.FromUnixTimeMilliseconds(number * factor) : null;
}
