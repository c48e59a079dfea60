using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using IPNetwork = System.Net.IPNetwork;

namespace BookedBarber.Host.Serving;

/// <summary>
/// Proxies in front whose word is taken for where a request came from and whether it came over TLS. Without it all people behind a proxy would
/// share one address, and its limit of sign-ins, and session cookies would go without Secure.
/// </summary>
internal static class Proxies
{
    /// <summary>The setting: addresses and networks (<c>10.0.0.0/8</c>), separated by commas or semicolons. The machine itself is always trusted.</summary>
    public const string Setting = "BOOKEDBARBER_PROXIES";

    public static void AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var trusted = Read(configuration[Setting]);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in trusted)
            {
                options.KnownIPNetworks.Add(network);
            }
        });
    }

    private static List<IPNetwork> Read(string? setting)
    {
        var trusted = new List<IPNetwork>();
        foreach (var entry in (setting ?? string.Empty).Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(entry, out var address))
            {
                trusted.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else if (IPNetwork.TryParse(entry, out var network))
            {
                trusted.Add(network);
            }
            else
            {
                throw new SettingsException($"{Setting} holds '{entry}', which is neither an address nor a network such as 10.0.0.0/8.");
            }
        }

        return trusted;
    }
}
