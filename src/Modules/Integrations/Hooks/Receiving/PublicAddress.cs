using Microsoft.Extensions.Configuration;

namespace BookedBarber.Integrations.Hooks.Receiving;

/// <summary>Where vendors reach us. Some sign the address, so it depends on nothing but the configuration.</summary>
internal sealed class PublicAddress(IConfiguration configuration)
{
    /// <summary>The address of a connection's hook, without query.</summary>
    public Uri Of(string vendor, Guid connection) =>
        new($"{(configuration["BOOKEDBARBER_PUBLIC_URL"] is { Length: > 0 } set ? set : configuration["PublicUrl"] ?? "http://127.0.0.1:8080").TrimEnd('/')}/hooks/{vendor}/{connection}");
}
