using BookedBarber.Integrations.Transport.Answers;
using BookedBarber.Integrations.Transport.Budgets;
using BookedBarber.Integrations.Transport.Circuits;
using BookedBarber.Integrations.Transport.Usage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Integrations.Transport;

/// <summary>The way out to vendors.</summary>
internal static class TransportServices
{
    public static void AddTransport(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new VendorAddresses(configuration));
        services.AddSingleton(provider => new VendorDoor(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AnswerReader>();
        services.AddSingleton<BudgetStore>();
        services.AddSingleton<BudgetBook>();
        services.AddSingleton<CircuitStore>();
        services.AddSingleton<CircuitBoard>();
        services.AddSingleton<CallLedger>();
        services.AddHostedService(provider => provider.GetRequiredService<CallLedger>());
        services.AddSingleton<VendorCalls>();
        services.AddSingleton<IVendorCalls>(provider => provider.GetRequiredService<VendorCalls>());
        services.AddSingleton<ICandidateCalls>(provider => provider.GetRequiredService<VendorCalls>());
    }
}
