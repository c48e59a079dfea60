using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>The keys that vendors publish (RFC 7517), fetched when they are first needed and again when they have changed.</summary>
internal sealed partial class KeySets(VendorDoor door, VendorAddresses addresses, TimeProvider clock, ILogger<KeySets> logger)
{
    private const int MostBytes = 256 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // Anybody can send us messages while there are no keys at all; the vendor's own come again later.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Uri, Published> _published = [];

    /// <summary>The vendor's keys, with the one of the name where there is one.</summary>
    /// <remarks>A name that is not known makes us fetch again, but not more often than once a minute: anybody can send us names.</remarks>
    /// <returns>The keys; <c>keys_unreachable</c> where there are none and none can be fetched.</returns>
    public async Task<Result<JsonWebKeySet>> FindAsync(Connection connection, Uri address, string? keyId, CancellationToken cancellationToken)
    {
        var sandbox = addresses.SandboxOf(connection);
        var place = sandbox is null ? address : new Uri(sandbox, address.PathAndQuery);
        var published = _published.GetOrAdd(place, _ => new Published());
        if (published.Holds(keyId, clock.GetUtcNow()) is { } known)
        {
            return known;
        }

        await published.Gate.WaitAsync(cancellationToken);
        try
        {
            return published.Holds(keyId, clock.GetUtcNow()) is { } fetchedMeanwhile ? fetchedMeanwhile
                : published.HasFailed(clock.GetUtcNow()) ? Unreachable(place)
                : await FetchAsync(published, place, sandbox, cancellationToken);
        }
        finally
        {
            published.Gate.Release();
        }
    }

    private async Task<Result<JsonWebKeySet>> FetchAsync(Published published, Uri address, Uri? sandbox, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            var answer = await door.SendAsync(request, new DoorCall(sandbox, Timeout, MostBytes, FollowsRedirects: true), cancellationToken);
            if (answer.Status == 200 && Read(answer.Body) is { } keys)
            {
                var now = clock.GetUtcNow();
                published.Keep(keys, now, now + Span(answer));
                return keys;
            }

            Log.NotKeys(logger, address.Host, answer.Status);
        }
        catch (DoorException fault)
        {
            Log.NotFetched(logger, fault, address.Host);
        }

        published.Missed(clock.GetUtcNow());
        return published.Last is { } last ? last : Unreachable(address);
    }

    private static Problem Unreachable(Uri address) =>
        new("keys_unreachable", $"The keys of the vendor cannot be fetched from {address.Host}, so nobody can say who has sent this. The vendor sends it again.", ProblemKind.Unavailable);

    private static JsonWebKeySet? Read(byte[] body)
    {
        try
        {
            var keys = new JsonWebKeySet(Encoding.UTF8.GetString(body));
            return keys.Keys.Count > 0 ? keys : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static TimeSpan Span(DoorAnswer answer) =>
        answer.Headers.TryGetValue("Cache-Control", out var text) && CacheControlHeaderValue.TryParse(text, out var control) && control.MaxAge is { } age ? TimeSpan.FromTicks(Math.Clamp(age.Ticks, Soonest.Ticks, Longest.Ticks)) : Longest;

    /// <summary>What is published at one address.</summary>
    private sealed class Published
    {
        private volatile Fetched? _fetched;
        private DateTimeOffset _failedAt;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>The keys as last fetched, however long ago.</summary>
        public JsonWebKeySet? Last => _fetched?.Keys;

        /// <summary>The keys, unless they are to be fetched again.</summary>
        public JsonWebKeySet? Holds(string? keyId, DateTimeOffset now) =>
            _fetched is { Keys: { } keys } fetched && (now < fetched.Tried + Soonest || (now < fetched.Until && (keyId is null || keys.Keys.Any(key => key.Kid == keyId)))) ? keys : null;

        public void Keep(JsonWebKeySet keys, DateTimeOffset now, DateTimeOffset until) => _fetched = new Fetched(keys, now, until);

        /// <summary>Whether fetching failed a moment ago; asked and told behind the gate.</summary>
        public bool HasFailed(DateTimeOffset now) => _fetched is null && now < _failedAt + AfterFailure;

        public void Missed(DateTimeOffset now)
        {
            _failedAt = now;
            _fetched = _fetched is { } fetched ? fetched with { Tried = now } : null;
        }

        private sealed record Fetched(JsonWebKeySet Keys, DateTimeOffset Tried, DateTimeOffset Until);
    }

    private static partial class Log
    {
        [LoggerMessage(5316, LogLevel.Warning, "The keys of a vendor could not be fetched from {Host}.")]
        public static partial void NotFetched(ILogger logger, Exception fault, string host);

        [LoggerMessage(5317, LogLevel.Warning, "What {Host} answered with status {Status} are no keys of a vendor.")]
        public static partial void NotKeys(ILogger logger, string host, int status);
    }
}
