using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.Events;

namespace BookedBarber.Webhooks.Delivering;

/// <summary>Makes one attempt: signs the body, posts it, and says what came of it. Every failure is a value.</summary>
internal sealed class Sender : IDisposable
{
    /// <summary>Time for an attempt, from the look-up of the host to the end of the answer.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    // Read to its end the connection can be used again; a longer answer is not worth waiting for.
    private const int MostRead = 64 * 1024;

    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _clock;

    public Sender(AddressGuard guard, TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = guard.ConnectAsync,
            AllowAutoRedirect = false, // each hop would have to be judged again; and nobody asked for it
            UseProxy = false, // a proxy would look the host up by itself
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // names are looked up again
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 32,
        });
    }

    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was: nothing is known of the attempt then.</exception>
    public async Task<Answer> SendAsync(Target target, Guid eventId, byte[] payload, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, _clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var started = _clock.GetTimestamp();
        try
        {
            using var request = Request(target, eventId, payload);
            using var response = await _http.SendAsync(request, stop.Token);
            var took = _clock.GetElapsedTime(started);
            var status = (int)response.StatusCode;
            var excerpt = await ReadAsync(response, stop.Token);
            return new Answer(status, response.IsSuccessStatusCode ? null : Cause.OfStatus(status), took, excerpt, RetryAfter(response));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or OperationCanceledException or AuthenticationException)
        {
            return new Answer(null, CauseOf(fault, deadline.IsCancellationRequested), _clock.GetElapsedTime(started), null, null);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(Target target, Guid eventId, byte[] payload)
    {
        var id = EventId.Header(eventId);
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(payload) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', target.Keys.Select(key => key.Sign(id, timestamp, payload))));
        request.Headers.TryAddWithoutValidation("user-agent", "BookedBarber-Webhooks/1");
        return request;
    }

    private static async Task<string?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength == 0)
        {
            return null;
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var kept = new byte[Excerpt.MostBytes];
        var length = await body.ReadAtLeastAsync(kept, kept.Length, throwOnEndOfStream: false, cancellationToken);
        var rest = new byte[4096];
        var read = length;
        while (read is >= Excerpt.MostBytes and < MostRead && await body.ReadAsync(rest, cancellationToken) is var more and > 0)
        {
            read += more;
        }

        return Excerpt.Of(kept.AsSpan(0, length));
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || response.Headers.RetryAfter is not { } asked)
        {
            return null;
        }

        var wait = asked.Delta ?? asked.Date - _clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static string CauseOf(Exception fault, bool late)
    {
        if (late)
        {
            return Cause.Timeout;
        }

        for (var one = fault; one is not null; one = one.InnerException)
        {
            switch (one)
            {
                case AddressRefusedException:
                    return Cause.AddressRefused;
                case AuthenticationException:
                    return Cause.Tls;
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return Cause.Dns;
            }
        }

        return fault is OperationCanceledException ? Cause.Timeout : Cause.Connection;
    }
}
