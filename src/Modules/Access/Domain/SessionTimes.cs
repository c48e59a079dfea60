namespace BookedBarber.Access.Domain;

/// <summary>How long sign-ins last (SEC-03).</summary>
internal static class SessionTimes
{
    public static readonly TimeSpan AccessToken = TimeSpan.FromMinutes(15);

    /// <summary>A refresh token unused for this long is worthless: the family's idle timeout.</summary>
    public static readonly TimeSpan RefreshToken = TimeSpan.FromDays(30);

    public static readonly TimeSpan TokenFamily = TimeSpan.FromDays(90);

    public static readonly TimeSpan CookieIdle = TimeSpan.FromHours(12);

    public static readonly TimeSpan Cookie = TimeSpan.FromDays(14);

    /// <summary>A used cookie older than this is sent anew, so that idling counts from the last request, give or take this much.</summary>
    public static readonly TimeSpan CookieRenewal = TimeSpan.FromMinutes(10);

    public const int FailuresBeforeLockout = 5;

    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
}
