using BookedBarber.Network.Contracts;
using BookedBarber.Network.Editing;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Network;

/// <summary>Networks, their trees of regions, groups and locations, and what belonged where when.</summary>
public sealed class NetworkModule : IModule
{
    public string Name => "network";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<NetworkTree>();
        services.AddSingleton<INetworkTree>(provider => provider.GetRequiredService<NetworkTree>());
        services.AddSingleton<TreeKeeper>();
        services.AddSingleton<IFeedListener>(provider => provider.GetRequiredService<TreeKeeper>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<TreeKeeper>());
        services.AddSingleton<TreeEditor>();
        services.AddSingleton<NetworkCreation>();
        services.AddSingleton<INetworkEditor, NetworkEditor>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}
