using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using Microsoft.IdentityModel.Tokens;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>The keys that vendors publish (RFC 7517), fetched when they are first needed and again when they have changed.</summary>
internal sealed class KeySets(VendorDoor door, VendorAddresses addresses, TimeProvider clock)
{
    private const int MostBytes = 256 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<Uri, Published> _published = [];

    /// <summary>The vendor's keys, with the one of the name where there is one.</summary>
    /// <remarks>A name that is not known makes us fetch again, but not more often than once a minute: anybody can send us names.</remarks>
    /// <returns>The keys; <c>keys_unreachable</c> where there are none and none can be fetched.</returns>
    public async Task<Result<JsonWebKeySet>> FindAsync(Connection connection, Uri address, string? keyId, CancellationToken cancellationToken)
    {
        var sandbox = addresses.SandboxOf(connection);
        var published = _published.GetOrAdd(sandbox is null ? address : new Uri(sandbox, address.PathAndQuery), _ => new Published());
        if (published.Holds(keyId, clock.GetUtcNow()) is { } known)
        {
            return known;
        }

        await published.Gate.WaitAsync(cancellationToken);
        try
        {
            return published.Holds(keyId, clock.GetUtcNow()) is { } fetchedMeanwhile ? fetchedMeanwhile : await FetchAsync(published, sandbox is null ? address : new Uri(sandbox, address.PathAndQuery), sandbox, cancellationToken);
        }
        finally
        {
            published.Gate.Release();
        }
    }

    private async Task<Result<JsonWebKeySet>> FetchAsync(Published published, Uri address, Uri? sandbox, CancellationToken cancellationToken)
    {
        string why;
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

            why = $"it answered {answer.Status}";
        }
        catch (DoorException fault)
        {
            why = fault.Message;
        }

        published.Missed(clock.GetUtcNow());
        return published.Last is { } last ? last : new Problem("keys_unreachable", $"The keys of the vendor cannot be fetched from {address.Host} ({why.TrimEnd('.')}), so nobody can say who has sent this.", ProblemKind.Unavailable);
    }

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

        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>The keys as last fetched, however long ago.</summary>
        public JsonWebKeySet? Last => _fetched?.Keys;

        /// <summary>The keys, unless they are to be fetched again.</summary>
        public JsonWebKeySet? Holds(string? keyId, DateTimeOffset now) =>
            _fetched is { Keys: { } keys } fetched && (now < fetched.Tried + Soonest || (now < fetched.Until && (keyId is null || keys.Keys.Any(key => key.Kid == keyId)))) ? keys : null;

        public void Keep(JsonWebKeySet keys, DateTimeOffset now, DateTimeOffset until) => _fetched = new Fetched(keys, now, until);

        public void Missed(DateTimeOffset now) => _fetched = _fetched is { } fetched ? fetched with { Tried = now } : null;

        private sealed record Fetched(JsonWebKeySet Keys, DateTimeOffset Tried, DateTimeOffset Until);
    }
}
