using System.Globalization;

namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>Compares versions of an item as vendors write them: numbers, instants, or marks that only tell whether two are the same.</summary>
internal static class VendorVersion
{
    /// <summary>Whether an item that arrives is older than what was taken already: it overtook, or was overtaken by, another road.</summary>
    /// <returns>False whenever the two cannot be put in order, so that nothing new is lost.</returns>
    public static bool IsOlder(string? arriving, string? taken)
    {
        if (arriving is null || taken is null || arriving == taken)
        {
            return false;
        }

        if (decimal.TryParse(arriving, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && decimal.TryParse(taken, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var other))
        {
            return number < other;
        }

        return Instant(arriving) is { } instant && Instant(taken) is { } before && instant < before;
    }

    private static DateTimeOffset? Instant(string text) =>
        text.Length >= 10 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
}
