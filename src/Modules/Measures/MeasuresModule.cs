using BookedBarber.Measures.Cells;
using BookedBarber.Measures.Contracts;
using BookedBarber.Measures.Features.RebuildCells;
using BookedBarber.Measures.Features.LoadToday;
using BookedBarber.Measures.Features.VerifyCells;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Measures;

/// <summary>Measures: one definition each, cells that follow the records, and the answers of dashboards, snapshots and exports.</summary>
public sealed class MeasuresModule : IModule
{
    public string Name => "measures";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<CellWriter>();
        services.AddSingleton<RollUp>();
        services.AddSingleton<IFeedConsumer, CellConsumer>();
        services.AddHostedService<RollUpLoop>();
        services.AddSingleton<ITodayFigures, TodayFigures>();

        services.AddSingleton<CellVerifier>();
        services.AddSingleton<CellRebuilder>();
        services.AddSingleton<IVerb, VerifyVerb>();
        services.AddSingleton<IVerb, RebuildVerb>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}
