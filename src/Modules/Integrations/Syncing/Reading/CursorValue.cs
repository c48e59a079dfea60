using System.Globalization;
using System.Text.Json;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>Values of cursors: kept here as ISO 8601 in UTC or as whole numbers, written for the vendor as its manifest says.</summary>
internal static class CursorValue
{
    private static readonly string[] Rfc2822 = ["ddd, dd MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss zzz", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"];

    /// <summary>The moment that a time cursor follows in an item; null where the stream has none, or the item's is none.</summary>
    public static DateTimeOffset? InstantOf(StreamCursor cursor, JsonElement item) =>
        cursor is { Kind: CursorKind.Time or CursorKind.Sliding, Field: { } field } && field.FindText(item) is { } text ? Read(text, cursor.Format) : null;

    /// <summary>The number that a number cursor follows in an item.</summary>
    public static decimal? NumberOf(StreamCursor cursor, JsonElement item) =>
        cursor is { Kind: CursorKind.Number, Field: { } field } && decimal.TryParse(field.FindText(item), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads a moment as the vendor writes it; null when it is none.</summary>
    public static DateTimeOffset? Read(string text, CursorFormat format)
    {
        switch (format)
        {
            case CursorFormat.Unix or CursorFormat.UnixMs or CursorFormat.Number:
                return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    && (format == CursorFormat.UnixMs ? number : number * 1000) is >= 0 and <= 253_402_300_799_999 and var milliseconds
                        ? DateTimeOffset.UnixEpoch.AddTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond))
                        : null;
            case CursorFormat.Rfc2822:
                return DateTimeOffset.TryParseExact(text, Rfc2822, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) ? exact.ToUniversalTime() : null;
            default:
                return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
        }
    }

    /// <summary>Writes a moment for the vendor.</summary>
    public static string Write(DateTimeOffset instant, CursorFormat format)
    {
        var utc = instant.ToUniversalTime();
        string As(string pattern) => utc.ToString(pattern, CultureInfo.InvariantCulture);
        return format switch
        {
            CursorFormat.Iso => As("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            CursorFormat.IsoMs => As("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            CursorFormat.IsoPlain => As("yyyy-MM-dd'T'HH:mm:ss"),
            CursorFormat.IsoOffset => As("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'"),
            CursorFormat.Unix => utc.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            CursorFormat.UnixMs => utc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            CursorFormat.Date => As("yyyy-MM-dd"),
            CursorFormat.Rfc2822 => As("ddd, dd MMM yyyy HH:mm:ss '+0000'"),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Moments are not written as numbers of their own."),
        };
    }

    /// <summary>A moment as it is kept.</summary>
    public static string Keep(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A kept moment.</summary>
    public static DateTimeOffset Kept(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
