using BookedBarber.Integrations.Transport;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>
/// Which app a connection is made with: the customer's own where they typed <c>client_id</c> and <c>client_secret</c>; the one that every sandbox knows
/// (<c>sandbox-VENDOR</c>) in our sandbox; else <c>Integrations:Clients:VENDOR:Id</c> and <c>:Secret</c> (for a vendor's own test host <c>Integrations:Clients:VENDOR:Sandbox:Id</c> and <c>:Secret</c> go before).
/// </summary>
internal sealed class ClientApps(IConfiguration configuration, VendorAddresses addresses)
{
    /// <summary>The app; null when none is configured.</summary>
    public ClientApp? Find(string vendor, VendorEnvironment environment, IReadOnlyDictionary<string, Secret> typed)
    {
        if (typed.TryGetValue("client_id", out var id))
        {
            return new ClientApp(id.Reveal(), typed.GetValueOrDefault("client_secret"));
        }

        if (addresses.SandboxOf(vendor, environment) is not null)
        {
            return new ClientApp($"sandbox-{vendor}", new Secret($"sandbox-{vendor}-secret"));
        }

        return (environment == VendorEnvironment.Sandbox ? Read($"Integrations:Clients:{vendor}:Sandbox") : null) ?? Read($"Integrations:Clients:{vendor}");
    }

    private ClientApp? Read(string section) =>
        configuration[$"{section}:Id"] is { Length: > 0 } id ? new ClientApp(id, configuration[$"{section}:Secret"] is { Length: > 0 } secret ? new Secret(secret) : null) : null;
}
