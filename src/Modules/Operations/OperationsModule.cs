using BookedBarber.Operations.Contracts;
using BookedBarber.Operations.Demo;
using BookedBarber.Operations.Doctor;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Operations;

/// <summary>Running the house: the demo network and the doctor.</summary>
public sealed class OperationsModule : IModule
{
    public string Name => "operations";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<DemoLedger>();
        services.AddSingleton<DemoWriter>();
        services.AddSingleton<DemoTree>();
        services.AddSingleton<DemoLoader>();
        services.AddSingleton<TotalsLoader>();
        services.AddSingleton<DemoMaker>();
        services.AddSingleton<DemoPassword>();
        services.AddSingleton<DemoAccounts>();
        services.AddSingleton<IDemoStart, DemoStart>();
        services.AddSingleton<IJobHandler, DemoHistoryJob>();
        services.AddHostedService<DemoDay>();
        services.AddSingleton<IVerb, DemoVerb>();
        services.AddSingleton<IVerb, SamplesVerb>();
        services.AddSingleton<DatabaseChecks>();
        services.AddSingleton<DiskCheck>();
        services.AddSingleton<IVerb, DoctorVerb>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        // Health is the host's own; the demo and the doctor are verbs.
    }
}
