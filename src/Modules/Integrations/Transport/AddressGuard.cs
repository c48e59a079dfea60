using System.Net;
using System.Net.Sockets;

namespace BookedBarber.Integrations.Transport;

/// <summary>Which addresses of the network may be called at a customer's word: public ones. Everything inside (our own services, a cloud's metadata service) may not.</summary>
/// <remarks>Ranges: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and later).</remarks>
internal static class AddressGuard
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether an address is public. IPv4 addresses in IPv6 clothes (mapped, compatible, 6to4, NAT64) are judged by what they stand for.</summary>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (Embedded(address) is { } inner)
        {
            return IsPublic(inner);
        }

        return !Array.Exists(Closed, network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }

    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : bytes[..2].SequenceEqual((ReadOnlySpan<byte>)[0x20, 0x02]) ? new IPAddress(bytes[2..6])
            : bytes[..12].SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]) ? new IPAddress(bytes[12..])
            : bytes[..8].SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xff, 0x9b, 0, 1, 0, 0]) ? IPAddress.Loopback // NAT64 for local use: never public
            : bytes[..12].IndexOfAnyExcept((byte)0) < 0 && bytes[12] != 0 ? new IPAddress(bytes[12..])
            : null;
    }
}
