using BookedBarber.Measures.Caching;
using BookedBarber.Measures.Cells;
using BookedBarber.Measures.Contracts;
using BookedBarber.Measures.Features;
using BookedBarber.Measures.Features.ReadAhead;
using BookedBarber.Measures.Features.ReadBands;
using BookedBarber.Measures.Features.ReadCatalogue;
using BookedBarber.Measures.Features.ReadDashboard;
using BookedBarber.Measures.Features.ReadMeasures;
using BookedBarber.Measures.Features.ReadSameLocation;
using BookedBarber.Measures.Features.ReadSnapshot;
using BookedBarber.Measures.Features.RebuildCells;
using BookedBarber.Measures.Features.SetTargets;
using BookedBarber.Measures.Features.LoadToday;
using BookedBarber.Measures.Features.VerifyCells;
using BookedBarber.Measures.Peers;
using BookedBarber.Measures.Reading;
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
        services.AddSingleton<ICellSettling>(provider => provider.GetRequiredService<RollUp>());
        services.AddSingleton<IFeedConsumer, CellConsumer>();
        services.AddHostedService<RollUpLoop>();
        services.AddSingleton<ITodayFigures, TodayFigures>();

        services.AddSingleton<AnswerCache>();
        services.AddSingleton<LocationFiguresCache>();
        services.AddSingleton<FiguresAhead>();
        services.AddHostedService(provider => provider.GetRequiredService<FiguresAhead>());
        services.AddSingleton<TargetsCache>();
        services.AddSingleton<PresenceCache>();
        services.AddSingleton<IFeedListener, CacheKeeper>();
        services.AddSingleton<Outlooks>();
        services.AddSingleton<MeasureReader>();
        services.AddSingleton<MeasuresReading>();
        services.AddSingleton<BandsReading>();
        services.AddSingleton<SameLocationReading>();
        services.AddSingleton<SnapshotReading>();
        services.AddSingleton<DashboardReading>();

        services.AddSingleton<CellVerifier>();
        services.AddSingleton<CellRebuilder>();
        services.AddSingleton<IVerb, VerifyVerb>();
        services.AddSingleton<IVerb, RebuildVerb>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapCatalogue();
        endpoints.MapMeasures();
        endpoints.MapBands();
        endpoints.MapSameLocation();
        endpoints.MapTargets();
        endpoints.MapSnapshot();
        endpoints.MapDashboard();
    }
}
