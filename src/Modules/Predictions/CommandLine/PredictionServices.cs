using BookedBarber.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Predictions.CommandLine;

/// <summary>Registers predictions.</summary>
internal static class PredictionServices
{
    /// <summary>Adds a prediction with its verb <c>predict NAME</c>.</summary>
    public static void AddPrediction<T>(this IServiceCollection services)
        where T : class, IPrediction
    {
        services.AddSingleton<T>();
        services.AddSingleton<IVerb>(provider => new PredictionVerb(provider.GetRequiredService<T>()));
    }
}
