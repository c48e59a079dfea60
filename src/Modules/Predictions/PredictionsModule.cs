using BookedBarber.Predictions.Attendance;
using BookedBarber.Predictions.Clients;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Demand;
using BookedBarber.Predictions.Features.ReadModels;
using BookedBarber.Predictions.Features.ReadRevenue;
using BookedBarber.Predictions.Features.Runs;
using BookedBarber.Predictions.Inputs;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Nightly.Revenue;
using BookedBarber.Predictions.Pricing;
using BookedBarber.Predictions.Revenue;
using BookedBarber.Predictions.Rosters;
using BookedBarber.Predictions.Runs;
using BookedBarber.Predictions.Scenarios;
using BookedBarber.Predictions.Sites;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Predictions;

/// <summary>What is likely to come: the algorithms put to work every night on the network's own records, and by verbs on files.</summary>
public sealed class PredictionsModule : IModule
{
    public string Name => "predictions";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddVerbs(services);
        services.AddSingleton<DayReader>();
        services.AddSingleton<ModelRegistry>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<IJobHandler, RunJob>();
        services.AddSingleton<RunScheduler>();
        services.AddHostedService(provider => provider.GetRequiredService<RunScheduler>());
        services.AddSingleton<CsvAnswer>();

        services.AddSingleton<IRevenueMethod, PanelMethod>();
        services.AddSingleton<IRevenueMethod, GrowthMethod>();
        services.AddSingleton<IRevenueMethod, NaiveMethod>();
        services.AddSingleton<RevenueTrial>();
        services.AddSingleton<RevenueStore>();
        services.AddSingleton<IPredictionPart, RevenuePart>();
        services.AddSingleton<RevenueAtOnce>();
        services.AddSingleton<RevenueReading>();
        services.AddSingleton<UnitReading>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRevenueForecasts();
        endpoints.MapModels();
        endpoints.MapPredictionRuns();
    }

    private static void AddVerbs(IServiceCollection services)
    {
        services.AddSingleton<IVerb, PredictVerb>();
        services.AddPrediction<RosterPrediction>();
        services.AddPrediction<RevenuePrediction>();
        services.AddPrediction<DemandPrediction>();
        services.AddPrediction<ChurnPrediction>();
        services.AddPrediction<ValuePrediction>();
        services.AddPrediction<NoShowPrediction>();
        services.AddPrediction<SitesPrediction>();
        services.AddPrediction<PricePrediction>();
        services.AddPrediction<PriceTestPrediction>();
        services.AddPrediction<ScenarioPrediction>();
    }
}
