using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BookedBarber.Host.Serving;

/// <summary>Where and how Kestrel listens.</summary>
internal static class Listening
{
    private const long LargestBody = 64 * 1024; // most requests; uploads and sales raise it on their own endpoints

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
            var address = new UriBuilder(url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal)).Uri;
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
}
