using BookedBarber.Integrations.Hooks.Api;
using BookedBarber.Integrations.Hooks.Processing;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Hooks.Registering;
using BookedBarber.Integrations.Hooks.Signatures;
using BookedBarber.Integrations.Syncing.Running;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Integrations.Hooks;

/// <summary>Registers the door for vendors' messages and what works them out.</summary>
internal static class HookServices
{
    public static void AddHooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new PublicAddress(configuration));
        services.AddSingleton<HookStore>();
        services.AddSingleton<HookSignal>();
        services.AddSingleton<KeySets>();
        services.AddSingleton<TokenCheck>();
        services.AddSingleton<HookDoor>();
        services.AddSingleton<HookQueue>();
        services.AddSingleton<HookReading>();
        services.AddSingleton<HookWorker>();
        services.AddSingleton<SubscriptionCalls>();
        services.AddSingleton<PartSubscriptions>();
        services.AddSingleton<HookRegistrar>();
        services.AddSingleton<CarriedSecret>();
        services.AddSingleton<IConnectionCare>(provider => provider.GetRequiredService<HookRegistrar>());
        services.AddHostedService<HookWorkers>();
    }

    public static void MapHooks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHookDoor();
        endpoints.MapMessages();
    }
}
