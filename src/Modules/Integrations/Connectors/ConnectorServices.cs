using BookedBarber.Integrations.Connectors.Features;
using BookedBarber.Integrations.Connectors.Verbs;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Integrations.Connectors;

/// <summary>What the part that knows the vendors adds to the module.</summary>
internal static class ConnectorServices
{
    public static IServiceCollection AddConnectors(this IServiceCollection services)
    {
        services.AddSingleton<OwnConnectors>();
        services.AddSingleton<Catalogue>();
        services.AddSingleton<ICatalogue>(provider => provider.GetRequiredService<Catalogue>());
        services.AddSingleton<IFeedListener>(provider => provider.GetRequiredService<Catalogue>());
        services.AddSingleton<FieldMapStore>();
        services.AddSingleton<FieldMaps>();
        services.AddSingleton<IFieldMaps>(provider => provider.GetRequiredService<FieldMaps>());
        services.AddSingleton<IFeedListener>(provider => provider.GetRequiredService<FieldMaps>());
        services.AddSingleton<LivePages>();
        services.AddSingleton<MappingFaults>();
        services.AddSingleton<IMappingFaults>(provider => provider.GetRequiredService<MappingFaults>());
        services.AddSingleton<IVerb, ConnectorListVerb>();
        services.AddSingleton<IVerb, ConnectorLintVerb>();
        services.AddSingleton<IVerb, ConnectorNewVerb>();
        return services;
    }

    public static IEndpointRouteBuilder MapConnectors(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapCatalogue();
        endpoints.MapOwnConnectors();
        endpoints.MapFieldMaps();
        return endpoints;
    }
}
