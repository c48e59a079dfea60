using System.Globalization;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Transport.Answers;

/// <summary>Moments in headers.</summary>
internal static class RetryTimes
{
    /// <summary>Furthest moment believed: a vendor that says more is misread or wrong.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromHours(24);

    /// <summary>Retry-After (RFC 9110, section 10.2.3): seconds, also with a fraction, or an HTTP date. Null when it is neither.</summary>
    public static DateTimeOffset? RetryAfter(string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return now + TimeSpan.FromSeconds(Math.Min(seconds, Furthest.TotalSeconds));
        }

        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? Within(date, now) : null;
    }

    /// <summary>A vendor's own header for when its budget is full again.</summary>
    /// <remarks>Numbers too large for what the manifest says are taken for what they can only be: seconds since 1970 from 10^9 on, milliseconds from 10^12 on.</remarks>
    public static DateTimeOffset? Reset(string? text, ExpiryFormat format, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0)
        {
            return number switch
            {
                >= 1e15 => null,
                >= 1e12 => Within(DateTimeOffset.FromUnixTimeMilliseconds((long)number), now),
                >= 1e9 => Within(DateTimeOffset.FromUnixTimeMilliseconds((long)(number * 1000)), now),
                _ when format == ExpiryFormat.Unix => null,
                _ => now + TimeSpan.FromSeconds(Math.Min(number, Furthest.TotalSeconds)),
            };
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? Within(instant, now) : null;
    }

    private static DateTimeOffset Within(DateTimeOffset moment, DateTimeOffset now) => moment < now ? now : moment > now + Furthest ? now + Furthest : moment;
}
