using BookedBarber.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Sandbox;

/// <summary>What the executable takes from here.</summary>
public static class SandboxServices
{
    /// <summary>Adds the verb <c>sandbox</c>.</summary>
    /// <param name="services">The executable's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddSandbox(this IServiceCollection services) => services.AddSingleton<IVerb, SandboxVerb>();
}
