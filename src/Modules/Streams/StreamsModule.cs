using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Streams.Board;
using BookedBarber.Streams.Features.ListConnections;
using BookedBarber.Streams.Features.PerformanceStream;
using BookedBarber.Streams.Sockets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Streams;

/// <summary>The live board in memory and the WebSocket streams that show it.</summary>
public sealed class StreamsModule : IModule
{
    public string Name => "streams";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<LiveBoard>();
        services.AddSingleton<IFeedListener>(provider => provider.GetRequiredService<LiveBoard>());
        services.AddHostedService<BoardLoop>();
        services.AddSingleton<Replay>();
        services.AddHealthChecks().AddCheck<BoardCheck>("live board", tags: ["ready"]);
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPerformanceStream();
        endpoints.MapConnections();
    }
}
