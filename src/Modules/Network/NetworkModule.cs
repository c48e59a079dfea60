using BookedBarber.Network.Contracts;
using BookedBarber.Network.Editing;
using BookedBarber.Network.Features.Networks;
using BookedBarber.Network.Features.OpeningHours;
using BookedBarber.Network.Features.ReadTree;
using BookedBarber.Network.Features.Search;
using BookedBarber.Network.Features.Units;
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
        services.AddSingleton<ListNetworks>();
        services.AddSingleton<CreateNetwork>();
        services.AddSingleton<ChangeNetwork>();
        services.AddSingleton<UnitReader>();
        services.AddSingleton<ListUnits>();
        services.AddSingleton<CreateUnit>();
        services.AddSingleton<ChangeUnit>();
        services.AddSingleton<MoveUnit>();
        services.AddSingleton<ArchiveUnit>();
        services.AddSingleton<SetOpeningHours>();
        services.AddSingleton<SearchNetwork>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapNetworks();
        endpoints.MapTree();
        endpoints.MapSearch();
        endpoints.MapUnits();
        endpoints.MapOpeningHours();
    }
}
