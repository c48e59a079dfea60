using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace BookedBarber.Host.Serving;

/// <summary>Where and how Kestrel listens.</summary>
internal static class Listening
{
    private const long LargestBody = 64 * 1024; // most requests; uploads and sales raise it on their own endpoints

    /// <summary>
    /// Listens everywhere for a moment, so that an address which cannot be had is said before a database is started and in one line. Whoever
    /// takes it after that is still reported by Kestrel.
    /// </summary>
    /// <exception cref="SocketException">An address is taken, forbidden or none of this machine's.</exception>
    public static void EnsureFree(IReadOnlyList<string> urls)
    {
        foreach (var address in urls.Select(Address))
        {
            var host = address.Host is "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host, out var ip) ? ip : IPAddress.Any;
            using var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(host, address.Port));
            socket.Listen();
        }
    }

    public static void Configure(KestrelServerOptions kestrel, IReadOnlyList<string> urls)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
        foreach (var url in urls)
        {
            // Without TLS there is no negotiation, so HTTP/2 in clear needs an address of its own.
            var clearHttp2 = url.StartsWith("h2c://", StringComparison.Ordinal);
            var address = Address(url);
            void Options(ListenOptions listen)
            {
                listen.Protocols = clearHttp2 ? HttpProtocols.Http2 : address.Scheme == "https" ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
                if (address.Scheme == "https")
                {
                    listen.UseHttps();
                }
            }

            if (address.Host is "localhost")
            {
                kestrel.ListenLocalhost(address.Port, Options);
            }
            else
            {
                kestrel.Listen(IPAddress.TryParse(address.Host, out var ip) ? ip : IPAddress.Any, address.Port, Options);
            }
        }
    }

    private static Uri Address(string url) =>
        new UriBuilder(url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal)).Uri;
}
