using BookedBarber.Records;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Architecture.Seeded;

/// <summary>A module that breaks every rule on purpose. The architecture tests must find each fault, or they prove nothing.</summary>
public sealed class SeededModule : IModule
{
    public string Name => "seeded";

    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        new RecordsModule().AddServices(services, configuration); // another module, not through its contracts

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}

/// <summary>Public, but neither the module nor a contract.</summary>
public static class Leak
{
    /// <summary>Reads another module's table.</summary>
    public const string Sql = "select total from records.sale where network_id = @network";
}
