using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Features;
using BookedBarber.Integrations.Features.Exporting;
using BookedBarber.Integrations.Features.ImportFromCommandLine;
using BookedBarber.Integrations.Features.Previewing;
using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Features.UploadImport;
using BookedBarber.Integrations.Features.Watching;
using BookedBarber.Integrations.Hooks;
using BookedBarber.Integrations.Syncing;
using BookedBarber.Integrations.Syncing.Api;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using BookedBarber.Storage;
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
        services.AddSingleton<ExportRecords>();
        services.AddSingleton<IVerb, ExportVerb>();
        services.AddSingleton<StartImport>();
        services.AddSingleton<PieceFiles>();
        services.AddSingleton<PreviewImport>();
        services.AddSingleton<WatchImports>();
        services.AddSingleton<IJobHandler, ImportJobHandler>();
        services.AddSingleton<IJobHandler, ForgetFilesHandler>();
        services.AddConnectors();
        services.AddTransport(configuration);
        services.AddConnections(configuration);
        services.AddSyncing();
        services.AddHooks(configuration);
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapImports();
        endpoints.MapExports();
        endpoints.MapConnectors();
        endpoints.MapConnections();
        endpoints.MapSyncing();
        endpoints.MapHooks();
    }
}
