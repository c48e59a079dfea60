using BookedBarber.Predictions.Attendance;
using BookedBarber.Predictions.Clients;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Pricing;
using BookedBarber.Predictions.Demand;
using BookedBarber.Predictions.Revenue;
using BookedBarber.Predictions.Rosters;
using BookedBarber.Predictions.Sites;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Predictions;

/// <summary>What is likely to come: the algorithms put to work on files and, later, on the network's own records.</summary>
public sealed class PredictionsModule : IModule
{
    public string Name => "predictions";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
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
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        // Only verbs so far; they work on files.
    }
}
