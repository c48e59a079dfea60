using BookedBarber.Access;
using BookedBarber.Integrations;
using BookedBarber.Network;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Bench.Renewal;

/// <summary>The services of one node, without web edge; of the background work only the storage's, by which nodes hear of each other.</summary>
internal static class Node
{
    /// <summary>A built-in connector with the code flow; which one does not matter.</summary>
    public const string Vendor = "square";

    public static ServiceProvider Build(string connectionString, string dataFolder, string vendorUrl)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("DataFolder", dataFolder), new($"Integrations:Sandbox:{Vendor}", vendorUrl)]).Build();
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System).AddLogging().AddHttpContextAccessor().AddStorage(connectionString).AddStorageWorkers();
        foreach (var module in (IModule[])[new NetworkModule(), new AccessModule(), new RecordsModule(), new IntegrationsModule()])
        {
            services.AddSingleton(module);
            module.AddServices(services, configuration);
        }

        return services.BuildServiceProvider();
    }

    /// <summary>Starts the storage's workers. Those of the modules would renew what has ended before anybody called.</summary>
    public static async Task StartAsync(ServiceProvider services)
    {
        foreach (var worker in services.GetServices<IHostedService>().Where(worker => worker.GetType().Assembly == typeof(IDatabase).Assembly))
        {
            await worker.StartAsync(CancellationToken.None);
        }
    }
}
