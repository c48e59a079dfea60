using System.Net;
using System.Net.Sockets;

namespace BookedBarber.Integrations.Transport;

/// <summary>Where requests leave the house. Every address is looked up and checked at the moment of connecting, so that a name cannot change its mind in between (DNS rebinding).</summary>
internal sealed class VendorDoor : IDisposable
{
    private const int MostRedirects = 4;

    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _outside;
    private readonly HttpMessageInvoker _sandbox;

    public VendorDoor(TimeProvider clock)
        : this(clock, Handler(AddressGuard.IsPublic), Handler(_ => true))
    {
    }

    /// <summary>With other ways out, for tests: what leads outside, and what leads to the sandbox.</summary>
    internal VendorDoor(TimeProvider clock, HttpMessageHandler outside, HttpMessageHandler sandbox)
    {
        _clock = clock;
        _outside = new HttpMessageInvoker(outside);
        _sandbox = new HttpMessageInvoker(sandbox);
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="request">The request, authorised; consumed.</param>
    /// <param name="call">How.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="DoorException">There is no answer.</exception>
    public async Task<DoorAnswer> SendAsync(HttpRequestMessage request, DoorCall call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(call.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var current = request;
        try
        {
            for (var hop = 0; ; hop++)
            {
                var way = WayFor(current.RequestUri!, call.Sandbox);
                using var response = await way.SendAsync(current, both.Token);
                if (!call.FollowsRedirects || hop == MostRedirects || Next(current, response) is not { } next)
                {
                    return await ReadAsync(response, call.MostBytes, both.Token);
                }

                current = next;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DoorException(DoorFault.TimedOut, $"No answer within {call.Timeout.TotalSeconds:F0} seconds.");
        }
        catch (HttpRequestException fault) when (fault.InnerException is DoorException refused)
        {
            throw new DoorException(refused.Fault, refused.Message, fault);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw new DoorException(DoorFault.NotConnected, Explain(fault.HttpRequestError), fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException)
        {
            throw new DoorException(DoorFault.Broken, "The connection broke before the whole answer was there.", fault);
        }
        finally
        {
            if (!ReferenceEquals(current, request))
            {
                current.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _outside.Dispose();
        _sandbox.Dispose();
    }

    private HttpMessageInvoker WayFor(Uri address, Uri? sandbox)
    {
        if (sandbox is not null && IsSameHost(address, sandbox))
        {
            return _sandbox;
        }

        // A number in the address needs no look-up; this also holds where a connection of another caller could be used again.
        if (address.Scheme != Uri.UriSchemeHttps || (IPAddress.TryParse(address.IdnHost, out var number) && !AddressGuard.IsPublic(number)) || address.UserInfo.Length > 0)
        {
            throw new DoorException(DoorFault.Refused, "The address is not a public https address.");
        }

        return _outside;
    }

    /// <summary>The request that a redirect asks for; null where it is answered as it is.</summary>
    private static HttpRequestMessage? Next(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (request.Method != HttpMethod.Get || (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
        {
            return null;
        }

        var target = location.IsAbsoluteUri ? location : new Uri(request.RequestUri!, location);
        var next = new HttpRequestMessage(HttpMethod.Get, target) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        if (IsSameHost(target, request.RequestUri!))
        {
            foreach (var (name, values) in request.Headers)
            {
                next.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return next;
    }

    private static async Task<DoorAnswer> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream((int)Math.Clamp(response.Content.Headers.ContentLength ?? 0, 0, Math.Min(most, 1 << 20)));
        var piece = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(piece, cancellationToken)) > 0)
        {
            if (body.Length + read > most)
            {
                throw new DoorException(DoorFault.TooLarge, $"The answer is larger than {most / 1024 / 1024} MB.");
            }

            body.Write(piece, 0, read);
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => !header.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)))
        {
            headers[name] = string.Join(", ", values);
        }

        IEnumerable<string> cookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(cookie => cookie.Split(';', 2)[0].Trim()) : [];
        return new DoorAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, headers, body.ToArray(), [.. cookies]);
    }

    private static bool IsSameHost(Uri one, Uri other) => Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static string Explain(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "The vendor's host name cannot be looked up.",
        HttpRequestError.SecureConnectionError => "No secure connection to the vendor: its certificate is not accepted.",
        _ => "No connection to the vendor.",
    };

    private static SocketsHttpHandler Handler(Func<IPAddress, bool> mayCall) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxConnectionsPerServer = 64,
        MaxResponseHeadersLength = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // names move
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        ActivityHeadersPropagator = null, // our trace ids are nobody's business
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, mayCall, cancellationToken),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, Func<IPAddress, bool> mayCall, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        if (!Array.TrueForAll(addresses, address => mayCall(address)))
        {
            throw new DoorException(DoorFault.Refused, "The vendor's host name leads to an address inside a private network.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
