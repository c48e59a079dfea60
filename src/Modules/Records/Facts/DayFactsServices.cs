using BookedBarber.Records.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Records.Facts;

/// <summary>Registers the computation of day facts.</summary>
internal static class DayFactsServices
{
    /// <summary>Adds <see cref="IDayFacts"/>.</summary>
    public static IServiceCollection AddDayFacts(this IServiceCollection services) => services.AddSingleton<IDayFacts, DayFactsQuery>();
}
