using BookedBarber.Integrations.Connections.Authorising;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connections.Features.Connecting;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Connections.Features.Places;
using BookedBarber.Integrations.Connections.Features.Reporting;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Connections;

/// <summary>Connections, the vault and authorisation.</summary>
internal static class ConnectionServices
{
    public static void AddConnections(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new MasterKeys(configuration));
        services.AddSingleton<NetworkKeys>();
        services.AddSingleton<SecretVault>();
        services.AddSingleton<VaultRotation>();
        services.AddSingleton<IJobHandler, VaultJob>();
        services.AddSingleton<IVerb, VaultRotateVerb>();
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<IConnections>(provider => provider.GetRequiredService<ConnectionStore>());
        services.AddSingleton<CredentialStore>();
        services.AddSingleton(provider => new ClientApps(configuration, provider.GetRequiredService<VendorAddresses>()));
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<Grants>();
        services.AddSingleton<CredentialNews>();
        services.AddSingleton<IFeedListener>(provider => provider.GetRequiredService<CredentialNews>());
        services.AddSingleton<Renewal>();
        services.AddSingleton<CredentialKeeper>();
        services.AddSingleton<ICredentials>(provider => provider.GetRequiredService<CredentialKeeper>());
        services.AddSingleton<IFeedListener>(provider => provider.GetRequiredService<CredentialKeeper>());
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<UnusualUse>(provider, configuration));
        services.AddHostedService<CredentialRounds>();
        services.AddSingleton<ConsentStore>();
        services.AddSingleton<Activation>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ConsentFlow>(provider, configuration));
        services.AddSingleton<StartConnection>();
        services.AddSingleton<ConnectionReader>();
        services.AddSingleton<ManageConnection>();
        services.AddSingleton<BulkActions>();
        services.AddSingleton<AccessReports>();
        services.AddSingleton<PlaceBook>();
        services.AddSingleton<IPlaces>(provider => provider.GetRequiredService<PlaceBook>());

        // The framework logs each request's whole address at Information; that of a vendor's redirect holds the code. Whatever the settings say, it stays silent.
        services.PostConfigure<LoggerFilterOptions>(options =>
        {
            options.Rules.Add(new LoggerFilterRule(null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning, null));
            options.Rules.Add(new LoggerFilterRule(null, "System.Net.Http", LogLevel.Warning, null));
        });
    }
}
