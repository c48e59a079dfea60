using System.Net;
using System.Net.Sockets;

namespace BookedBarber.Webhooks.Delivering;

/// <summary>Keeps deliveries out of private networks: addresses are looked up and judged here, and the connection goes to the very address that was judged.</summary>
/// <remarks>So a name that leads elsewhere at its second look-up gains nothing. A name with a single refused address is refused altogether.</remarks>
internal sealed class AddressGuard(WebhookOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    // IANA's special-purpose registries. What carries an IPv4 address inside (6to4, NAT64, Teredo) is refused whole.
    private static readonly IPNetwork[] Refused =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork PublicSixes = IPNetwork.Parse("2000::/3"); // nothing else is given out

    /// <summary>Whether nothing may be sent to the address.</summary>
    public bool Refuses(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(plain))
        {
            return !options.AllowLoopback;
        }

        return Array.Exists(Refused, network => network.Contains(plain)) || (plain.AddressFamily == AddressFamily.InterNetworkV6 && !PublicSixes.Contains(plain));
    }

    /// <summary>The addresses of a host.</summary>
    /// <exception cref="AddressRefusedException">One of them is refused.</exception>
    /// <exception cref="SocketException">The name is not known.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        return addresses.Length == 0 ? throw new SocketException((int)SocketError.HostNotFound)
            : Array.Exists(addresses, Refuses) ? throw new AddressRefusedException(host)
            : addresses;
    }

    /// <summary>Connects for an HTTP handler.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
