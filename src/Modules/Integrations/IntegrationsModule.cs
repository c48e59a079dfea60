using BookedBarber.Integrations.Features.ImportFromCommandLine;
using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Integrations;

/// <summary>What comes in from elsewhere and goes out: imports, exports, and the mapping language that connectors use, too.</summary>
public sealed class IntegrationsModule : IModule
{
    public string Name => "integrations";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<BatchWriters>();
        services.AddSingleton<ImportEngine>();
        services.AddSingleton<ImportStore>();
        services.AddSingleton<CommandLineImport>();
        services.AddSingleton<IVerb, ImportVerb>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}
