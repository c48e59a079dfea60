using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using BookedBarber.Shared;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Access.Features.SignIn;

/// <summary>
/// Slows down guessing before any password is hashed: attempts per address, failures per e-mail. Counted on each node for itself; the
/// lockout, which is in the database, counts over all of them.
/// </summary>
internal sealed class SignInThrottle : IDisposable
{
    private readonly PartitionedRateLimiter<string> _byAddress;
    private readonly PartitionedRateLimiter<string> _failuresByEmail;

    public SignInThrottle(IConfiguration configuration)
    {
        // Access:SignInsPerMinute: attempts one address may make in a minute, 1 to 100000. Default 120, for a shop's many people behind one address.
        var perAddress = int.TryParse(configuration["Access:SignInsPerMinute"], CultureInfo.InvariantCulture, out var set) && set is >= 1 and <= 100_000 ? set : 120;
        _byAddress = PartitionedRateLimiter.Create<string, string>(key => Window(key, perAddress));
        _failuresByEmail = PartitionedRateLimiter.Create<string, string>(key => Window(key, 10));
    }

    /// <summary>Counts an attempt; the seconds to wait when there were too many.</summary>
    public int? Refuses(IPAddress? address, string email)
    {
        using var byAddress = _byAddress.AttemptAcquire(KeyOf(address));
        if (!byAddress.IsAcquired)
        {
            return Wait(byAddress);
        }

        using var byEmail = _failuresByEmail.AttemptAcquire(email, 0); // asks without counting
        return byEmail.IsAcquired ? null : Wait(byEmail);
    }

    public void CountFailure(string email)
    {
        using var _ = _failuresByEmail.AttemptAcquire(email);
    }

    public void Dispose()
    {
        _byAddress.Dispose();
        _failuresByEmail.Dispose();
    }

    private static RateLimitPartition<string> Window(string key, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    private static int Wait(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 60;

    // A household or an attacker is given a whole IPv6 /64, so that is what is counted.
    private static string KeyOf(IPAddress? address)
    {
        if (address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } && !IPAddress.IsLoopback(address))
        {
            return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
        }

        return address?.ToString() ?? "unknown";
    }
}

/// <summary>Says whether a failure should be noted in the trail: once a minute per e-mail, so that a guesser cannot flood it.</summary>
internal sealed class FailureNotes(TimeProvider clock)
{
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    public bool Take(string email)
    {
        var now = clock.GetUtcNow();
        if (_last.Count > 10_000)
        {
            _last.Clear();
        }

        if (_last.TryGetValue(email, out var last) && now - last < Apart)
        {
            return false;
        }

        _last[email] = now;
        return true;
    }
}

/// <summary>A sign-in that did not succeed.</summary>
/// <param name="Problem">What to answer.</param>
/// <param name="RetryAfterSeconds">Set when there were too many attempts.</param>
internal sealed record SignInRefusal(Problem Problem, int? RetryAfterSeconds = null)
{
    /// <summary>One answer for a wrong password, an unknown e-mail, a locked and a disabled account: it tells a stranger nothing.</summary>
    public static SignInRefusal Wrong { get; } = new(new Problem(
        "invalid_credentials",
        "E-mail or password is not right, or sign-in is locked for 15 minutes after five failures. Check both, or ask your administrator.",
        ProblemKind.Unauthenticated));

    public static SignInRefusal TooMany(int seconds) => new(
        new Problem("too_many_attempts", $"Too many sign-in attempts. Wait {seconds} seconds and try again.", ProblemKind.TooMany), seconds);
}
