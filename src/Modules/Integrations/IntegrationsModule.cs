using BookedBarber.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Integrations;

/// <summary>Imports and exports: files mapped to canonical records and back.</summary>
public sealed class IntegrationsModule : IModule
{
    public string Name => "integrations";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}
