using BookedBarber.Access;
using BookedBarber.Integrations;
using BookedBarber.Network;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Bench.Renewal;

/// <summary>The services of one node, without web edge and background work.</summary>
internal static class Node
{
    /// <summary>A built-in connector with the code flow; which one does not matter.</summary>
    public const string Vendor = "square";

    public static ServiceProvider Build(string connectionString, string dataFolder, string vendorUrl)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("DataFolder", dataFolder), new($"Integrations:Sandbox:{Vendor}", vendorUrl)]).Build();
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System).AddLogging().AddHttpContextAccessor().AddStorage(connectionString);
        foreach (var module in (IModule[])[new NetworkModule(), new AccessModule(), new RecordsModule(), new IntegrationsModule()])
        {
            services.AddSingleton(module);
            module.AddServices(services, configuration);
        }

        return services.BuildServiceProvider();
    }
}
