using BookedBarber.Measures.Contracts;
using BookedBarber.Predictions.Attendance;
using BookedBarber.Predictions.Clients;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Demand;
using BookedBarber.Predictions.Features.Accuracy;
using BookedBarber.Predictions.Features.Analytics;
using BookedBarber.Predictions.Features.Insights;
using BookedBarber.Predictions.Features.Market;
using BookedBarber.Predictions.Features.Outcomes;
using BookedBarber.Predictions.Features.PriceLab;
using BookedBarber.Predictions.Features.ReadClients;
using BookedBarber.Predictions.Features.ReadDemand;
using BookedBarber.Predictions.Features.ReadModels;
using BookedBarber.Predictions.Features.ReadNoShows;
using BookedBarber.Predictions.Features.ReadOutlook;
using BookedBarber.Predictions.Features.ReadRevenue;
using BookedBarber.Predictions.Features.RosterProposals;
using BookedBarber.Predictions.Features.Runs;
using BookedBarber.Predictions.Features.Scenarios;
using BookedBarber.Predictions.Features.Sites;
using BookedBarber.Predictions.Inputs;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Nightly.Clients;
using BookedBarber.Predictions.Nightly.Demand;
using BookedBarber.Predictions.Nightly.Findings;
using BookedBarber.Predictions.Nightly.NoShows;
using BookedBarber.Predictions.Nightly.Outcomes;
using BookedBarber.Predictions.Nightly.Prices;
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
        services.AddSingleton<NodeTraffic>();
        services.AddHostedService(provider => provider.GetRequiredService<NodeTraffic>());
        services.AddSingleton<BackgroundThreads>();
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
        services.AddSingleton<IOutlook, OutlookReading>();

        services.AddSingleton<VisitReader>();
        services.AddSingleton<IPredictionPart, ClientsPart>();
        services.AddSingleton<ClientRiskReader>();
        services.AddSingleton<BookingReader>();
        services.AddSingleton<IPredictionPart, NoShowsPart>();
        services.AddSingleton<HourReader>();
        services.AddSingleton<IPredictionPart, DemandPart>();
        services.AddSingleton<DemandReading>();
        services.AddSingleton<PriceReader>();
        services.AddSingleton<IPredictionPart, PricesPart>();
        services.AddSingleton<PriceReading>();
        services.AddSingleton<PriceTests>();
        services.AddSingleton<SiteStore>();
        services.AddSingleton<ScenarioEffects>();
        services.AddSingleton<NoShowOutcomes>();
        services.AddSingleton<ClientOutcomes>();
        services.AddSingleton<IPredictionPart, OutcomesPart>();
        services.AddSingleton<OutcomeReading>();
        services.AddSingleton<RosterInputReading>();
        services.AddSingleton<RosterPlanning>();
        services.AddSingleton<ProposedRosters>();

        // Last: it looks at what the parts before it have made.
        services.AddSingleton<LiveErrors>();
        services.AddSingleton<IFinder, OutsideOfRange>();
        services.AddSingleton<IFinder, ChangeOfShops>();
        services.AddSingleton<IFinder, PriceChanges>();
        services.AddSingleton<IFinder, LapsedCohorts>();
        services.AddSingleton<IFinder, ChancesOff>();
        services.AddSingleton<IPredictionPart, FindingsPart>();
        services.AddSingleton<ForecastJudge>();
        services.AddSingleton<ForecastTrails>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRevenueForecasts();
        endpoints.MapModels();
        endpoints.MapPredictionRuns();
        endpoints.MapClientRisk();
        endpoints.MapNoShowRisk();
        endpoints.MapDemand();
        endpoints.MapPriceLab();
        endpoints.MapSites();
        endpoints.MapScenarios();
        endpoints.MapInsights();
        endpoints.MapAccuracy();
        endpoints.MapOutcomes();
        endpoints.MapPredictiveAnalytics();
        endpoints.MapMarketIntelligence();
        endpoints.MapRosterProposals();
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
