using System.Globalization;
using System.Text.RegularExpressions;

namespace BookedBarber.Predictions.Tables;

/// <summary>Knows a time that carries a time zone, which a shop's own local time never does.</summary>
internal static partial class ZonedTime
{
    /// <summary>Whether a cell is a day and time with Z or an offset at its end, such as 2026-03-31T10:00:00-05:00.</summary>
    public static bool Is(string text) => Ending().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}(:?\d{2})?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Ending();
}
